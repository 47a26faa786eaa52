import { trimEnd } from '../../lib/text/trim-end.js';
import { CATALOGUE, type CauseId } from '../causes/catalogue.js';
import { type Diagnosis, makeDiagnosis, withHelp } from '../reading/diagnosis.js';
import type { Values } from '../reading/values.js';
import { type Found, SEVERAL } from './found.js';
import { settingOf } from './pasted/setting.js';

/** What the rooms above know and a pasted text can be compared with. */
export interface Aids {
  /** Name, console and variable of a provider, by Cloudflare's slug or by its prefix. */
  provider?: (slug: string) => Values | undefined;
  /** What is wrong with an address; `isBase`: the text calls it a base URL. */
  addressProblem?: (url: string, isBase: boolean) => { cause: CauseId; values: Values } | undefined;
}

/** Answers that a wrong address leads to. */
const OF_THE_ADDRESS: readonly CauseId[] = [
  'gateway-not-found',
  'account-not-found',
  'url-not-routed',
  'provider-unknown',
  'provider-path-wrong',
  'completion-format',
];

const REPAIR =
  'Run `cf-aig doctor --fix` where OpenClaw is set up: it shows the change first and keeps a backup.';
const DOCTOR = 'Run `cf-aig doctor` where OpenClaw is set up: it finds out which of these it is.';

/** The diagnosis, with what the text itself shows to be wrong with the address, and the provider's name. */
export function withAids(one: Found, text: string, aids: Aids): Diagnosis {
  const found = one.diagnosis ? one : withAddress(one, text, aids);
  const { cause, alternatives, evidence } = found;
  const provider = found.values.provider && aids.provider?.(found.values.provider);
  const values = { ...found.values, ...provider };
  const diagnosis = one.diagnosis ?? makeDiagnosis(cause, values, evidence, [...alternatives]);
  const isOpen = alternatives.length > 0 || evidence.includes(SEVERAL);
  const or = [...diagnosis.or, ...(CATALOGUE[cause].fixable ? [REPAIR] : []), ...(isOpen ? [DOCTOR] : [])];
  return withHelp(diagnosis, { fix: diagnosis.fix, or });
}

function withAddress(one: Found, text: string, aids: Aids): Found {
  if (one.cause === 'base-url-not-a-url') return withBareAddress(one, text, aids);
  if (!aids.addressProblem || !OF_THE_ADDRESS.includes(one.cause)) return one;
  const { url, isBase = false } = settingOf(text);
  const problem = url ? aids.addressProblem(url, isBase) : undefined;
  if (!problem) return one;
  return {
    ...one,
    cause: problem.cause,
    values: { ...one.values, ...problem.values },
    alternatives: [one.cause, ...one.alternatives.filter((cause) => cause !== problem.cause)],
    evidence: [...one.evidence, `the address in the text: ${url}`],
  };
}

/** `gateway.ai.cloudflare.com/v1/...` without a scheme. */
const BARE_ADDRESS = /(?<![\w./:@-])(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/[^\s"'`<>)\],;]*/i;

function withBareAddress(one: Found, text: string, aids: Aids): Found {
  const url = trimEnd(BARE_ADDRESS.exec(text)?.[0] ?? '', '.:!?');
  if (!url) return one;
  const problem = aids.addressProblem?.(url, false);
  const more = problem?.cause === one.cause ? problem.values : {};
  return { ...one, values: { ...one.values, baseUrl: url, ...more } };
}
