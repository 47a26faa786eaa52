import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/doctor/check/finding.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Home, type Run, runInProcess } from './harness.js';
import { GATEWAY_URL, lay, type Setup, TOKEN, VARIABLE } from './setups.js';

// Every way in which OpenClaw may have a key.
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the syntax of OpenClaw and of other programs

const SETUPS = fileURLToPath(new URL('../corpus/setups/', import.meta.url));

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => {
  home.remove();
});

const findingsOf = (run: Run): Finding[] => run.json().findings;
const statusOf = (run: Run, check: string) =>
  findingsOf(run).find((finding) => finding.check === check)?.status;
const causesOf = (run: Run, status: string) =>
  findingsOf(run).flatMap((finding) => (finding.status === status ? (finding.cause ?? []) : []));

/** An `openclaw` to put on the PATH. */
function openclaw(version: string, { bundlesPlugin = false } = {}): string {
  const folder = join(home.path, `openclaw-${version}`);
  home.write(join(folder, 'package.json'), JSON.stringify({ name: 'openclaw', version }));
  home.write(join(folder, 'openclaw'), '#!/bin/sh\n', 0o755);
  if (bundlesPlugin) home.write(join(folder, 'dist/extensions/cloudflare-ai-gateway/index.js'), '');
  return folder;
}

describe.each(['2026.4.9', '2026.6.6'])('a setup by `openclaw onboard` of %s', (version) => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    cpSync(`${SETUPS}official-onboarding-${version}`, join(home.path, '.openclaw'), { recursive: true });
    home.write(home.config, home.read(home.config));
  });
  afterEach(() => sandbox.close());

  const doctor = (path: string, ...args: string[]) =>
    runInProcess(['doctor', '--json', ...args], { env: { HOME: home.path, PATH: path } });

  const installed = () => openclaw(version, { bundlesPlugin: true });

  test.each<[string, () => string, failures: string[]]>([
    ['with openclaw on the PATH', installed, []],
    // By the newest OpenClaw, which refuses what these versions write.
    ['without', () => '', ['config-rejected-by-openclaw']],
  ])('offline, %s', async (_name, path, failures) => {
    const run = await doctor(path(), '--offline');
    expect([...new Set(causesOf(run, 'fail'))]).toEqual(failures);
    expect(causesOf(run, 'warn')).toContain('credential-held-by-openclaw');
    expect(run.json().ok).toBe(failures.length === 0);
    expect(run.stdout).toContain('openclaw models status --probe');
    expect(run.stdout).not.toContain('sk-ant-api03-fake');
  });

  test('on the wire: what needs no key is checked', async () => {
    const address = `${sandbox.gatewayOrigin}/v1/${sandbox.accountId}/my-gateway/anthropic`;
    home.write(home.config, home.read(home.config).replace(/https:\/\/gateway[^"]*/, address));
    const path = installed();
    const run = await doctor(path);
    expect(run.code).toBe(0);
    expect(run.json().verdict).toBeNull();
    expect(statusOf(run, 'connection')).toBe('pass');
    expect(['token', 'provider'].map((check) => statusOf(run, check))).toEqual(['skip', 'skip']);

    const [result] = (
      await runInProcess(['test-model', '--json'], { env: { HOME: home.path, PATH: path } })
    ).json().results;
    expect(result).toMatchObject({ ok: false, cause: 'credential-held-by-openclaw' });
  });

  test('status says that only OpenClaw can read the key', async () => {
    const env = { HOME: home.path, PATH: '' };
    const [block] = (await runInProcess(['status', '--json'], { env })).json().blocks;
    expect(block.heldKey).toContain(version === '2026.4.9' ? 'auth-profiles.json' : 'openclaw-agent.sqlite');
    const { stdout } = await runInProcess(['status'], { env });
    expect(stdout).toContain('only OpenClaw can read it');
    expect(stdout).not.toContain('who pays');
  });

  test('in words, a profile id is not hidden', async () => {
    home.write(
      home.config,
      home.read(home.config).replace('"api":', '"apiKey": "cloudflare-ai-gateway:default", "api":'),
    );
    const args = ['doctor', '--offline', '--verbose'];
    const { stdout } = await runInProcess(args, { env: { HOME: home.path, PATH: '' } });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '`openclaw models auth logout cloudflare-ai-gateway:default --yes`',
    );
  });
});

