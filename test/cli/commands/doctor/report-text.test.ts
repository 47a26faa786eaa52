import { describe, expect, test } from '@jest/globals';
import { groupLines } from '../../../../src/cli/commands/doctor/finding-lines.js';
import { GROUPS, type GroupId, PLACES } from '../../../../src/cli/commands/doctor/groups.js';
import { reportText } from '../../../../src/cli/commands/doctor/report-text.js';
import { displayWidth, rowsOf } from '../../../../src/cli/render/columns.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import { CATALOGUE, type CauseId } from '../../../../src/diagnosis/causes/catalogue.js';
import type { Category } from '../../../../src/diagnosis/causes/category.js';
import { UNKNOWN, type Values } from '../../../../src/diagnosis/reading/values.js';
import { needsOf } from '../../../../src/doctor/check/check.js';
import { CHECK_IDS, type CheckId } from '../../../../src/doctor/check/check-ids.js';
import {
  advice,
  type Finding,
  notChecked,
  type Outcome,
  pass,
  problem,
  skip,
} from '../../../../src/doctor/check/finding.js';
import { ALL_CHECKS } from '../../../../src/doctor/checks.js';
import { judge } from '../../../../src/doctor/examine.js';
import { readSnapshot } from '../../../../src/openclaw/snapshot.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const BASE_URL = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/production-agents-eu/compat`;
const HOME = '/home/a-user';
const style = (columns: number) => styleFor({ env: {}, isTty: false, columns, unicode: true, home: HOME });
const at = (check: string, outcome: Outcome): Finding => ({ check, durationMs: 0, ...outcome });

/** Long, and nothing unusual. */
const LONG: Values = {
  ...UNKNOWN,
  accountId: ACCOUNT,
  gateway: 'production-agents-eu',
  provider: 'google-ai-studio',
  providerName: 'Google AI Studio',
  model: 'google-ai-studio/gemini-2.5-flash-preview',
  modelRef: 'cloudflare-ai-gateway/google-ai-studio/gemini-2.5-flash-preview',
  askedModel: 'google-ai-studio/gemini-2.5-flash-preview',
  tokenPlace: `CLOUDFLARE_AI_GATEWAY_API_KEY (${HOME}/.openclaw/.env, line 12)`,
  keyVariable: 'GOOGLE_AI_STUDIO_API_KEY',
  variable: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
  baseUrl: BASE_URL,
  file: `${HOME}/.openclaw-work/openclaw.json`,
  envFile: `${HOME}/.openclaw-work/.env`,
  line: '112',
  column: '27',
  host: 'gateway.ai.cloudflare.com',
  proxy: 'proxy.internal.example.com:3128',
  status: '401',
  code: 'invalid_request_error',
  message: 'Incorrect API key provided. You can find your API key in your dashboard.',
  route: 'google-ai-studio',
  api: 'google-generative-ai',
  header: 'cf-aig-authorization',
  nearest: 'production-agents',
  expected: BASE_URL,
  found: `${HOME}/.openclaw-work/.env`,
  detail: 'models.providers["cloudflare-ai-gateway"].baseURL is an unknown key',
  version: '2026.9.6',
};

/** A check that can find causes of the category. */
const CHECK_OF: Record<Category, CheckId> = {
  config: 'credentials',
  network: 'connection',
  'bad-url': 'gateway',
  'bad-token': 'token',
  'gateway-policy': 'provider',
  'upstream-error': 'provider',
};

const snapshot = await readSnapshot({
  env: {},
  homedir: HOME,
  cwd: HOME,
  platform: 'linux',
  nodeVersion: '20.18.1',
});

const EVIDENCE = [
  `POST ${BASE_URL}/chat/completions -> 401`,
  'error[0].code = 2009, message "Unauthorized"',
  `body (application/json): ${'x'.repeat(200)}`,
];

/** A run in which one check fails, and what needs it is not checked. */
function runWith(cause: CauseId): Finding[] {
  const failing = CHECK_OF[CATALOGUE[cause].category];
  const lost = new Set<CheckId>([failing]);
  return ALL_CHECKS.map((check) => {
    if (check.id === failing) return at(failing, { ...problem(cause, LONG, ...EVIDENCE), status: 'fail' });
    if (needsOf(check).some((id) => lost.has(id))) {
      lost.add(check.id);
      return at(check.id, notChecked(`: ${failing} failed`));
    }
    return check.id === 'daemon'
      ? at(check.id, skip('OpenClaw’s gateway is not running in the background'))
      : at(check.id, pass('fine'));
  });
}

/** The whole screen of a run. */
function screenOf(findings: Finding[], columns: number, rows: number): string {
  const lines = (Object.keys(GROUPS) as GroupId[])
    .map((group) => {
      const own = findings.filter(({ check }) => PLACES[check as CheckId].group === group);
      return groupLines(group, own, { snapshot }, style(columns));
    })
    .join('');
  const maxRows = rows - rowsOf(lines, columns);
  return lines + reportText(judge(findings, false), style(columns), { maxRows });
}

const tooWide = (text: string, columns: number) =>
  text.split('\n').filter((line) => displayWidth(line) > columns && !/^\s*\S*https?:\/\/\S+$/.test(line));

