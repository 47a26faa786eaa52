/** `doctor/fix/`: repairs that are checked on the planned setup before anything is written. */

import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { FileWrite } from '../../lib/files/write-files.js';
import type { RepairFinding } from '../../openclaw/changes/repairs/repair.js';
import { planRepairs, type Repairs } from '../../openclaw/changes/repairs/repair-plan.js';
import { readPlanned } from '../../openclaw/planned-snapshot.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { blockOf, targetOf } from '../../openclaw/target.js';
import type { Finding } from '../check/finding.js';
import { wasAccepted, worsening } from './worsening.js';

/** Examines a setup as it would be. */
export type Examine = (planned: Snapshot) => Promise<readonly Finding[]>;

/** What repairs are planned with. */
export interface RepairMeans {
  /** `--provider-id` */
  providerId?: string;
  examine: Examine;
  /** Whether a model of the block is accepted on the wire; without a network none is known to be. */
  accepts(modelId: string): Promise<boolean>;
}

/** A setup, and what the checks say of it. */
interface State {
  snapshot: Snapshot;
  findings: readonly Finding[];
  repairs: Repairs;
}

/** Findings that rest on the names of models that were not asked yet. */
const BY_TABLES: ReadonlySet<CauseId> = new Set(['model-listed-unfit', 'model-not-offered']);

/** One mend may uncover what the next has to mend. */
const MOST_PASSES = 4;

/**
 * The repairs after which the same checks find nothing worse. What is planned is examined before anything is written:
 * a repair that would bring a new failure, or change a model that worked, is left with the reason.
 */
export async function planSafeRepairs(
  snapshot: Snapshot,
  findings: readonly Finding[],
  { providerId, examine, accepts }: RepairMeans,
): Promise<Repairs> {
  const refused = new Map<CauseId, string>();
  let state: State = { snapshot, findings, repairs: nothing(snapshot, providerId) };
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const done = new Set([...state.repairs.fixed.map(({ cause }) => cause), ...refused.keys()]);
    const open = repairFindings(state.findings).filter(({ cause }) => !done.has(cause));
    const works = await Promise.all(open.map(judgedByTables));
    for (const { cause, model } of open.filter((_, index) => works[index]))
      refused.set(cause, `the provider took ${model} in this run`);
    const troubles = open.filter((_, index) => !works[index]);
    const planned = planFor(state.snapshot, providerId, troubles);
    state.repairs.left = planned.left;
    if (!planned.fixed.length) break;
    const whole = await attempt(state, planned);
    state = whole.state ?? (await oneByOne(state, planned, troubles, refused));
  }
  const left = [...refused].map(([cause, why]) => ({ cause, why }));
  return {
    ...state.repairs,
    left: [...left, ...state.repairs.left.filter(({ cause }) => !refused.has(cause))],
  };

  /** Only tables speak against the model, and the wire speaks for it. */
  async function judgedByTables({ cause, model }: RepairFinding): Promise<boolean> {
    return model !== undefined && BY_TABLES.has(cause) && (await accepts(model));
  }

  async function oneByOne(
    from: State,
    planned: Repairs,
    troubles: readonly RepairFinding[],
    refusals: Map<CauseId, string>,
  ): Promise<State> {
    let reached = from;
    for (const { cause } of planned.fixed) {
      const alone = planFor(
        reached.snapshot,
        providerId,
        troubles.filter((trouble) => trouble.cause === cause),
      );
      const { state: next, why } = alone.fixed.length ? await attempt(reached, alone) : {};
      if (next) reached = next;
      else refusals.set(cause, why ?? alone.left[0]?.why ?? 'nothing is left to mend');
    }
    return reached;
  }

  async function attempt(from: State, planned: Repairs): Promise<{ state?: State; why?: string }> {
    const repairs = joined(from.repairs, planned);
    // Modes are no part of the planned texts.
    if (!planned.plan.writes.some(changes)) return { state: { ...from, repairs } };
    const next = await readPlanned(snapshot, repairs.plan.writes);
    const accepted = wasAccepted(from.findings) ? changeOfTarget(from.snapshot, next, providerId) : undefined;
    if (accepted) return { why: accepted };
    const after = await examine(next);
    const why = worsening(from.findings, after);
    return why ? { why } : { state: { snapshot: next, findings: after, repairs } };
  }
}

function planFor(
  snapshot: Snapshot,
  providerId: string | undefined,
  troubles: readonly RepairFinding[],
): Repairs {
  return planRepairs({ ...snapshot, block: blockOf(snapshot, providerId), findings: troubles });
}

const nothing = (snapshot: Snapshot, providerId: string | undefined) => planFor(snapshot, providerId, []);

function repairFindings(findings: readonly Finding[]): RepairFinding[] {
  return findings.flatMap(({ status, cause, nearest, model }) =>
    cause && (status === 'fail' || status === 'warn') ? [{ cause, nearest, model }] : [],
  );
}

/** What worked is not touched: the model that was asked, and the address it was asked at. */
function changeOfTarget(
  before: Snapshot,
  after: Snapshot,
  providerId: string | undefined,
): string | undefined {
  const [was, is] = [before, after].map((snapshot) => targetOf(snapshot, { providerId }));
  const isSame = was?.modelId === is?.modelId && was?.url?.normal === is?.url?.normal;
  return isSame
    ? undefined
    : `it would change ${was?.modelId ?? 'the model'}, which was accepted in this run`;
}

/** Two plans, the second made on what the first plans, as one. */
function joined(first: Repairs, second: Repairs): Repairs {
  const paths = new Set([...first.plan.writes, ...second.plan.writes].map(({ path }) => path));
  const writes = [...paths].map((path): FileWrite => {
    const [one, two] = [first, second].map(({ plan }) => plan.writes.find((write) => write.path === path));
    return one && two ? { ...two, before: one.before } : (two ?? one)!;
  });
  return {
    plan: { ...second.plan, writes: inOrder(writes, second) },
    modes: [...first.modes, ...second.modes],
    fixed: [...first.fixed, ...second.fixed],
    left: second.left,
  };
}

/** The `.env` first, the config last: a config never refers to a variable that is not there yet. */
function inOrder(writes: readonly FileWrite[], { plan: { place } }: Repairs): FileWrite[] {
  const rank = ({ path }: FileWrite) => (path === place.envPath ? 0 : path === place.configPath ? 2 : 1);
  return writes.toSorted((a, b) => rank(a) - rank(b));
}

function changes({ before, after }: FileWrite): boolean {
  return before !== after;
}
