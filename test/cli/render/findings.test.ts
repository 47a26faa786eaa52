import { expect, test } from '@jest/globals';
import { verdictSummary } from '../../../src/cli/render/findings.js';
import {
  advice,
  type Finding,
  type Outcome,
  pass,
  problem,
  skip,
} from '../../../src/doctor/check/finding.js';
import { judge } from '../../../src/doctor/examine.js';

const at = (check: string, outcome: Outcome): Finding => ({ check, durationMs: 0, ...outcome });
const ASKED = [at('connection', pass('answered')), at('provider', pass('takes the key'))];
const OFFLINE = [at('config-syntax', pass('valid JSON5')), at('connection', skip('not checked: --offline'))];

test.each<[string, Finding[], strict: boolean, string]>([
  ['everything was asked and is in order', ASKED, false, 'all well'],
  ['only the files were read', OFFLINE, false, 'no problems in the files; Cloudflare was not contacted'],
  ['a cause', [at('token', problem('token-unknown', {}))], false, 'bad-token · token-unknown'],
  [
    'no model',
    [...ASKED, at('model', problem('model-primary-missing', {})), at('model', problem('models-empty', {}))],
    false,
    'no failures, but no model is set, so none was tested',
  ],
  [
    'advice under --strict',
    [...ASKED, at('x', advice('a', []))],
    true,
    'warnings count as failures (--strict)',
  ],
])('%s', (_name, findings, strict, words) => {
  expect(verdictSummary(judge(findings, strict))).toBe(words);
});
