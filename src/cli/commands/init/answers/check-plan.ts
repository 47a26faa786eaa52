import { deciding } from '../../../../diagnosis/causes/category.js';
import type { Finding } from '../../../../doctor/check/finding.js';
import { findPlannedFaults } from '../../../../doctor/planned-faults.js';
import type { Plan } from '../../../../openclaw/changes/setup-plan.js';
import { readPlanned } from '../../../../openclaw/planned-snapshot.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { EXIT_USAGE, KnownError } from '../../../shared/errors.js';
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

/** Throws KnownError for a plan that doctor would reject: the answers ask for what cannot work. */
export function requireSound({ plan, faults }: CheckedPlan): Plan {
  const worst = deciding(faults) ?? faults[0];
  if (!worst) return plan;
  const { title, evidence, remedy, cause, category } = worst;
  const where = evidence.length ? ` (${evidence.join('; ')})` : '';
  throw new KnownError(`nothing was written, because doctor would fail: ${title}${where}`, {
    exitCode: EXIT_USAGE,
    hint: remedy.join('\n'),
    details: { cause, category },
  });
}
