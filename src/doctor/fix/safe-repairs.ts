/** `doctor/fix/`: checks repairs on the planned setup before anything is written. */

import { isDeepStrictEqual } from 'node:util';
import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { FileWrite } from '../../lib/files/write-files.js';
import type { RepairFinding } from '../../openclaw/changes/repairs/repair.js';
import { planRepairs, type Repairs } from '../../openclaw/changes/repairs/repair-plan.js';
import { readPlanned } from '../../openclaw/planned-snapshot.js';
import type { ReadEffects, Snapshot } from '../../openclaw/snapshot.js';
import { blockOf, targetOf } from '../../openclaw/target.js';
import { type Finding, isProblem } from '../check/finding.js';
import { newFailures, wasAccepted, worsening } from './worsening.js';

/** Runs the checks on a planned setup. */
export type Examine = (planned: Snapshot) => Promise<readonly Finding[]>;

export interface SafeRepairOptions {
  /** `--provider-id` */
  providerId?: string;
  examine: Examine;
  /** Whether a live request accepts a model of the block; always false offline. */
  accepts(modelId: string): Promise<boolean>;
  /** Where the files are that no repair changes; the disk by default. */
  disk?: ReadEffects;
}

/** A setup, its findings, and the repairs that led to it. */
interface State {
  snapshot: Snapshot;
  findings: readonly Finding[];
  repairs: Repairs;
}

/** Findings that are only based on names, not on requests. */
const NAME_CAUSES: ReadonlySet<CauseId> = new Set(['model-listed-unfit', 'model-not-offered']);

/** Their repairs name models of the block, whose ids another repair may change. */
const NAMES_MODELS: ReadonlySet<CauseId> = new Set(['model-not-allowed', 'model-primary-not-allowed']);

/** One repair may reveal the next problem, or the same one of another model. */
const MAX_PASSES = 6;

/**
 * Plans repairs and checks the result before anything is written. A repair that would cause a new failure, or change a
 * model that works, is dropped and returned in `left` with the reason.
 */
export async function planSafeRepairs(
  snapshot: Snapshot,
  findings: readonly Finding[],
  { providerId, examine, accepts, disk }: SafeRepairOptions,
): Promise<Repairs> {
  const refused = new Map<CauseId, string>();
  let state: State = { snapshot, findings, repairs: planFor(snapshot, providerId, []) };
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const open = repairFindings(state.findings).filter(({ cause }) => !refused.has(cause));
    const disproved = await Promise.all(open.map(isDisproved));
    for (const { cause, model } of open.filter((_, index) => disproved[index]))
      refused.set(cause, `the provider accepted ${model} in this run`);
    const remaining = open.filter((_, index) => !disproved[index]);
    const from = state;
    const turn = nextTurn(from, remaining);
    if (!turn) {
      from.repairs.left = planFor(from.snapshot, providerId, remaining.filter(isFresh(from))).left;
      break;
    }
    const all = await attempt(from, turn.planned);
    state = all.state ?? (await attemptEach(from, turn.planned, turn.findings, refused));
  }
  const left = [...refused].map(([cause, why]) => ({ cause, why }));
  return {
    ...state.repairs,
    left: [...left, ...state.repairs.left.filter(({ cause }) => !refused.has(cause))],
  };

  /** The findings to repair now, with the plan for them: the first that there is one for. */
  function nextTurn(from: State, remaining: readonly RepairFinding[]) {
    const fresh = remaining.filter(isFresh(from));
    const groups = [
      { findings: fresh.filter(({ cause }) => !NAMES_MODELS.has(cause)) },
      { findings: fresh.filter(({ cause }) => NAMES_MODELS.has(cause)) },
      // What was repaired before is so again only as far as there is something to change.
      { findings: remaining.filter((finding) => !isFresh(from)(finding)), isAgain: true },
    ];
    for (const { findings, isAgain } of groups) {
      if (!findings.length) continue;
      const planned = planFor(from.snapshot, providerId, findings);
      if (isAgain ? planned.plan.writes.some(changes) : planned.fixed.length) return { findings, planned };
    }
    return undefined;
  }

  /** Whether a live request accepts a model that only its name spoke against. */
  async function isDisproved({ cause, model }: RepairFinding): Promise<boolean> {
    return model !== undefined && NAME_CAUSES.has(cause) && (await accepts(model));
  }

  async function attemptEach(
    from: State,
    planned: Repairs,
    findings: readonly RepairFinding[],
    refusals: Map<CauseId, string>,
  ): Promise<State> {
    let current = from;
    for (const { cause } of planned.fixed) {
      const single = planFor(
        current.snapshot,
        providerId,
        findings.filter((finding) => finding.cause === cause),
      );
      const { state: next, why } = single.fixed.length ? await attempt(current, single) : {};
      if (next) current = next;
      else refusals.set(cause, why ?? single.left[0]?.why ?? 'nothing is left to fix');
    }
    return current;
  }

  /** A repair that would cause a failure comes with the repair of that failure, if there is one. */
  async function attempt(from: State, planned: Repairs): Promise<{ state?: State; why?: string }> {
    let state = from;
    let next = planned;
    let why: string | undefined;
    for (let step = 0; step < MAX_PASSES; step++) {
      const repairs = combine(state.repairs, next);
      // Modes do not change what the checks read.
      if (!next.plan.writes.some(changes)) return why ? { why } : { state: { ...from, repairs } };
      const result = await readPlanned(snapshot, repairs.plan.writes, disk);
      const accepted = wasAccepted(from.findings)
        ? changeOfTarget(from.snapshot, result, providerId)
        : undefined;
      if (accepted) return { why: why ?? accepted };
      const after = await examine(result);
      state = { snapshot: result, findings: after, repairs };
      const worse = worsening(from.findings, after);
      if (!worse) return why && isTakenBack(state, from) ? { why } : { state };
      why ??= worse;
      next = planFor(result, providerId, repairFindings(newFailures(from.findings, after)));
      if (!next.fixed.length) break;
    }
    return { why };
  }
}

