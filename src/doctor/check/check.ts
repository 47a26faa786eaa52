/** `doctor/check/`: what a check is, what each stage gives it, and the runner. */

import type { Probes, Reachable } from '../../lab/probes.js';
import type { Machine } from '../../openclaw/machine/this-machine.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { Surroundings } from '../../openclaw/surroundings.js';
import type { Target } from '../../openclaw/target.js';
import type { CheckId } from './check-ids.js';
import type { Outcome } from './finding.js';

/** What a check gets to look at, by its stage. What a stage has not got, its checks cannot ask for. */
export interface Inputs {
  /** The files. */
  config: { snapshot: Snapshot; providerId?: string };
  /** One block of them. */
  block: { snapshot: Snapshot; target: Target; offline: boolean };
  /** What surrounds the files on this machine. */
  machine: { snapshot: Snapshot; surroundings: Surroundings; target?: Target };
  /** The block, and what runs beside it. */
  runtime: { snapshot: Snapshot; surroundings: Surroundings; target: Target };
  /** The block, asked over the network. `--offline` leaves this stage out. */
  wire: { snapshot: Snapshot; target: Reachable; probes: Probes; machine: Pick<Machine, 'resolve'> };
}

export type Stage = keyof Inputs;

/** Only the wire has to be waited for: everything else is judged from data. */
type Outcomes<S extends Stage> = S extends 'wire'
  ? Promise<Outcome | Outcome[]> | Outcome | Outcome[]
  : Outcome | Outcome[];

/** One thing that doctor looks at. */
export interface Check<Id extends CheckId = CheckId, S extends Stage = Stage> {
  id: Id;
  /** What the user reads at the start of the line: two or three words. */
  title: string;
  stage: S;
  /** Checks that must not have failed or been skipped, besides those that every check of the stage needs. */
  needs?: readonly CheckId[];
  run(inputs: Inputs[S]): Outcomes<S>;
}

/** A check of some stage. */
export type AnyCheck<Id extends CheckId = CheckId> = { [S in Stage]: Check<Id, S> }[Stage];

/** What has to be in order before a stage has its inputs. */
const STAGE_NEEDS: Record<Stage, readonly CheckId[]> = {
  config: [],
  machine: [],
  block: ['provider-block'],
  runtime: ['provider-block'],
  wire: ['base-url', 'credentials'],
};

export function needsOf({ stage, needs = [] }: Pick<AnyCheck, 'stage' | 'needs'>): readonly CheckId[] {
  return [...STAGE_NEEDS[stage], ...needs];
}
