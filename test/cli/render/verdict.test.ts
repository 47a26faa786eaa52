import { describe, expect, test } from '@jest/globals';
import { styleFor } from '../../../src/cli/render/style.js';
import { decisiveFinding, verdictLine, verdictSummary } from '../../../src/cli/render/verdict.js';
import {
  advice,
  type Finding,
  fromError,
  notChecked,
  type Outcome,
  pass,
  problem,
} from '../../../src/doctor/check/finding.js';
import { judge } from '../../../src/doctor/examine.js';

const PLAIN = styleFor({ env: {}, isTty: false, columns: 80, unicode: true });
const at = (check: string, outcome: Outcome): Finding => ({ check, durationMs: 0, ...outcome });
const ASKED = [at('connection', pass('answered')), at('provider', pass('takes the key'))];
const OFFLINE = [at('config-syntax', pass('valid JSON5')), at('connection', notChecked(': --offline'))];
const NOT_ALLOWED = problem('model-not-allowed', { expected: 'openai/gpt-4o' });

describe('the verdict claims only what was seen', () => {
  test.each<[string, Finding[], strict: boolean, string]>([
    ['everything was asked and is in order', ASKED, false, 'all well'],
    ['only the files were read', OFFLINE, false, 'no problems in the files; Cloudflare was not contacted'],
    [
      'only the flags were read',
      OFFLINE.slice(1),
      false,
      'no problems in the flags; Cloudflare was not contacted',
    ],
    ['a cause', [at('token', problem('token-unknown', {}))], false, 'bad-token · token-unknown'],
    [
      'no model',
      [...ASKED, at('model', problem('model-primary-missing', {})), at('model', problem('models-empty', {}))],
      false,
      'no failures, but no model is set, so none was tested; 2 warnings: model-primary-missing, models-empty',
    ],
    [
      'one warning',
      [...ASKED, at('allow-list', NOT_ALLOWED)],
      false,
      'no failures; 1 warning: model-not-allowed',
    ],
    [
      'several are named, those without a cause by their check',
      [...ASKED, at('allow-list', NOT_ALLOWED), at('token', advice('open to all', ['Close it.']))],
      false,
      'no failures; 2 warnings: model-not-allowed, Gateway token',
    ],
    [
      'advice under --strict',
      [...ASKED, at('token', advice('a', ['b']))],
      true,
      'warnings count as failures (--strict)',
    ],
    ['a check that crashed', [...ASKED, at('token', fromError(new Error('x')))], false, 'a check crashed'],
  ])('%s', (_name, findings, strict, words) => {
    expect(verdictSummary(judge(findings, strict))).toBe(words);
  });

  test('a failure has its exit code behind it', () => {
    const report = judge([at('token', problem('token-unknown', {}))], false);
    expect(verdictLine(report, PLAIN)).toBe('Verdict: bad-token · token-unknown (exit code 13)\n');
  });
});

describe('the decisive finding', () => {
  const TOKEN = at('token', problem('token-unknown', {}));
  const WARNING = at('allow-list', NOT_ALLOWED);
  const CRASH = at('token', fromError(new Error('x')));
  const BLOCK = at('provider-block', problem('provider-block-missing', {}));
  test.each<[string, Finding[], strict: boolean, Finding | undefined]>([
    ['none when all is well', ASKED, false, undefined],
    ['none when there are only warnings', [...ASKED, WARNING], false, undefined],
    ['the first category', [TOKEN, BLOCK, WARNING], false, BLOCK],
    ['a warning under --strict', [...ASKED, WARNING], true, WARNING],
    ['a warning that hides a failure, under --strict', [TOKEN, WARNING], true, WARNING],
    ['a crash, if nothing else failed', [CRASH], false, CRASH],
  ])('%s', (_name, findings, strict, finding) => {
    expect(decisiveFinding(judge(findings, strict))).toEqual(finding);
  });
});
