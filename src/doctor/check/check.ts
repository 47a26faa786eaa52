/** `doctor/check/`: checks, the inputs of each stage, and the runner. */

import type { Probes, Reachable } from '../../lab/probes.js';
import type { ModelRole } from '../../openclaw/blocks/model-roles.js';
import type { Machine } from '../../openclaw/machine/this-machine.js';
import type { SchemaVerdict } from '../../openclaw/schema/verdict.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { Surroundings } from '../../openclaw/surroundings.js';
import type { Target } from '../../openclaw/target.js';
import type { CheckId } from './check-ids.js';
import type { Outcome } from './finding.js';

/** The inputs of a check, by stage. A check cannot access anything else. */
export interface Inputs {
  /** The user's files. */
  config: { snapshot: Snapshot; providerId?: string };
  /** The user's files, and whether OpenClaw takes them. */
  schema: { snapshot: Snapshot; verdict: SchemaVerdict; providerId?: string };
  /** One block. */
  block: { snapshot: Snapshot; target: Target; offline: boolean };
  /** One block, and whether a model of it is accepted or offered; always false offline, and if the request could go wrong. */
  models: Inputs['block'] & {
    /** Every choice of a model, in the config and by scheduled jobs. */
    roles: readonly ModelRole[];
    accepts(providerId: string, modelId: string): Promise<boolean>;
  };
  /** This machine. */
  machine: { snapshot: Snapshot; surroundings: Surroundings; target?: Target };
  /** The block, and OpenClaw's processes and databases. */
  runtime: { snapshot: Snapshot; surroundings: Surroundings; target: Target };
  /** The block, over the network. Skipped with `--offline`. */
  wire: { snapshot: Snapshot; target: Reachable; probes: Probes; machine: Pick<Machine, 'resolve'> };
}

export type Stage = keyof Inputs;

/** Only checks that may send requests are asynchronous; all others are pure functions of their inputs. */
type Outcomes<S extends Stage> = S extends 'wire' | 'models'
  ? Promise<Outcome | Outcome[]> | Outcome | Outcome[]
  : Outcome | Outcome[];

export interface Check<Id extends CheckId = CheckId, S extends Stage = Stage> {
  id: Id;
  /** Start of the output line: two or three words. */
  title: string;
  stage: S;
  /** Checks that must have passed, in addition to those of the stage. */
  needs?: readonly CheckId[];
  run(inputs: Inputs[S]): Outcomes<S>;
}

/** A check of any stage. */
export type AnyCheck<Id extends CheckId = CheckId> = { [S in Stage]: Check<Id, S> }[Stage];

/** Checks that must have passed before a stage has its inputs. */
const STAGE_NEEDS: Record<Stage, readonly CheckId[]> = {
  config: [],
  schema: ['config-syntax'],
  machine: [],
  block: ['provider-block'],
  models: ['provider-block'],
  runtime: ['provider-block'],
  wire: ['base-url', 'credentials'],
};

export function needsOf({ stage, needs = [] }: Pick<AnyCheck, 'stage' | 'needs'>): readonly CheckId[] {
  return [...STAGE_NEEDS[stage], ...needs];
}
