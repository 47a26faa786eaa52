/** `doctor/`: runs every check and picks the verdict. */

import type { CauseId } from '../diagnosis/causes/catalogue.js';
import { CATEGORY_EXIT_CODES, type Category, deciding } from '../diagnosis/causes/category.js';
import { acceptsModel } from '../lab/experiments/accepts-model.js';
import type { Lab } from '../lab/lab.js';
import { isReachable, Probes } from '../lab/probes.js';
import { once } from '../lib/once.js';
import { jobRoles, modelRoles } from '../openclaw/blocks/model-roles.js';
import type { Machine } from '../openclaw/machine/this-machine.js';
import { withModelVariables } from '../openclaw/model-variables.js';
import { judgeConfig } from '../openclaw/schema/verdict.js';
import type { Snapshot } from '../openclaw/snapshot.js';
import { readSurroundings } from '../openclaw/surroundings.js';
import { targetOf } from '../openclaw/target.js';
import type { AnyCheck } from './check/check.js';
import type { Finding } from './check/finding.js';
import { type InputSource, type RunOptions, runChecks } from './check/runner.js';
import { ALL_CHECKS } from './checks.js';
import { CLIENT_CHECKS } from './client-checks.js';

export interface DoctorReport {
  ok: boolean;
  exitCode: number;
  findings: Finding[];
  /** The finding that decides the exit code. */
  verdict: { category: Category; cause: CauseId } | null;
}

/** The setup to check, and access to the network and this machine. */
export interface ExamineInput {
  snapshot: Snapshot;
  /** `--provider-id` */
  providerId?: string;
  lab: Lab;
  machine: Machine;
}

/** Exit code of a bug in cf-aig. */
const EXIT_BUG = 1;

export async function examine(
  input: ExamineInput,
  options: RunOptions & { strict: boolean },
): Promise<DoctorReport> {
  const findings = await runChecks(checksFor(input.snapshot), inputsFrom(input, options), options);
  return judge(findings, options.strict);
}

/** In the order of output. */
export function checksFor({ client }: Pick<Snapshot, 'client'>): readonly AnyCheck[] {
  return client ? CLIENT_CHECKS : ALL_CHECKS;
}

/** The inputs of every stage, each read once and lazily. */
function inputsFrom(
  { snapshot: written, providerId, lab, machine }: ExamineInput,
  { offline }: RunOptions,
): InputSource {
  const snapshot = withModelVariables(written);
  const target = targetOf(snapshot, { providerId });
  const surroundings = once(() => readSurroundings(snapshot, machine));
  const probes = target && isReachable(target) ? new Probes(lab, target) : undefined;
  return {
    config: async () => ({ snapshot, providerId }),
    schema: async () => {
      const verdict = await judgeConfig(snapshot, machine);
      return verdict && { snapshot, verdict, providerId };
    },
    block: async () => target && { snapshot, target, offline },
    models: async () =>
      target && {
        snapshot,
        target,
        offline,
        roles: [
          ...modelRoles(snapshot.config.value),
          ...jobRoles(snapshot.config.value, (await surroundings()).jobs),
        ],
        accepts: async (id, modelId) => !offline && acceptsModel(lab, snapshot, { providerId: id, modelId }),
      },
    machine: async () => ({ snapshot, target, surroundings: await surroundings() }),
    runtime: async () => target && { snapshot, target, surroundings: await surroundings() },
    wire: async () => probes && { snapshot, target: probes.target, probes, machine },
  };
}

/** Failures decide the verdict, with `--strict` warnings too. A warning without a cause counts as category config. */
export function judge(findings: Finding[], strict: boolean): DoctorReport {
  const failures = findings.filter(({ status }) => status === 'fail' || (strict && status === 'warn'));
  const decisive = deciding(failures);
  const verdict =
    decisive?.category && decisive.cause ? { category: decisive.category, cause: decisive.cause } : null;
  const exitCode = exitCodeOf(failures, verdict?.category);
  return { ok: exitCode === 0, exitCode, findings, verdict };
}

/** A check that crashed may have hidden any problem, so the exit code is that of a bug. */
function exitCodeOf(failures: readonly Finding[], category: Category | undefined): number {
  if (failures.some(({ broken }) => broken)) return EXIT_BUG;
  if (category) return CATEGORY_EXIT_CODES[category];
  return failures.length ? CATEGORY_EXIT_CODES.config : 0;
}