/** Whether no repair of the run was for that cause. */
function isFresh({ repairs }: State): (finding: RepairFinding) => boolean {
  return ({ cause }) => !repairs.fixed.some((one) => one.cause === cause);
}

/** Whether what a repair since `from` mended fails again. */
function isTakenBack({ findings, repairs }: State, from: State): boolean {
  const causes = new Set(repairs.fixed.slice(from.repairs.fixed.length).map(({ cause }) => cause));
  return findings.some(({ status, cause }) => status === 'fail' && cause && causes.has(cause));
}

function planFor(
  snapshot: Snapshot,
  providerId: string | undefined,
  findings: readonly RepairFinding[],
): Repairs {
  return planRepairs({ ...snapshot, block: blockOf(snapshot, providerId), findings });
}

/** What a repair needs to know of each problem that has a cause. */
export function repairFindings(findings: readonly Finding[]): RepairFinding[] {
  return findings
    .filter(isProblem)
    .flatMap(({ cause, nearest, model }) => (cause ? [{ cause, nearest, model }] : []));
}

/** A model that works keeps its id and its address. */
function changeOfTarget(
  before: Snapshot,
  after: Snapshot,
  providerId: string | undefined,
): string | undefined {
  const [old, changed] = [before, after].map((snapshot) => targetOf(snapshot, { providerId }));
  const isSame = old?.modelId === changed?.modelId && old?.url?.normal === changed?.url?.normal;
  return isSame
    ? undefined
    : `it would change ${old?.modelId ?? 'the model'}, which was accepted in this run`;
}

/** Combines two plans; the second was made for the result of the first. */
function combine(first: Repairs, second: Repairs): Repairs {
  const paths = new Set([...first.plan.writes, ...second.plan.writes].map(({ path }) => path));
  const writes = [...paths].map((path): FileWrite => {
    const [one, two] = [first, second].map(({ plan }) => plan.writes.find((write) => write.path === path));
    return one && two ? { ...two, before: one.before } : (two ?? one)!;
  });
  return {
    plan: { ...second.plan, writes: sortWrites(writes, second) },
    modes: [...first.modes, ...second.modes],
    fixed: [
      ...first.fixed,
      ...second.fixed.filter((fix) => !first.fixed.some((one) => isDeepStrictEqual(one, fix))),
    ],
    left: second.left,
  };
}

/** `.env` first, the config last, so that the config never refers to a variable that does not exist yet. */
function sortWrites(writes: readonly FileWrite[], { plan: { place } }: Repairs): FileWrite[] {
  const rank = ({ path }: FileWrite) => (path === place.envPath ? 0 : path === place.configPath ? 2 : 1);
  return writes.toSorted((a, b) => rank(a) - rank(b));
}

function changes({ before, after }: FileWrite): boolean {
  return before !== after;
}
