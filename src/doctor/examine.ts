import type { CauseId } from '../diagnosis/causes/catalogue.js';
import { CATEGORY_EXIT_CODES, type Category, deciding } from '../diagnosis/causes/category.js';
import type { DoctorContext } from '../lab/context.js';
import type { Finding } from './check/finding.js';
import { type RunOptions, runChecks } from './check/runner.js';
import { CHECKS } from './checks.js';

export interface DoctorReport {
  ok: boolean;
  exitCode: number;
  findings: Finding[];
  /** The finding that decides the exit code. */
  verdict: { category: Category; cause: CauseId } | null;
}

export async function examine(
  context: DoctorContext,
  options: RunOptions & { strict: boolean },
): Promise<DoctorReport> {
  const findings = await runChecks(CHECKS, context, options);
  return judge(findings, options.strict);
}

/** Failures decide; warnings only under `--strict`, where one without a cause of its own counts as config. */
function judge(findings: Finding[], strict: boolean): DoctorReport {
  const failures = findings.filter(({ status }) => status === 'fail' || (strict && status === 'warn'));
  const worst = deciding(failures);
  const verdict = worst?.category && worst.cause ? { category: worst.category, cause: worst.cause } : null;
  const exitCode = verdict
    ? CATEGORY_EXIT_CODES[verdict.category]
    : failures.length
      ? CATEGORY_EXIT_CODES.config
      : 0;
  return { ok: exitCode === 0, exitCode, findings, verdict };
}
