import type { Check } from './check.js';
import { type Finding, type Outcome, skip } from './finding.js';

export interface RunOptions {
  offline: boolean;
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Called in the order of the list, as soon as a check and all before it are done. */
  onFindings?(findings: readonly Finding[], title: string): void;
}

/** Runs all checks side by side, each as soon as those it needs are through. Findings come in the list's order. */
export async function runChecks<Context>(
  checks: readonly Check<Context>[],
  context: Context,
  options: RunOptions,
): Promise<Finding[]> {
  const running = new Map<string, Promise<Finding[]>>();
  for (const check of checks) {
    const needed = check.needs.map((id) => ({ id, findings: running.get(id) }));
    const unknown = needed.find((need) => !need.findings);
    if (unknown) throw new Error(`check ${check.id} needs ${unknown.id}, which is not before it in the list`);
    running.set(
      check.id,
      runOne(
        check,
        context,
        options,
        needed.map((need) => need.findings!),
      ),
    );
  }

  const all: Finding[] = [];
  for (const check of checks) {
    const findings = await running.get(check.id)!;
    options.onFindings?.(findings, check.title);
    all.push(...findings);
  }
  return all;
}

async function runOne<Context>(
  check: Check<Context>,
  context: Context,
  options: RunOptions,
  needed: readonly Promise<Finding[]>[],
): Promise<Finding[]> {
  const hindrance = (await Promise.all(needed))
    .flat()
    .find(({ status }) => status === 'fail' || status === 'skip');
  const started = options.now();
  const outcome = hindrance
    ? skip(reasonToSkip(hindrance))
    : check.network && options.offline
      ? skip('left out: --offline')
      : await check.run(context);
  return stamp(check.id, outcome, options.now() - started);
}

function reasonToSkip(hindrance: Finding): string {
  return hindrance.status === 'skip' ? hindrance.title : `not looked at: ${hindrance.check} failed`;
}

function stamp(check: string, outcome: Outcome | Outcome[], durationMs: number): Finding[] {
  return [outcome].flat().map((one) => ({ check, ...one, durationMs: Math.round(durationMs) }));
}
