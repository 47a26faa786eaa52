/** `doctor/`: runs every check and picks the verdict. */

import type { CauseId } from '../diagnosis/causes/catalogue.js';
import { CATEGORY_EXIT_CODES, type Category, deciding } from '../diagnosis/causes/category.js';
import type { Lab } from '../lab/lab.js';
import { isReachable, Probes } from '../lab/probes.js';
import { once } from '../lib/once.js';
import type { Machine } from '../openclaw/machine/this-machine.js';
import type { Snapshot } from '../openclaw/snapshot.js';
import { readSurroundings } from '../openclaw/surroundings.js';
import { targetOf } from '../openclaw/target.js';
import type { Finding } from './check/finding.js';
import { type InputSource, type RunOptions, runChecks } from './check/runner.js';
import { ALL_CHECKS } from './checks.js';

export interface DoctorReport {
  ok: boolean;
  exitCode: number;
  findings: Finding[];
  /** The finding that decides the exit code. */
  verdict: { category: Category; cause: CauseId } | null;
}

/** What is examined, and by what means. */
export interface Subject {
  snapshot: Snapshot;
  /** `--provider-id` */
  providerId?: string;
  lab: Lab;
  machine: Machine;
}

/** Exit code of a bug of our own. */
const EXIT_BUG = 1;

export async function examine(
  subject: Subject,
  options: RunOptions & { strict: boolean },
): Promise<DoctorReport> {
  const findings = await runChecks(ALL_CHECKS, inputsFrom(subject, options), options);
  return judge(findings, options.strict);
}

/** The inputs of every stage, each read once, when the first check of the stage asks for them. */
function inputsFrom({ snapshot, providerId, lab, machine }: Subject, { offline }: RunOptions): InputSource {
  const target = targetOf(snapshot, { providerId });
  const surroundings = once(() => readSurroundings(snapshot, machine));
  const probes = target && isReachable(target) ? new Probes(lab, target) : undefined;
  return {
    config: async () => ({ snapshot, providerId }),
    block: async () => target && { snapshot, target, offline },
    machine: async () => ({ snapshot, target, surroundings: await surroundings() }),
    runtime: async () => target && { snapshot, target, surroundings: await surroundings() },
    wire: async () => probes && { snapshot, target: probes.target, probes, machine },
  };
}

/** Failures decide; warnings only under `--strict`, where one without a cause of its own counts as config. */
export function judge(findings: Finding[], strict: boolean): DoctorReport {
  const failures = findings.filter(({ status }) => status === 'fail' || (strict && status === 'warn'));
  const worst = deciding(failures);
  const verdict = worst?.category && worst.cause ? { category: worst.category, cause: worst.cause } : null;
  const exitCode = exitCodeOf(failures, verdict?.category);
  return { ok: exitCode === 0, exitCode, findings, verdict };
}

/** A check that broke may have hidden anything: then nothing better than "a bug" can be promised. */
function exitCodeOf(failures: readonly Finding[], category: Category | undefined): number {
  if (failures.some(({ broken }) => broken)) return EXIT_BUG;
  if (category) return CATEGORY_EXIT_CODES[category];
  return failures.length ? CATEGORY_EXIT_CODES.config : 0;
}
