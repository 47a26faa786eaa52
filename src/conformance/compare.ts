import type { Expectation } from './asking/experiment.js';
import type { Seen } from './seen.js';

/** One thing that is not as expected, in words. */
export interface Difference {
  /** `status`, `codes`, `message`, `header cf-aig-log-id`, `body`, `diagnosis` */
  what: string;
  expected: string;
  seen: string;
}

export function compare(expected: Expectation, seen: Seen): Difference[] {
  const { status, codes, says, headers = {}, shape = [], cause } = expected;
  const missing = shape.filter((path) => !seen.shape.includes(path));
  const found: (Difference | false)[] = [
    status !== seen.status && { what: 'status', expected: String(status), seen: String(seen.status) },
    codes !== undefined &&
      !sameCodes(codes, seen.codes) && { what: 'codes', expected: listOf(codes), seen: listOf(seen.codes) },
    says !== undefined &&
      !says.test(seen.message ?? '') && {
        what: 'message',
        expected: says.source,
        seen: seen.message ?? 'none',
      },
    ...Object.entries(headers).map(([name, wanted]) => headerDifference(name, wanted, seen.headers[name])),
    missing.length > 0 && {
      what: 'body',
      expected: missing.join(', '),
      seen: alikeIn(missing, seen.shape),
    },
    cause !== seen.cause && {
      what: 'diagnosis',
      expected: cause ?? 'healthy',
      seen: seen.cause ?? 'healthy',
    },
  ];
  return found.filter((one) => one !== false);
}

function headerDifference(
  name: string,
  wanted: 'present' | 'absent' | RegExp,
  value: string | undefined,
): Difference | false {
  const isRight =
    wanted === 'present'
      ? value !== undefined
      : wanted === 'absent'
        ? value === undefined
        : wanted.test(value ?? '');
  if (isRight) return false;
  const expected = typeof wanted === 'string' ? wanted : wanted.source;
  return { what: `header ${name}`, expected, seen: value ?? 'absent' };
}

function sameCodes(one: readonly number[], other: readonly number[]): boolean {
  return JSON.stringify([...new Set(one)].sort()) === JSON.stringify([...new Set(other)].sort());
}

function listOf(codes: readonly number[]): string {
  return codes.length ? codes.join(', ') : 'none';
}

/** What stands at the same paths, or the top of the body. */
function alikeIn(missing: readonly string[], shape: readonly string[]): string {
  const pathOf = (line: string) => line.slice(0, line.lastIndexOf(': '));
  const paths = missing.map(pathOf);
  const alike = shape.filter((line) => paths.includes(pathOf(line)));
  const top = shape.filter((line) => !/[.[]/.test(pathOf(line)));
  return (alike.length ? alike : top).join(', ') || 'nothing';
}