describe('a reference in the syntax of another program', () => {
  const doctor = (...args: string[]) =>
    runInProcess(['doctor', '--offline', '--json', ...args], { env: { HOME: home.path, PATH: '' } });
  const setUp = (setup: Setup) => {
    home.remove();
    home = lay({ dotenv: `${VARIABLE}=${TOKEN}\nCF_AIG_TOKEN=${TOKEN}\n`, ...setup });
  };
  const block = () => JSON.parse(home.read(home.config)).models.providers['cloudflare-ai-gateway'];

  test.each([
    'env:CF_AIG_TOKEN',
    '{env:CF_AIG_TOKEN}',
    '${env:CF_AIG_TOKEN}',
    'process.env.CF_AIG_TOKEN',
    '%CF_AIG_TOKEN%',
    '{{CF_AIG_TOKEN}}',
    '<CF_AIG_TOKEN>',
    'secretref:CF_AIG_TOKEN',
  ])('%s: never moved as a secret, and --fix refers to the variable', async (apiKey) => {
    setUp({ block: { apiKey } });
    const dotenv = home.read(home.dotenv);
    const run = await doctor();
    expect(run.code).toBe(10);
    expect(run.json().verdict).toMatchObject({ cause: 'api-key-wrong-reference' });
    expect(run.stdout).toContain('CF_AIG_TOKEN');
    expect(run.stdout).not.toContain('[redacted]');

    expect((await doctor('--fix', '--yes')).code).toBe(0);
    expect(block().apiKey).toEqual({ source: 'env', provider: 'default', id: 'CF_AIG_TOKEN' });
    expect(home.read(home.dotenv)).toBe(dotenv);
  });

  test('without the variable, --fix says what is missing', async () => {
    setUp({ block: { apiKey: 'env:NO_SUCH_TOKEN' } });
    const run = await doctor('--fix', '--yes');
    expect(run.code).toBe(10);
    expect(run.json().left).toEqual([
      { cause: 'api-key-wrong-reference', why: expect.stringContaining('NO_SUCH_TOKEN is not defined') },
    ]);
    expect(block().apiKey).toBe('env:NO_SUCH_TOKEN');
  });

  test.each<[string, (value: string) => Record<string, unknown>]>([
    ['the block', (value) => ({ headers: { 'cf-aig-authorization': value } })],
    [
      'a model',
      (value) => ({
        models: [{ id: 'openai/gpt-4o-mini', name: 'x', headers: { 'cf-aig-authorization': value } }],
      }),
    ],
  ])('in a header of %s', async (_name, headersOf) => {
    setUp({ block: headersOf('Bearer env:CF_AIG_TOKEN') });
    const run = await doctor();
    expect(causesOf(run, 'fail')).toEqual(['header-malformed']);
    await doctor('--fix', '--yes');
    expect(JSON.stringify(block())).toContain('"cf-aig-authorization":"Bearer ${CF_AIG_TOKEN}"');
    expect(causesOf(await doctor(), 'fail')).toEqual([]);
  });
});

test('a key in the config counts as a failure with --strict only', async () => {
  home.remove();
  home = lay({ block: { apiKey: TOKEN } });
  const doctor = (...args: string[]) =>
    runInProcess(['doctor', '--offline', '--json', ...args], { env: { HOME: home.path, PATH: '' } });
  expect((await doctor()).code).toBe(0);
  const strict = await doctor('--strict');
  expect(strict.code).toBe(10);
  expect(strict.json().verdict).toMatchObject({ cause: 'secret-in-config' });
});

