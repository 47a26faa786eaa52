import { expect, test } from '@jest/globals';
import { findingDetails, verdictSummary } from '../../../src/cli/render/findings.js';
import { styleFor } from '../../../src/cli/render/style.js';
import {
  advice,
  type Finding,
  type Outcome,
  pass,
  problem,
  skip,
} from '../../../src/doctor/check/finding.js';
import { judge } from '../../../src/doctor/examine.js';

const PLAIN = styleFor({ env: {}, isTty: false, columns: 80, unicode: true });
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

test.each<[string, Outcome, string]>([
  ['its cause', problem('token-unknown', {}), 'bad-token · token-unknown'],
  ['the title of its check, if it has no cause', advice('it could be better', []), 'Gateway token'],
])('details of a finding are headed by %s', (_name, outcome, heading) => {
  expect(findingDetails(at('token', outcome), PLAIN, 'Gateway token').split('\n')[0]).toBe(heading);
});
