import { describe, expect, test } from '@jest/globals';
import type { CauseId } from '../../../src/diagnosis/causes/catalogue.js';
import { type Finding, pass, problem, skip } from '../../../src/doctor/check/finding.js';
import { wasAccepted, worsening } from '../../../src/doctor/fix/worsening.js';

const stamp = (check: string) => ({ check, durationMs: 0 });
const fails = (check: string, cause: CauseId): Finding => ({ ...stamp(check), ...problem(cause, {}) });
const passes = (check: string): Finding => ({ ...stamp(check), ...pass('fine') });
const skips = (check: string): Finding => ({ ...stamp(check), ...skip('not looked at') });

describe('a changed setup is worse', () => {
  test.each<[string, Finding[], Finding[], boolean]>([
    [
      'when a check fails that passed',
      [passes('credentials')],
      [fails('credentials', 'variable-missing')],
      true,
    ],
    [
      'when it fails for another reason of the same category',
      [fails('credentials', 'api-key-bare-name')],
      [fails('credentials', 'variable-missing')],
      true,
    ],
    [
      'when a category fails that hides what failed before',
      [fails('provider', 'provider-key-missing')],
      [fails('provider', 'provider-key-is-placeholder')],
      true,
    ],
    [
      'not when it fails as before',
      [fails('model', 'models-empty')],
      [fails('model', 'models-empty')],
      false,
    ],
    [
      'not when a check fails that could not be made',
      [fails('gateway', 'gateway-not-found'), skips('provider')],
      [passes('gateway'), fails('provider', 'provider-key-missing')],
      false,
    ],
    [
      'not when what failed had hidden it',
      [fails('provider', 'provider-key-is-placeholder')],
      [fails('provider', 'provider-key-missing')],
      false,
    ],
    ['not when nothing fails', [fails('model', 'model-not-listed')], [passes('model')], false],
  ])('%s', (_title, before, after, isWorse) => {
    expect(worsening(before, after) !== undefined).toBe(isWorse);
  });

  test('it says what would come', () => {
    const after = [fails('credentials', 'variable-missing')];
    expect(worsening([passes('credentials')], after)).toMatch(
      /^it would cause variable-missing: The variable/,
    );
  });
});

test.each<[string, Finding[], boolean]>([
  ['asked and accepted', [passes('provider')], true],
  ['asked and refused', [fails('provider', 'provider-key-missing')], false],
  ['not asked', [skips('provider')], false],
])('the model was %s', (_title, findings, accepted) => {
  expect(wasAccepted(findings)).toBe(accepted);
});
