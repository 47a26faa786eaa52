import { expect, test } from '@jest/globals';
import { foldConsequences } from '../../../src/doctor/check/consequences.js';
import { type Finding, type Outcome, pass, problem } from '../../../src/doctor/check/finding.js';

const at = (check: string, outcome: Outcome): Finding => ({ check, durationMs: 7, ...outcome });
const NO_FILE = at('env-file', problem('env-file-missing', { envFile: '/x/.env', variable: 'A' }));
const NO_VARIABLE = at('credentials', problem('variable-missing', { variable: 'A' }));
const BARE = at('credentials', problem('api-key-bare-name', { variable: 'A' }));
const typo = (cause: 'model-not-listed' | 'model-not-offered', model: string) =>
  at(cause === 'model-not-listed' ? 'model' : 'models-offered', problem(cause, { model, nearest: 'a' }));
const FOLDED: Finding = {
  check: 'credentials',
  status: 'skip',
  title: 'not checked: env-file failed',
  evidence: [],
  remedy: [],
  durationMs: 7,
};

test.each<[string, Finding[], Finding[], Finding[]]>([
  ['a missing variable follows from a missing .env', [NO_VARIABLE], [NO_FILE], [FOLDED]],
  ['several do, once', [NO_VARIABLE, NO_VARIABLE], [NO_FILE], [FOLDED]],
  ['what does not follow stays', [BARE, NO_VARIABLE], [NO_FILE], [BARE, FOLDED]],
  [
    'with a .env the variable itself is missing',
    [NO_VARIABLE],
    [at('env-file', pass('/x/.env'))],
    [NO_VARIABLE],
  ],
  [
    'a misspelt model is not offered either',
    [typo('model-not-offered', 'x')],
    [typo('model-not-listed', 'x')],
    [{ ...FOLDED, check: 'models-offered', title: 'not checked: model failed' }],
  ],
  [
    'another model that is not offered is a failure of its own',
    [typo('model-not-offered', 'y')],
    [typo('model-not-listed', 'x')],
    [typo('model-not-offered', 'y')],
  ],
])('%s', (_name, findings, earlier, expected) => {
  expect(foldConsequences(findings, earlier)).toEqual(expected);
});
