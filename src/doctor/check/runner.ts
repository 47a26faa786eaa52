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
  const { outcome, durationMs } = await outcomeOf(check, source, options, hindrance);
  return [outcome].flat().map((one) => ({ check: check.id, ...one, durationMs: Math.round(durationMs) }));
}

async function outcomeOf<S extends Stage>(
  check: Check<CheckId, S>,
  source: InputSource,
  { offline, now }: RunOptions,
  hindrance: Finding | undefined,
): Promise<{ outcome: Outcome | Outcome[]; durationMs: number }> {
  const skipped = (title: string) => ({ outcome: skip(title), durationMs: 0 });
  if (hindrance?.status === 'skip') return skipped(hindrance.title);
  if (hindrance) return skipped(`not looked at: ${hindrance.check} failed`);
  if (offline && check.stage === 'wire') return skipped('left out: --offline');
  try {
    const inputs = await source[check.stage]();
    if (!inputs) return skipped('not looked at: there is nothing to look at');
    // The inputs are read once for all checks of the stage: no single one took that time.
    const started = now();
    const outcome = await check.run(inputs);
    return { outcome, durationMs: now() - started };
  } catch (error) {
    return { outcome: broken(error), durationMs: 0 };
  }
}
