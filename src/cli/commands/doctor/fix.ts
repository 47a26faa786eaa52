import { chmod } from 'node:fs/promises';
import type { DoctorReport } from '../../../doctor/examine.js';
import type { FileWritten } from '../../../lib/files/write-files.js';
import { planRepairs, type Repairs } from '../../../openclaw/changes/repairs/repair-plan.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { blockOf } from '../../../openclaw/target.js';
import { terminalAsker } from '../../prompts/ask.js';
import { changesText, diffText, leftBehindText } from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { mayAsk } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import type { AskOptions, CommonOptions } from '../../shared/options.js';

type FixOptions = AskOptions & CommonOptions & { providerId?: string };

export interface FixResult {
  fixed: Repairs['fixed'];
  left: Repairs['left'];
  changes: FileWritten[];
}

/** Mends what doctor found as far as it can be mended: shows the change, asks, writes. `undefined`: nothing was done. */
export async function fix(
  io: Io,
  options: FixOptions,
  snapshot: Snapshot,
  report: DoctorReport,
): Promise<FixResult | undefined> {
  const style = styleOf(io, 'stderr', options);
  const say = (text: string) => {
    if (!options.json) io.err(text);
  };
  const causes = report.findings.flatMap(({ status, cause }) =>
    cause && (status === 'fail' || status === 'warn') ? [cause] : [],
  );
  const block = blockOf(snapshot, options.providerId);
  const { plan, modes, fixed, left } = planRepairs({ ...snapshot, block, causes });
  const sayLeft = () => {
    for (const { cause, why } of left) say(`${cause} stays: ${why}\n`);
  };
  if (!fixed.length) {
    if (left.length) say('\nNothing of this can be mended from here; the steps above say what to do.\n');
    sayLeft();
    return undefined;
  }

  say(`\n${diffText(plan, io.redactor, style)}\n`);
  for (const { cause, what } of fixed) say(`${cause}: ${what}\n`);
  sayLeft();
  if (!options.yes && !(await agreed(io, options))) {
    say('Nothing was changed. With --yes the changes are written without a question.\n');
    return undefined;
  }
  const changes = await writePlan(plan, 'doctor --fix');
  for (const { path, mode } of modes) await chmod(path, mode);
  say(`\n${changesText(changes, style)}${leftBehindText(plan, changes, style)}\n`);
  return { fixed, left, changes };
}

async function agreed(io: Io, options: FixOptions): Promise<boolean> {
  if (!mayAsk(io, options)) return false;
  return terminalAsker(io, options).confirm({ message: 'Write these changes?', initial: true });
}
