import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { cfAig, Home, runInProcess } from './harness.js';

/** Everything secret has this in it, whatever it looks like otherwise. */
const MARK = 'CANARY';
const TOKEN = `cfut_${MARK}keFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000`;
const PASTED = `${MARK}1234567890abcdefXYZ`;

let sandbox: Sandbox;
let home: Home;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const env = () => ({
  HOME: home.path,
  CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
  CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
});

async function said(...args: string[]): Promise<string> {
  const { stdout, stderr } = await cfAig(args, { env: env(), input: TOKEN });
  return stdout + stderr;
}

const reference = (name: string) => `\${${name}}`;

function setUp({ query = '', literal = true } = {}): void {
  const block = {
    baseUrl: `${sandbox.gatewayOrigin}/v1/${sandbox.accountId}/${sandbox.gateway}/compat${query}`,
    api: 'openai-completions',
    auth: 'api-key',
    apiKey: literal ? `${MARK}KEY-abcdef-0123456789` : { source: 'env', provider: 'default', id: 'TOKEN' },
    headers: {
      Authorization: `Bearer ${literal ? `${MARK}F` : reference('OPENAI_API_KEY')}`,
      'cf-aig-authorization': `Bearer ${literal ? `${MARK}TOK-abcdef-0123456789` : reference('TOKEN')}`,
      'X-Mine': `${MARK}G`,
    },
    models: [{ id: 'openai/gpt-4o-mini', name: 'x' }],
  };
  const other = {
    apiKey: `${MARK}C`,
    headers: { 'X-Custom': `${MARK}X` },
    baseUrl: `https://other.example/v1?token=${MARK}D`,
    models: [],
  };
  home.write(
    home.config,
    `{
  // "apiKey": "${MARK}COMMENT",
  gateway: { auth: { mode: "token", token: "${MARK}A" } },
  models: { providers: { other: ${JSON.stringify(other)}, "cloudflare-ai-gateway": ${JSON.stringify(block)} } },
  channels: { telegram: { botToken: "${MARK}B" } },
  agents: { defaults: { model: { primary: "cloudflare-ai-gateway/openai/gpt-4o-mini" } } },
}
`,
    0o644,
  );
  home.write(
    home.dotenv,
    `export FOO_KEY=${MARK}H
FOO_KEY=${MARK}I
# BAR_KEY=${MARK}J
PEM="${MARK}K
${MARK}L"
CLOUDFLARE_AI_GATEWAY_API_KEY=${MARK}M-0123456789ab
OPENAI_API_KEY=${MARK}N
TOKEN=${sandbox.token}
`,
    0o644,
  );
}

const CHOICE = () => ['--account-id', sandbox.accountId, '--gateway', sandbox.gateway];

describe('no secret of the user is printed by', () => {
  test.each<[string, string[]]>([
    ['status', ['status']],
    ['doctor', ['doctor', '--verbose']],
    ['a report', ['doctor', '--report']],
    ['a document', ['doctor', '--json']],
    ['test-model', ['test-model', '--verbose']],
    ['the removal', ['init', '--remove', '--yes']],
  ])('%s', async (_name, args) => {
    setUp({ query: `?token=${MARK}Q` });
    expect(await said(...args)).not.toContain(MARK);
  });

  test('init, and what takes it back', async () => {
    setUp();
    const choice = [...CHOICE(), '--model', 'openai/gpt-4o', '--token-stdin', '--no-input', '--no-check'];
    expect(await said('init', ...choice, '--dry-run')).not.toContain(MARK);
    expect(await said('init', ...choice)).not.toContain(MARK);
    const undone = await said('undo', '--yes');
    expect(undone).toContain('botToken: "[redacted]"');
    expect(undone).not.toContain(MARK);
  });

  test('a request that is sent', async () => {
    setUp({ literal: false });
    const shown = await said('doctor', '--verbose');
    expect(shown).toContain('x-mine: [redacted]');
    expect(shown).not.toContain(MARK);
  });
});

test('a report of a check that crashed, whose Markdown escapes what the error says', async () => {
  setUp();
  // The run looks at the clock when it starts, the check after it.
  const times = [new Date()];
  const clock = () => {
    const time = times.shift();
    if (time) return time;
    throw new Error(`clock of ${TOKEN}`);
  };
  const given = { env: env(), machine: { clock } };
  const { stdout } = await runInProcess(['doctor', '--report'], given);
  expect(stdout).toContain('cfut\\_\\[redacted\\]');
  expect(stdout).not.toContain(MARK);
});

test('--fix moves three secrets at once, names the backup that still holds them, and closes it', async () => {
  setUp();
  const shown = await said('doctor', '--fix', '--yes', '--offline');
  expect(shown).not.toContain(MARK);
  const backup = `${home.config}.cf-aig.bak`;
  expect(shown).toContain('~/.openclaw/openclaw.json.cf-aig.bak still has a secret');
  expect([home.mode(backup), home.mode(`${home.dotenv}.cf-aig.bak`)]).toEqual(['600', '600']);
  expect(home.read(home.dotenv)).toContain(`CLOUDFLARE_AI_GATEWAY_API_KEY_2=${MARK}KEY-abcdef-0123456789\n`);
  expect(home.read(home.dotenv)).toContain(`OPENAI_API_KEY_2=${MARK}F\n`);
  expect(await said('doctor', '--offline')).not.toContain('secret-in-config');
});

describe('a token in the wrong place is not repeated', () => {
  test.each<[string[]]>([
    [['init', '--token-env', PASTED]],
    [['init', `--tokne=${MARK}`]],
    [['init', '--recipe', PASTED]],
    [['init', '--provider-key-env', PASTED]],
    [['doctor', '--timeout', PASTED]],
    [[PASTED]],
    [['explain', `curl -H 'X-Custom: ${MARK}' -> HTTP/1.1 401 Unauthorized`]],
  ])('%j', async (args) => {
    expect(await said(...args)).not.toContain(MARK);
  });
});
