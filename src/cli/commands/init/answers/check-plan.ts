import { deciding } from '../../../../diagnosis/causes/category.js';
import { makeDiagnosis } from '../../../../diagnosis/reading/diagnosis.js';
import type { Finding } from '../../../../doctor/check/finding.js';
import { findPlannedFaults } from '../../../../doctor/planned-faults.js';
import type { Plan } from '../../../../openclaw/changes/setup-plan.js';
import { readPlanned } from '../../../../openclaw/planned-snapshot.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { CauseError } from '../../../shared/errors.js';
import type { Io } from '../../../shared/io.js';
import { hideSecrets } from '../../../shared/open-setup.js';
import type { InitOptions } from './init-options.js';

export interface CheckedPlan {
  /** With a note about each failure that the setup already has. */
  plan: Plan;
  /** What doctor would fail on, and only because of the plan. */
  faults: Finding[];
}

/** Checks the setup that a plan would write. */
export async function checkPlan(
  io: Io,
  snapshot: Snapshot,
  plan: Plan,
  { providerId }: Pick<InitOptions, 'providerId'>,
): Promise<CheckedPlan> {
  const planned = await readPlanned(snapshot, plan.writes);
  hideSecrets(io, planned);
  const { fresh, prior } = await findPlannedFaults(snapshot, planned, { providerId, now: io.now });
  const notes = prior.map(
    ({ title, evidence }) =>
      `Already wrong before, and not changed here: ${title}${evidence[0] ? ` (${evidence[0]})` : ''}`,
  );
  return { plan: { ...plan, notes: [...plan.notes, ...notes] }, faults: fresh };
}

/** Throws CauseError for a plan that doctor would reject. */
export function requireSound({ plan, faults }: CheckedPlan): Plan {
  const worst = deciding(faults) ?? faults[0];
  if (!worst) return plan;
  if (!worst.cause) throw new Error(worst.title);
  const { title, evidence, remedy } = worst;
  throw new CauseError({
    ...makeDiagnosis(worst.cause, {}, evidence),
    title: `nothing was written, because doctor would fail: ${title}`,
    remedy,
  });
}
