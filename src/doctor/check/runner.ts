import type { AnyCheck, Check, Inputs, Stage } from './check.js';
import { needsOf } from './check.js';
import type { CheckId } from './check-ids.js';
import { foldConsequences } from './consequences.js';
import { type Finding, fromError, notChecked, type Outcome, skip } from './finding.js';

/** Provides the inputs of each stage; undefined if the setup does not have them. */
export type InputSource = { [S in Stage]: () => Promise<Inputs[S] | undefined> };

export interface RunOptions {
  offline: boolean;
  /** Milliseconds from a fixed point. */
  now(): number;
  /** Called with the work of each check, in the order of the list, when all checks before it are done. */
  onWait?(work: Promise<unknown>, title: string): void;
  /** Called in the order of the list, as soon as a check and all checks before it are done. */
  onFindings?(findings: readonly Finding[], title: string): void;
}

/**
 * Runs all checks concurrently, each as soon as the checks that it needs, which precede it in the list, are done.
 * Findings are in the order of the list. A check that throws becomes a finding and does not affect the others.
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
    const work = running.get(check.id)!;
    options.onWait?.(work, check.title);
    const findings = foldConsequences(await work, all);
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
  const blocker = earlier.find(({ status }) => status === 'fail' || status === 'skip');
  const { outcome, durationMs } = await outcomeOf(check, source, options, blocker);
  return [outcome]
    .flat()
    .map((finding) => ({ check: check.id, ...finding, durationMs: Math.round(durationMs) }));
}

async function outcomeOf<S extends Stage>(
  check: Check<CheckId, S>,
  source: InputSource,
  { offline, now }: RunOptions,
  blocker: Finding | undefined,
): Promise<{ outcome: Outcome | Outcome[]; durationMs: number }> {
  const skipped = (outcome: Outcome) => ({ outcome, durationMs: 0 });
  if (blocker?.status === 'skip') return skipped(skip(blocker.title));
  if (blocker) return skipped(notChecked(`: ${blocker.check} failed`));
  if (offline && check.stage === 'wire') return skipped(notChecked(': --offline'));
  try {
    const inputs = await source[check.stage]();
    if (!inputs) return skipped(notChecked(': there is nothing to check'));
    // Start the clock only now: the inputs are read once for all checks of the stage.
    const started = now();
    const outcome = await check.run(inputs);
    return { outcome, durationMs: now() - started };
  } catch (error) {
    return { outcome: fromError(error), durationMs: 0 };
  }
}
