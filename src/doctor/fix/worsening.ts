import { CATEGORIES } from '../../diagnosis/causes/category.js';
import type { Finding } from '../check/finding.js';

/**
 * The failures that a changed setup has and the one before had not. A failure is not new if its check was skipped before, or
 * if an earlier failure hid its category. That the running gateway has not read the change yet is no failure of the change.
 */
export function newFailures(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  return after.filter(
    (finding) => finding.status === 'fail' && finding.check !== 'daemon' && isNew(finding, before),
  );
}

/** Why the findings of a changed setup are worse than before; undefined if they are not. */
export function worsening(before: readonly Finding[], after: readonly Finding[]): string | undefined {
  const [worse] = newFailures(before, after);
  return worse && `it would cause ${worse.cause ?? worse.check}: ${worse.title}`;
}

function isNew({ check, cause, category }: Finding, before: readonly Finding[]): boolean {
  const previous = before.filter((finding) => finding.check === check);
  const failures = previous.filter(({ status }) => status === 'fail');
  if (failures.some((failure) => failure.cause === cause)) return false;
  if (previous.length && previous.every(({ status }) => status === 'skip')) return false;
  const rank = category ? CATEGORIES.indexOf(category) : -1;
  return !failures.some((failure) => failure.category && CATEGORIES.indexOf(failure.category) < rank);
}

/** Whether a live request accepted the model. */
export function wasAccepted(findings: readonly Finding[]): boolean {
  const results = findings.filter(({ check }) => check === 'provider');
  return results.length > 0 && results.every(({ status }) => status === 'pass' || status === 'warn');
}