describe('the block of OpenClaw’s own page: the bare name of its variable', () => {
  const page = { block: { apiKey: VARIABLE, auth: undefined } };
  const doctor = (path: string) =>
    runInProcess(['doctor', '--offline', '--json'], { env: { HOME: home.path, PATH: path } });

  test.each<[string, string, boolean]>([
    ['a part of OpenClaw', '2026.2.26', false],
    ['a bundled plugin', '2026.4.9', true],
    ['a bundled plugin', '2026.6.6', true],
  ])('%s replaces it: %s', async (_name, version, bundlesPlugin) => {
    home.remove();
    home = lay(page);
    const run = await doctor(openclaw(version, { bundlesPlugin }));
    expect(causesOf(run, 'fail')).toEqual([]);
    expect(causesOf(run, 'warn')).not.toContain('plugin-may-interfere');
  });

  test.each(['2026.6.11', '2026.9.6'])('%s sends it as it is', async (version) => {
    home.remove();
    home = lay(page);
    const run = await doctor(openclaw(version));
    expect(run.json().verdict).toMatchObject({ cause: 'api-key-bare-name' });
    expect(run.stdout).toContain(`Authorization: Bearer ${VARIABLE}`);
  });
});

test('the step for a provider key in place of the token does not name the variable of the key', async () => {
  home.remove();
  home = lay({
    block: {
      apiKey: { source: 'env', provider: 'default', id: 'ANTHROPIC_API_KEY' },
      headers: { 'cf-aig-authorization': 'Bearer ${ANTHROPIC_API_KEY}' },
      baseUrl: `${GATEWAY_URL}/anthropic`,
      api: 'anthropic-messages',
      models: [{ id: 'claude-sonnet-5', name: 'x' }],
    },
    primary: 'cloudflare-ai-gateway/claude-sonnet-5',
    dotenv: 'ANTHROPIC_API_KEY=sk-ant-api03-FAKE000000000000000000000000000000000000\n',
  });
  const dotenv = home.read(home.dotenv);
  const run = await runInProcess(['doctor', '--offline', '--json', '--fix', '--yes'], {
    env: { HOME: home.path, PATH: '' },
  });
  const fault = findingsOf(run).find(({ cause }) => cause === 'token-is-provider-key');
  expect(fault?.remedy.join('\n')).toContain(
    `the provider's key into ANTHROPIC_API_KEY and the token into ${VARIABLE}`,
  );
  expect(home.read(home.dotenv)).toBe(dotenv);
});
test('init says that a provider’s own variable also opens the way past the gateway', async () => {
  const sandbox = await startSandbox({ port: 0 });
  const env = {
    HOME: home.path,
    PATH: '',
    CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    TOKEN: sandbox.token,
    OPENAI_API_KEY: 'sk-sandbox-openai-key-0000000000',
  };
  const run = await runInProcess(
    [
      ...['init', '--account-id', sandbox.accountId, '--gateway', 'my-gateway', '--token-env', 'TOKEN'],
      ...['--pay', 'own-key', '--provider-key-env', 'OPENAI_API_KEY', '--model', 'openai/gpt-4o-mini'],
      ...['--no-input', '--no-check'],
    ],
    { env },
  );
  await sandbox.close();
  expect(run.code).toBe(0);
  expect(run.stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /Note: OPENAI_API_KEY .* does not go through the gateway\. $/,
  );
});

describe('Cloudflare’s REST API as .../ai with anthropic-messages', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterEach(() => sandbox.close());

  test.each(['ai', 'ai/', 'ai/v1'])('%s: requests go to .../ai/v1/messages', async (end) => {
    home.remove();
    home = lay({
      block: {
        baseUrl: `${sandbox.gatewayOrigin}/client/v4/accounts/${sandbox.accountId}/${end}`,
        api: 'anthropic-messages',
        headers: { Authorization: `Bearer \${${VARIABLE}}`, 'cf-aig-gateway-id': 'my-gateway' },
        models: [{ id: 'anthropic/claude-sonnet-5', name: 's' }],
      },
      primary: 'cloudflare-ai-gateway/anthropic/claude-sonnet-5',
      dotenv: `${VARIABLE}=${sandbox.token}\n`,
    });
    // Without CLOUDFLARE_API_BASE_URL, too.
    const env = { HOME: home.path, PATH: '' };
    const doctor = await runInProcess(['doctor', '--json', '--verbose'], { env });
    expect(doctor.json()).toMatchObject({ ok: true, verdict: null });
    expect(doctor.stderr).toContain('/ai/v1/messages');
    expect(doctor.stderr).not.toContain('/v1/v1/');
    const [result] = (await runInProcess(['test-model', '--json'], { env })).json().results;
    expect(result).toMatchObject({ ok: true, httpStatus: 200 });
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the syntax of OpenClaw and of other programs
