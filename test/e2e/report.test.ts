import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { outsideCode } from '../../scripts/faults/escapes/outside-code.js';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { SCENARIOS } from '../../src/sandbox/scenarios.js';
import { Stage } from './features-setup.js';
import type { Run } from './harness.js';

jest.setTimeout(60_000);

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const SECOND = 'aaaa456789abcdef0123456789abbbbb';
const MOST_LINES = 80;

/** What must not be in a report. Each is in the setup, in an answer of the API, or in the environment. */
const MARKS = [
  'Jane',
  'jane.doe',
  'Doe & Sons',
  'example.com',
  ACCOUNT,
  SECOND,
  'buildbox',
  'ACME Bank',
  // Names of the account’s other gateways.
  'gateway-1,',
  ...Object.values(SANDBOX_TOKENS).map(({ value }) => value),
];

let stage: Stage;
afterEach(() => stage?.close());

/** A setup of somebody whose name is everywhere. `edit` changes the config's text. */
async function open(edit: (text: string) => string = (text) => text, scenario?: string): Promise<void> {
  stage = await Stage.open({
    scenario,
    config: {
      accounts: [
        { id: ACCOUNT, name: 'Jane.Doe@example.com\u2019s Account' },
        { id: SECOND, name: 'Doe & Sons' },
      ],
      gateways: Array.from({ length: 40 }, (_, index) => ({ id: index ? `gateway-${index}` : 'my-gateway' })),
    },
    init: ['--header', 'cf-aig-metadata={"user":"jane.doe"}'],
  });
  stage.home.write(stage.home.config, edit(stage.home.read(stage.home.config)));
}

const report = (...args: string[]): Promise<Run> =>
  stage.run(['doctor', '--report', '--timeout', '2000', ...args], {
    USER: 'jane.doe',
    HTTPS_PROXY: 'http://buildbox:3128',
  });

function expectPublic({ stdout }: Run): void {
  for (const mark of [...MARKS, stage.home.path]) expect(stdout).not.toContain(mark);
  expect(stdout.split('\n').length).toBeLessThanOrEqual(MOST_LINES);
}

describe('a report', () => {
  test('has what a maintainer needs, and the verdict first', async () => {
    await open((text) => text.replaceAll('/my-gateway/', '/my-gatway/'));
    const run = await report();
    expectPublic(run);
    const [verdict] = run.stdout.split('\n');
    expect(verdict).toBe('**Verdict: bad-url · gateway-not-found** (exit code 12)');
    for (const fact of [
      'The account …cdef has no gateway named "my-gatway".',
      '- Fix: ',
      '- Seen: `error[0].code = 2001',
      `Node \`${process.versions.node}\``,
      `\`${process.platform}\``,
      'config `~/.openclaw/openclaw.json`',
      '/v1/…cdef/my-gatway/compat`',
      '`openai-completions`',
      '`openai/gpt-4o-mini`',
      'passed: node, ',
      'not checked: ',
      '<details><summary><code>junk-provider: POST ',
      '> authorization: Bearer cfut_[redacted]',
      '"internalCode":2001',
      'list of 40',
    ])
      expect(run.stdout).toContain(fact);
  });

  test('of several faults, with headers of the user’s own', async () => {
    await open((text) =>
      text
        .replaceAll('/my-gateway/', '/quite-another/')
        .replace('"auth"', '"unknown": 1, "auth"')
        .replace('"headers": {', '"headers": { "x-customer": "ACME Bank", "cf-aig-cahce-ttl": "60",'),
    );
    const run = await report();
    expectPublic(run);
    expect(run.stdout).toContain('the account’s gateways: 40 (names left out)');
    expect(run.stdout).toContain('> x-customer: [redacted]');
  });

  test('is the same in the document', async () => {
    await open((text) => text.replaceAll('/my-gateway/', '/my-gatway/'));
    const run = await report('--json');
    expect(run.json().report).toMatch(/^\*\*Verdict: bad-url/);
    for (const mark of MARKS) expect(run.json().report).not.toContain(mark);
  });

  test('of a healthy setup', async () => {
    await open();
    const run = await report();
    expectPublic(run);
    expect(run.stdout).toMatch(/^\*\*Verdict: all well\*\* \(exit code 0\)/);
  });

  test.each<[string, (text: string) => string]>([
    [
      'a private host',
      (text) => text.replace(/http:\/\/127\.0\.0\.1:\d+/, 'http://buildbox.corp.example.com:1'),
    ],
    ['another account', (text) => text.replace(ACCOUNT, SECOND)],
    ['an account ID with a typo', (text) => text.replace(ACCOUNT, `${ACCOUNT.slice(1)}g`)],
    ['a file that is no JSON5', (text) => `${text} "jane.doe" }`],
    [
      '200 models',
      (text) =>
        text.replace(
          '"models": [',
          `"models": [${Array.from({ length: 200 }, (_, index) => `{ id: "openai/jane-${index}", name: "x" },`).join('')}`,
        ),
    ],
  ])('%s', async (_, edit) => {
    await open(edit);
    expectPublic(await report());
  });

  test('a name that would break Markdown', async () => {
    await open((text) => text.replaceAll('openai/gpt-4o-mini', 'openai/`|</details><b>@torvalds #1'));
    const { stdout } = await report();
    const outside = stdout
      .replace(/^(`{3,})text$.*?^\1$/gms, '')
      .split('\n')
      .map(outsideCode)
      .join('\n');
    expect(outside).not.toMatch(/@torvalds|#1\b|(?<!\\)<b>/);
    expect(outside.match(/<details>/g)?.length).toBe(outside.match(/<\/details>/g)?.length);
  });
});

describe('of every scenario: nothing personal, and never long', () => {
  const played = SCENARIOS.filter(({ needs }) => needs === undefined);
  test.each(played.map(({ name }) => name))('%s', async (name) => {
    await open(undefined, name);
    expectPublic(await report());
  });
});
