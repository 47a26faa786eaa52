import { PROVIDER_ID } from '../../openclaw/block.js';
import { carryOut } from '../../openclaw/carry-out.js';
import { readJournal } from '../../openclaw/journal.js';
import { REMOVE_COMMAND } from '../../openclaw/removal/history.js';
import { planRemoval } from '../../openclaw/removal.js';
import { requireConsent } from '../consent.js';
import { EXIT_OK } from '../errors.js';
import type { InitOptions } from '../init/options.js';
import type { Io } from '../io.js';
import { changesText, diffText, leftBehindText, planDocument } from '../render/plan.js';
import { styleOf } from '../render/style.js';
import type { Result } from '../result.js';
import { refusals } from '../write-errors.js';
import { blockOf, openFiles } from './open-place.js';

/** `init --remove`: takes out what init put in, after showing it. */
export async function remove(io: Io, options: InitOptions): Promise<Result> {
  const files = await openFiles(io, options);
  const { place } = files;
  const providerId = options.providerId ?? blockOf(files)?.id ?? PROVIDER_ID;
  const journal = await readJournal(place.configPath);
  const plan = await refusals(place, () => planRemoval(providerId, { ...files, journal }));
  if (!plan) {
    return {
      exitCode: EXIT_OK,
      document: { removed: null, changes: [], notes: [] },
      human: `There is no models.providers["${providerId}"] in ${place.configPath}; nothing was changed.\n`,
    };
  }
  const style = styleOf(io, 'stderr', options);
  const diff = diffText(plan, io.redactor, style);
  const about = { removed: providerId, notes: plan.notes };
  if (options.dryRun) {
    const document = { ...about, changes: planDocument(plan), dryRun: true };
    return { exitCode: EXIT_OK, document, human: diff };
  }
  if (!options.json) io.err(`${diff}\n${plan.notes.map((note) => `Note: ${note}\n`).join('')}`);
  if (!options.yes) {
    await requireConsent(io, options, {
      message: `Take models.providers["${providerId}"] out?`,
      refusal: 'Nothing was removed.',
      hint: 'Give --yes to do it without a question.',
    });
  }
  const written = await carryOut(plan, REMOVE_COMMAND);
  return {
    exitCode: EXIT_OK,
    document: { ...about, changes: planDocument(plan, written) },
    human: `${changesText(written, style)}${leftBehindText(plan, written, style)}\nTo have it back: cf-aig undo\n`,
  };
}
