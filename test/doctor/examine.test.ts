import { expect, test } from '@jest/globals';
import type { CauseId } from '../../src/diagnosis/causes/catalogue.js';
import {
  advice,
  type Finding,
  fromError,
  type Outcome,
  pass,
  problem,
  skip,
} from '../../src/doctor/check/finding.js';
import { judge } from '../../src/doctor/examine.js';

const finding = (outcome: Outcome): Finding => ({ check: 'x', durationMs: 0, ...outcome });
const cause = (id: CauseId) => problem(id, {});

test.each<[string, Outcome[], strict: boolean, exitCode: number, verdict: CauseId | null]>([
  ['nothing', [], false, 0, null],
  ['all in order', [pass('a'), skip('b')], true, 0, null],
  ['a failure', [cause('token-unknown')], false, 13, 'token-unknown'],
  [
    'of several the first category decides',
    [cause('provider-quota'), cause('gateway-not-found')],
    false,
    12,
    'gateway-not-found',
  ],
  [
    'within a category the first finding',
    [cause('token-expired'), cause('token-unknown')],
    false,
    13,
    'token-expired',
  ],
  ['a warning', [cause('config-permissive')], false, 0, null],
  ['a warning under --strict', [cause('config-permissive')], true, 10, 'config-permissive'],
  ['advice under --strict', [advice('a', [])], true, 10, null],
  ['a check that broke', [fromError(new Error('x'))], false, 1, null],
  [
    'a check that broke, and a cause',
    [cause('token-unknown'), fromError(new Error('x'))],
    false,
    1,
    'token-unknown',
  ],
])('%s', (_name, outcomes, strict, exitCode, verdict) => {
  const report = judge(outcomes.map(finding), strict);
  expect(report).toMatchObject({ exitCode, ok: exitCode === 0 });
  expect(report.verdict?.cause ?? null).toBe(verdict);
});
