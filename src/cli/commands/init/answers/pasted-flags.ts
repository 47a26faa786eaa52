import { type PastePart, partsOf, partsText } from '../../../../gateway/pastes/paste.js';
import { readPaste } from '../../../../gateway/pastes/read-paste.js';
import type { Io } from '../../../shared/io.js';
import type { RawAnswers } from './answers.js';
import { FIELDS } from './fields.js';
import type { InitOptions } from './init-options.js';

/** What each flag can hold beside its own answer. A token on a command line is not taken: it would only be encouraged. */
const PLACES: Record<'accountId' | 'gateway' | 'token', readonly PastePart[]> = {
  accountId: ['accountId', 'gateway'],
  gateway: ['accountId', 'gateway'],
  token: ['accountId', 'gateway', 'token'],
};

/**
 * Takes apart what was pasted in place of an account ID or a gateway, or piped in with `--token-stdin`, and says what it
 * found. An answer that has its own flag is not replaced.
 */
export function takePasted(
  { err, redactor }: Pick<Io, 'err' | 'redactor'>,
  options: InitOptions,
  given: RawAnswers,
): RawAnswers {
  const sources = {
    accountId: options.accountId === undefined ? FIELDS.accountId.env : '--account-id',
    gateway: options.gateway === undefined ? FIELDS.gateway.env : '--gateway',
    token: options.tokenStdin ? 'stdin' : undefined,
  };
  let answers = given;
  for (const key of ['accountId', 'gateway', 'token'] as const) {
    const text = given[key];
    const source = sources[key];
    if (text === undefined || source === undefined || FIELDS[key].check(text, {}).ok) continue;
    const paste = readPaste(text);
    redactor.add(...paste.secrets);
    // A bare value is the flag's own, right or wrong.
    if (paste.kind === 'the paste') continue;
    const isFree = (part: 'accountId' | 'gateway' | 'token') => part === key || answers[part] === undefined;
    const taken = partsOf(paste).filter(
      (part): part is 'accountId' | 'gateway' | 'token' =>
        PLACES[key].includes(part) && isFree(part as typeof key),
    );
    if (!taken.length) continue;
    answers = { ...answers, ...Object.fromEntries(taken.map((part) => [part, paste[part]])) };
    err(`Taken out of ${paste.kind} in ${source}: ${partsText(taken)}\n`);
  }
  return answers;
}
