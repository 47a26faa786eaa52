import { CATEGORY_EXIT_CODES } from '../../../diagnosis/causes/category.js';
import type { Outcome } from '../../../doctor/check/finding.js';
import { openclawConfig } from '../../../doctor/config/openclaw-config.js';
import { judgeConfig } from '../../../openclaw/schema/verdict.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { problemText } from '../../render/cause-text.js';
import { progressOn } from '../../render/progress.js';
import type { Style } from '../../render/style.js';
import { EXIT_OK, type Verdict } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';

/** That OpenClaw refuses the config, as doctor's check says it; undefined if it takes it, or if that is not known. */
export async function refusalOf(
  io: Io,
  snapshot: Snapshot,
  { providerId, accessible }: Pick<InitOptions, 'providerId' | 'accessible'>,
): Promise<Outcome | undefined> {
  const work = judgeConfig(snapshot, io.machine);
  const verdict = await progressOn(io, { accessible }).wait('Asking OpenClaw about its config', work);
  const [outcome] = verdict ? [openclawConfig.run({ snapshot, verdict, providerId })].flat() : [];
  return outcome?.status === 'fail' ? outcome : undefined;
}

/** For the user, before anything is written. */
export function refusalNote({ title, evidence }: Outcome): string {
  return `As it is, ${title.replace(/\.$/, '')} (${evidence.join('; ')}). \`openclaw doctor --fix\` moves old keys to their new place.`;
}

/** The files are written, but OpenClaw does not start with them. */
export function refusedResult<D extends object>(
  outcome: Outcome,
  document: D,
  style: Style,
): Result<D & { verdict: Verdict | null }> {
  const { category, cause } = outcome;
  const exitCode = category ? CATEGORY_EXIT_CODES[category] : EXIT_OK;
  return {
    exitCode,
    document: { ...document, verdict: category && cause ? { category, cause } : null },
    human: problemText(outcome, style),
  };
}