describe('one failure', () => {
  const causes = Object.keys(CATALOGUE) as CauseId[];
  test.each(causes)('%s fits 80 columns and 24 rows, with the prompt of the shell', (cause) => {
    const text = screenOf(runWith(cause), 80, 23);
    expect(tooWide(text, 80)).toEqual([]);
    expect(rowsOf(text, 80)).toBeLessThanOrEqual(23);
    expect(text).toContain(cause);
    expect(text).toMatch(/^ {2}Fix {3}\S/m);
  });

  test.each(causes)('%s at 60 columns: what to do and the verdict are in the last 20 rows', (cause) => {
    const text = screenOf(runWith(cause), 60, 23);
    expect(tooWide(text, 60)).toEqual([]);
    const end = text.slice(text.search(/^ {2}Fix/m));
    expect(rowsOf(end, 60)).toBeLessThanOrEqual(20);
  });
});

test('the checks that were asked for are all there', () => {
  expect(runWith('token-unknown').map(({ check }) => check)).toEqual([...CHECK_IDS]);
});

describe('to fit, the least useful is left out first, and the way to it is named', () => {
  const [failure] = runWith('stored-key-rejected').filter(({ status }) => status === 'fail');
  const full: Finding = {
    ...failure!,
    why: 'One reason. Another one.',
    or: ['One way.', 'Another way.'],
    fix: { what: 'Do it.' },
    docs: 'https://docs.example',
    alternatives: undefined,
    evidence: [],
  };
  const text = (maxRows: number) => reportText(judge([full], false), style(80), { maxRows });
  test.each<[rows: number, shown: string[], left: string[]]>([
    [12, ['One reason. Another', 'One way', 'Another way', 'Do it', 'docs.example'], ['explain']],
    [9, ['Another one', 'One way', 'Do it', 'explain stored-key-rejected'], ['docs.example', 'Another way']],
    [8, ['One reason.', 'Do it', 'explain stored-key-rejected'], ['Another', 'One way', 'docs.example']],
    [1, ['Do it', 'explain stored-key-rejected', 'Verdict'], ['One reason', 'One way']],
  ])('%i rows', (rows, shown, left) => {
    for (const part of shown) expect(text(rows)).toContain(part);
    for (const part of left) expect(text(rows)).not.toContain(part);
  });
});

test('a warning that turns out to be the failure is not repeated below it', () => {
  const values = { variable: 'A_KEY', found: 'the environment', expected: '.env:1' };
  const warning = at('credentials', problem('variable-shadowed', values));
  const text = reportText(judge([warning, { ...warning, check: 'token', status: 'fail' }], false), style(80));
  expect(text.match(/has two different values/g)).toHaveLength(1);
});

const WARNING = at('allow-list', problem('model-not-allowed', { found: 'x', expected: 'y' }));
const OPEN = at('token', advice('the gateway is open', ['Close it.']));
const TOKEN = at('token', problem('token-unknown', {}, 'some evidence', 'more of it'));
const NO_BLOCK = at('provider-block', problem('provider-block-missing', {}));

test.each<[string, Finding[], options: { verbose?: boolean }, shown: RegExp[], hidden: RegExp[]]>([
  [
    'of two failures the decisive one is full, the other has a line',
    [NO_BLOCK, TOKEN],
    {},
    [
      /^config · provider-block-missing$/m,
      /^ ✖ Cloudflare does not know this token. \(token-unknown\)$/m,
      /explain token-unknown/,
      /^Verdict: config · provider-block-missing \(exit code 10\)$/m,
    ],
    [/bad-token · token-unknown/],
  ],
  [
    'a warning beside a failure has a line',
    [WARNING, TOKEN],
    {},
    [
      /^bad-token · token-unknown$/m,
      /^ ! The list x does not allow models of the gateway. \(model-not-allowed\)$/m,
    ],
    [/config · model-not-allowed/],
  ],
  [
    'one warning alone is full',
    [WARNING],
    {},
    [/^config · model-not-allowed$/m, /^ {2}Why/m, /^ {2}Fix/m, /1 warning:\s+model-not-allowed$/m],
    [/More/],
  ],
  [
    'several warnings have a line and a fix each',
    [WARNING, OPEN],
    {},
    [
      /\(model-not-allowed\)\n {3}Fix {2}\S/,
      /^ ! Gateway token: the gateway is open\n {3}Fix {2}Close it\.$/m,
    ],
    [/^ {2}Why/m],
  ],
  [
    '--verbose has all of them in full, with all evidence',
    [WARNING, TOKEN],
    { verbose: true },
    [/^config · model-not-allowed$/m, /^bad-token · token-unknown$/m, /more of it/],
    [/More/],
  ],
  ['evidence is short otherwise', [TOKEN], {}, [/some evidence/], [/more of it/]],
])('%s', (_name, findings, options, shown, hidden) => {
  const text = reportText(judge(findings, false), style(80), options);
  for (const pattern of shown) expect(text).toMatch(pattern);
  for (const pattern of hidden) expect(text).not.toMatch(pattern);
});
