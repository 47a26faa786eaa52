import { type DoctorReport, examine } from '../../../doctor/examine.js';
import { planSafeRepairs } from '../../../doctor/fix/safe-repairs.js';
import { acceptsModel } from '../../../lab/experiments/accepts-model.js';
import type { FileWritten } from '../../../lib/files/write-files.js';
import { NO_REPAIR, type Repairs } from '../../../openclaw/changes/repairs/repair-plan.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { terminalAsker } from '../../prompts/ask.js';
import { hang } from '../../render/hang.js';
import { backupWarnings, changesText, diffText } from '../../render/plan-text.js';
import { progressOn } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import { mayAsk } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import { hideSecrets, withLab } from '../../shared/open-setup.js';
import type { DoctorOptions } from './index.js';
import { setModes } from './set-modes.js';

export interface FixResult {
  fixed: Repairs['fixed'];
  left: Repairs['left'];
  changes: FileWritten[];
}

/** Fixes what it can, after showing the changes and asking. undefined if nothing was done. */
export async function fix(
  io: Io,
  options: DoctorOptions,
  snapshot: Snapshot,
  report: DoctorReport,
): Promise<FixResult | undefined> {
  const style = styleOf(io, 'stderr', options);
  const say = (text: string) => {
    if (!options.json) io.err(text);
  };
  const sayLine = (text: string) => say(`${hang('', text, style)}\n`);
  const { plan, modes, fixed, left } = await planRepairs(io, options, snapshot, report);
  const sayLeft = (unfixed: typeof left) => {
    for (const { cause, why } of unfixed) sayLine(`${cause} is not fixed: ${why}`);
  };
  if (!fixed.length) {
    if (left.length) sayLine('\ncf-aig cannot fix any of this; do what “Fix” says above.');
    sayLeft(left.filter(({ why }) => why !== NO_REPAIR));
    return left.length ? { fixed, left, changes: [] } : undefined;
  }

  say(`\n${diffText(plan, io.redactor, style)}\n`);
  for (const { cause, what } of fixed) sayLine(`${cause}: ${what}`);
  sayLeft(left);
  if (!options.yes && !(await confirm(io, options))) {
    sayLine('Nothing was changed. Add --yes to write the changes without a prompt.');
    return undefined;
  }
  const changes = await writePlan(plan, 'doctor --fix');
  await setModes(modes);
  say(`\n${changesText(changes, style)}${backupWarnings(plan, changes, style)}\n`);
  return { fixed, left, changes };
}

/** Checks the planned setup before it is written. */
function planRepairs(
  io: Io,
  options: DoctorOptions,
  snapshot: Snapshot,
  { findings }: DoctorReport,
): Promise<Repairs> {
  const { providerId, offline = false, strict = false } = options;
  const progress = progressOn(io);
  return withLab(io, { ...options, onSend: progress.onSend }, (lab) => {
    const planning = planSafeRepairs(snapshot, findings, {
      providerId,
      accepts: async (modelId) => !offline && acceptsModel(lab, snapshot, { providerId, modelId }),
      examine: async (planned) => {
        hideSecrets(io, planned);
        const input = { snapshot: planned, providerId, lab, machine: io.machine };
        const report = await examine(input, { offline, strict, now: io.now });
        return report.findings;
      },
    });
    return progress.wait('Trying the changes before they are written', planning);
  });
}

async function confirm(io: Io, options: DoctorOptions): Promise<boolean> {
  if (!mayAsk(io, options)) return false;
  return terminalAsker(io, options).confirm({ message: 'Write these changes?', initial: true });
}
