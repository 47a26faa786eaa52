import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { withHelp } from '../../diagnosis/reading/diagnosis.js';
import type { RepairFinding } from '../../openclaw/changes/repairs/repair.js';
import { planRepairs } from '../../openclaw/changes/repairs/repair-plan.js';
import { readPlanned } from '../../openclaw/planned-snapshot.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { blockOf } from '../../openclaw/target.js';
import { type Finding, isProblem } from '../check/finding.js';
import { findPlannedFaults } from '../planned-faults.js';
import { repairFindings } from './safe-repairs.js';

/** The command that repairs. */
const REPAIR_COMMAND = 'cf-aig doctor --fix';

/**
 * The findings, each with whether `cf-aig doctor --fix` corrects it without a new failure in the files; then that is its fix.
 * Writes nothing and sends nothing.
 */
export function suggestRepairs(
  snapshot: Snapshot,
  findings: readonly Finding[],
  options: { providerId?: string; now(): number },
): Promise<Finding[]> {
  const repairs = new Map<CauseId | undefined, Promise<string | undefined>>();
  return Promise.all(
    findings.map(async (finding) => {
      if (!isProblem(finding)) return finding;
      const sameCause = findings.filter(({ cause }) => cause === finding.cause);
      const repair = repairs.get(finding.cause) ?? repairOf(snapshot, repairFindings(sameCause), options);
      repairs.set(finding.cause, repair);
      const what = await repair;
      if (what === undefined) return { ...finding, fixable: false };
      return withHelp({ ...finding, fixable: true }, { fix: { command: REPAIR_COMMAND, what } });
    }),
  );
}

/** What the repair of one cause does; undefined if there is none. */
async function repairOf(
  snapshot: Snapshot,
  findings: readonly RepairFinding[],
  options: { providerId?: string; now(): number },
): Promise<string | undefined> {
  const block = blockOf(snapshot, options.providerId);
  const { plan, fixed, modes } = planRepairs({ ...snapshot, block, findings });
  const [repair] = fixed;
  const writes = plan.writes.filter(({ before, after }) => before !== after);
  if (!repair || !(writes.length || modes.length)) return undefined;
  if (!writes.length) return repair.what;
  const { fresh, prior } = await findPlannedFaults(snapshot, await readPlanned(snapshot, writes), options);
  return fresh.length || prior.some(({ cause }) => cause === repair.cause) ? undefined : repair.what;
}
