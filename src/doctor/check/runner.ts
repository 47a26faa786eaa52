import type { AnyCheck, Check, Inputs, Stage } from './check.js';
import { needsOf } from './check.js';
import type { CheckId } from './check-ids.js';
import { broken, type Finding, type Outcome, skip } from './finding.js';

/** Where the inputs of each stage come from; undefined: the setup has not got them. */
export type InputSource = { [S in Stage]: () => Promise<Inputs[S] | undefined> };

export interface RunOptions {
  offline: boolean;
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Called in the order of the list, as soon as a check and all before it are done. */
  onFindings?(findings: readonly Finding[], title: string): void;
}

/**
 * Runs all checks side by side, each as soon as those it needs are through; what it needs comes before it in the list.
 * Findings come in the list's order. A check that throws becomes a finding of its own; the others go on.
 */
export async function runChecks(
  checks: readonly AnyCheck[],
  source: InputSource,
  options: RunOptions,
): Promise<Finding[]> {
  const running = new Map<CheckId, Promise<Finding[]>>();
  for (const check of checks) {
    const needed = needsOf(check).flatMap((id) => running.get(id) ?? []);
    running.set(check.id, runOne(check, source, options, needed));
  }
  const all: Finding[] = [];
  for (const check of checks) {
    const findings = await running.get(check.id)!;
    options.onFindings?.(findings, check.title);
    all.push(...findings);
  }
  return all;
}

async function runOne(
  check: AnyCheck,
  source: InputSource,
  options: RunOptions,
  needed: readonly Promise<Finding[]>[],
): Promise<Finding[]> {
  const earlier = (await Promise.all(needed)).flat();
  const hindrance = earlier.find(({ status }) => status === 'fail' || status === 'skip');
  const started = options.now();
  const outcome = await outcomeOf(check, source, options, hindrance);
  const durationMs = Math.round(options.now() - started);
  return [outcome].flat().map((one) => ({ check: check.id, ...one, durationMs }));
}

async function outcomeOf<S extends Stage>(
  check: Check<CheckId, S>,
  source: InputSource,
  { offline }: RunOptions,
  hindrance: Finding | undefined,
): Promise<Outcome | Outcome[]> {
  if (hindrance?.status === 'skip') return skip(hindrance.title);
  if (hindrance) return skip(`not looked at: ${hindrance.check} failed`);
  if (offline && check.stage === 'wire') return skip('left out: --offline');
  try {
    const inputs = await source[check.stage]();
    return inputs ? await check.run(inputs) : skip('not looked at: there is nothing to look at');
  } catch (error) {
    return broken(error);
  }
}
