import { isRecord } from '../../lib/json.js';
import { compare } from '../logs/log-filters.js';

type Test = (actual: unknown, wanted: unknown) => boolean;

const oneOf: Test = (actual, wanted) => Array.isArray(wanted) && wanted.includes(actual);
const comparable = (actual: unknown) => typeof actual === 'number' || typeof actual === 'string';

const OPERATORS: Record<string, Test> = {
  $eq: (actual, wanted) => actual === wanted,
  $ne: (actual, wanted) => actual !== wanted,
  $gt: (actual, wanted) => comparable(actual) && compare(actual, wanted) > 0,
  $gte: (actual, wanted) => comparable(actual) && compare(actual, wanted) >= 0,
  $lt: (actual, wanted) => comparable(actual) && compare(actual, wanted) < 0,
  $lte: (actual, wanted) => comparable(actual) && compare(actual, wanted) <= 0,
  $in: oneOf,
  $nin: (actual, wanted) => !oneOf(actual, wanted),
  $exists: (actual, wanted) => (actual !== undefined) === (wanted !== false),
  $regex: (actual, wanted) => typeof actual === 'string' && pattern(wanted)?.test(actual) === true,
};

/**
 * Evaluates a condition in MongoDB's style, such as `{"metadata.plan": {"$eq": "free"}}`. Unknown operators never
 * match.
 */
export function matchesCondition(condition: unknown, subject: Record<string, unknown>): boolean {
  if (!isRecord(condition)) return false;
  return Object.entries(condition).every(([key, wanted]) => {
    const parts = Array.isArray(wanted) ? wanted : [wanted];
    if (key === '$and') return parts.every((part) => matchesCondition(part, subject));
    if (key === '$or') return parts.some((part) => matchesCondition(part, subject));
    if (key === '$nor') return !parts.some((part) => matchesCondition(part, subject));
    if (key === '$not') return !matchesCondition(wanted, subject);
    return matchesValue(valueAt(subject, key), wanted);
  });
}

function matchesValue(actual: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted)) return actual === wanted;
  return Object.entries(wanted).every(([operator, value]) =>
    operator === '$not' ? !matchesValue(actual, value) : (OPERATORS[operator]?.(actual, value) ?? false),
  );
}

/** The value at a path such as `metadata.plan`. */
export function valueAt(subject: Record<string, unknown>, path: string): unknown {
  let found: unknown = subject;
  for (const name of path.split('.')) found = isRecord(found) ? found[name] : undefined;
  return found;
}

function pattern(text: unknown): RegExp | undefined {
  try {
    return typeof text === 'string' ? new RegExp(text) : undefined;
  } catch {
    return undefined;
  }
}
