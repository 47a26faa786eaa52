import { CATEGORIES } from '../../diagnosis/causes/category.js';
import type { Finding } from '../check/finding.js';

/**
 * Why the findings of a changed setup are worse than those before; undefined: they are not. A failure in a check that
 * could not be made before was there already. So was one of a category that the failures before it hide.
 */
export function worsening(before: readonly Finding[], after: readonly Finding[]): string | undefined {
  const worse = after.filter(({ status }) => status === 'fail').find((failure) => isNew(failure, before));
  return worse && `it would bring ${worse.cause ?? worse.check}: ${worse.title}`;
}

function isNew({ check, cause, category }: Finding, before: readonly Finding[]): boolean {
  const looks = before.filter((finding) => finding.check === check);
  const failures = looks.filter(({ status }) => status === 'fail');
  if (failures.some((failure) => failure.cause === cause)) return false;
  if (looks.length && looks.every(({ status }) => status === 'skip')) return false;
  const rank = category ? CATEGORIES.indexOf(category) : -1;
  return !failures.some((failure) => failure.category && CATEGORIES.indexOf(failure.category) < rank);
}

/** Whether the model was asked on the wire and nothing was wrong with it. */
export function wasAccepted(findings: readonly Finding[]): boolean {
  const looks = findings.filter(({ check }) => check === 'provider');
  return looks.length > 0 && looks.every(({ status }) => status === 'pass' || status === 'warn');
}
