import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import json5 from 'json5';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Home, runInProcess } from './harness.js';

const SECOND = 'cloudflare-ai-gateway-anthropic';
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

const run = (...args: string[]) =>
  runInProcess(args, {
    env: {
      HOME: home.path,
      CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    },
    input: sandbox.token,
  });
const place = () => ['--account-id', sandbox.accountId, '--gateway', sandbox.gateway];
const init = (...more: string[]) => run('init', ...place(), '--token-stdin', '--no-input', '--json', ...more);
const setUp = () => init('--model', 'openai/gpt-4o-mini', '--no-check');

describe('--sandbox with a port', () => {
  const withSandbox = (...args: string[]) =>
    runInProcess(['init', '--model', 'openai/gpt-4o-mini', '--no-input', '--json', ...args], {
      env: { HOME: home.path, CF_AIG_GATEWAY_ORIGIN: 'http://127.0.0.1:9' },
    });

  test('takes the sandbox there, whatever the variables say', async () => {
    const { port } = new URL(sandbox.url);
    const { code, json } = await withSandbox('--sandbox', port);
    expect([code, json().doctor.ok]).toEqual([0, true]);
    expect(home.read(home.config)).toContain(`"http://127.0.0.1:${port}/v1/`);
  });

  test.each(['0', '65536', '1e3', 'http://127.0.0.1:1'])('%s is none', async (port) => {
    const { code, json } = await withSandbox('--sandbox', port);
    expect([code, json().error.message]).toEqual([2, expect.stringContaining('It takes the port')]);
  });
});

describe('several setups side by side', () => {
  test('a second block beside the first; doctor and test-model look at both', async () => {
    await setUp();
    const second = await init(
      ...['--provider-id', SECOND, '--recipe', 'rest', '--model', 'anthropic/claude-haiku-4-5'],
      '--keep-primary',
    );
    expect(second.json()).toMatchObject({ ok: true, doctor: { ok: true } });

    const doctor = await run('doctor', '--json');
    expect(doctor.json()).toMatchObject({ ok: true, exitCode: 0 });
    expect(doctor.json().findings).toContainEqual(
      expect.objectContaining({
        check: 'other-blocks',
        status: 'pass',
        title: expect.stringContaining(SECOND),
      }),
    );
    const all = await run('test-model', '--all', '--json');
    expect(all.json().results.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true]);
    const one = await run('test-model', '--provider-id', SECOND, '--json');
    expect(one.json().results).toMatchObject([{ model: 'anthropic/claude-haiku-4-5', ok: true }]);
  });

  test('doctor tells what is wrong in another block, and by itself when it is asked for', async () => {
    await setUp();
    await init(
      '--provider-id',
      SECOND,
      '--model',
      'anthropic/claude-haiku-4-5',
      '--keep-primary',
      '--no-check',
    );
    const parts = home.read(home.config).split(SECOND);
    home.write(
      home.config,
      `${parts[0]}${SECOND}${parts[1]!.replace('/compat', '')}${parts.slice(2).join(SECOND)}`,
    );
    const doctor = await run('doctor', '--offline', '--json');
    expect(doctor.json()).toMatchObject({ ok: true });
    expect(doctor.json().findings).toContainEqual(
      expect.objectContaining({ check: 'other-blocks', status: 'warn', cause: 'base-url-route-missing' }),
    );
    const asked = await run('doctor', '--offline', '--json', '--provider-id', SECOND);
    expect(asked.json()).toMatchObject({ ok: false, verdict: { cause: 'base-url-route-missing' } });
  });

  test.each(['doctor', 'test-model'])('%s: a block that is not there', async (command) => {
    await setUp();
    const asked = await run(command, '--provider-id', 'nope', '--json');
    expect([asked.code, asked.stdout]).toEqual([10, expect.stringContaining('provider-block-missing')]);
  });

  test('--add-model adds, the primary stays, and the model answers', async () => {
    await setUp();
    const added = await run('init', '--add-model', 'gpt-4.1', 'anthropic/claude-haiku-4-5', '--json');
    expect(added.json()).toMatchObject({
      ok: true,
      models: ['openai/gpt-4.1', 'anthropic/claude-haiku-4-5'],
      changes: [{ file: home.config, action: 'edit' }],
    });
    const config = json5.parse(home.read(home.config));
    expect(config.agents.defaults.model.primary).toBe('cloudflare-ai-gateway/openai/gpt-4o-mini');
    expect((await run('test-model', '--all', '--json')).json().results).toHaveLength(3);
  });

  test('--add-model says that OpenClaw refuses the config as it is', async () => {
    await setUp();
    const config = json5.parse(home.read(home.config));
    home.write(home.config, JSON.stringify({ ...config, foo: 1 }));
    const added = await run('init', '--add-model', 'gpt-4.1', '--json');
    expect(added.json().notes).toEqual([expect.stringMatching(/would refuse .*unknown key "foo"/)]);
  });

  test('--add-model without a block, and with what is no model', async () => {
    expect((await run('init', '--add-model', 'gpt-4.1', '--json')).code).toBe(10);
    await setUp();
    expect((await run('init', '--add-model', 'a b', '--json')).code).toBe(2);
  });
});

test.each([
  [['logs', '--json'], { ok: true }],
  [['usage', '--json'], { ok: true }],
  [['verify', 'logs', '--yes', '--json'], { ok: true, sections: [{ section: 'logs', status: 'pass' }] }],
])('%s asks the sandbox’s API for a setup on the sandbox, without its variables', async (args, expected) => {
  await setUp();
  const result = await runInProcess(args, { env: { HOME: home.path } });
  expect(result.json()).toMatchObject(expected);
});

test.each([
  [['--header', 'cf-aig-cache-ttl=3600']],
  [['--memory-search']],
  [['--model', 'openai/gpt-4o', '--yes']],
])('init %j leaves a setup on the sandbox there, without its variables', async (flags) => {
  await setUp();
  const result = await runInProcess(['init', ...flags, '--no-input', '--json'], { env: { HOME: home.path } });
  expect(result.json()).toMatchObject({ ok: true, doctor: { ok: true } });
  expect(home.read(home.config)).not.toContain('gateway.ai.cloudflare.com');
});

describe.each([
  ['this machine', 'http://127.0.0.1:8080'],
  ['the company', 'https://ai-gateway.corp.example'],
])('a setup behind a proxy of %s, with a token of Cloudflare', (_name, host) => {
  const token = `CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_${'FAKE'.repeat(12)}\n`;
  const change = (env: NodeJS.ProcessEnv, ...flags: string[]) =>
    runInProcess(['init', '--no-input', '--no-check', '--json', ...flags], {
      env: { HOME: home.path, ...env },
    });
  const hosts = () => home.read(home.config).match(/https?:\/\/[^/"]+(?=\/v1\/)/g);
  beforeEach(async () => {
    await setUp();
    home.write(home.config, home.read(home.config).replace(sandbox.gatewayOrigin, host));
    home.write(home.dotenv, token);
  });

  test.each<[string[], number]>([
    [['-y'], 1],
    [['--header', 'cf-aig-cache-ttl=3600'], 1],
    [['--add-model', 'openai/gpt-4o'], 1],
    [['--fallback', 'anthropic/claude-haiku-4-5'], 2],
    [['--memory-search'], 2],
  ])('init %j leaves every address there', async (flags, addresses) => {
    expect((await change({}, ...flags)).code).toBe(0);
    expect(hosts()).toEqual(Array(addresses).fill(host));
  });

  test('a variable moves it', async () => {
    await change({ CF_AIG_GATEWAY_ORIGIN: 'http://127.0.0.1:9' }, '-y');
    expect(hosts()).toEqual(['http://127.0.0.1:9']);
  });
});

test('a misspelt host is not kept', async () => {
  await setUp();
  const host = 'https://gatway.ai.cloudflare.com';
  home.write(home.config, home.read(home.config).replace(sandbox.gatewayOrigin, host));
  home.write(home.dotenv, `CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_${'FAKE'.repeat(12)}\n`);
  await runInProcess(['init', '-y', '--no-check', '--no-input'], { env: { HOME: home.path } });
  expect(home.read(home.config)).toContain('"https://gateway.ai.cloudflare.com/v1/');
});

test('init with a token moves a setup from the sandbox to Cloudflare', async () => {
  await setUp();
  await runInProcess(['init', '--token-stdin', '--no-input', '--json', '--no-check'], {
    env: { HOME: home.path },
    input: 'cfut_FAKEfake'.padEnd(53, '0'),
  });
  expect(home.read(home.config)).toContain('gateway.ai.cloudflare.com');
});

describe('init --header', () => {
  test('writes, keeps and removes request headers, and undo gives the bytes back', async () => {
    await setUp();
    const before = home.read(home.config);
    const metadata = '{"client":"openclaw"}';
    const run1 = await init('--header', `cf-aig-metadata=${metadata}`, '--header', 'cf-aig-cache-ttl=3600');
    expect(run1.json()).toMatchObject({ ok: true, doctor: { ok: true } });
    const headers = () =>
      json5.parse(home.read(home.config)).models.providers['cloudflare-ai-gateway'].headers;
    expect(headers()).toEqual({ 'cf-aig-metadata': metadata, 'cf-aig-cache-ttl': '3600' });
    const found = run1.json().doctor.findings.find(({ check }: { check: string }) => check === 'headers');
    expect(found).toMatchObject({ status: 'pass', title: 'cf-aig-metadata, cf-aig-cache-ttl' });

    expect((await setUp()).json().changes.every(({ action }: { action: string }) => action === 'none')).toBe(
      true,
    );
    const third = await init('--header', 'cf-aig-cache-ttl=', '--header', 'x-none=', '--no-check');
    expect(third.json().notes).toEqual(['There is no header x-none to remove.']);
    expect(headers()).toEqual({ 'cf-aig-metadata': metadata });
    await run('undo', '--yes', '--json');
    await run('undo', '--yes', '--json');
    expect(home.read(home.config)).toBe(before);
  });

  test.each([
    ['cf-aig-cach-ttl=60', 'Did you mean cf-aig-cache-ttl?'],
    ['authorization=Bearer sk-FAKE0000000000000000', 'Give the gateway token with --token-stdin'],
  ])('%s is wrong usage, and nothing is written', async (flag, hint) => {
    const { code, stdout, stderr } = await init('--model', 'openai/gpt-4o-mini', '--header', flag);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error.hint).toContain(hint);
    expect(stdout + stderr).not.toContain('FAKE0000');
    expect(existsSync(home.config)).toBe(false);
  });

  test('is nothing for a mode that writes no setup', async () => {
    await setUp();
    const result = await run(
      'init',
      '--add-model',
      'openai/gpt-4.1',
      '--header',
      'cf-aig-zdr=true',
      '--json',
    );
    expect(result.json().error.message).toBe('--add-model and --header exclude each other');
  });
});

test('gpt-5.6 takes tools on chat completions as init writes its entry', async () => {
  await init('--model', 'openai/gpt-5.6-luna', '--no-check');
  const { results } = (await run('test-model', '--tools', '--json')).json();
  expect(results).toMatchObject([{ model: 'openai/gpt-5.6-luna', ok: true }]);
});

describe('init --memory-search', () => {
  const search = () => json5.parse(home.read(home.config)).memory.search;

  test('sets up embeddings through the gateway and proves them with one', async () => {
    const result = (await init('--model', 'openai/gpt-4o-mini', '--memory-search')).json();
    expect(result).toMatchObject({
      ok: true,
      memorySearch: { ok: true, model: 'text-embedding-3-small', httpStatus: 200, dimensions: 1536 },
    });
    expect(search().remote.baseUrl).toMatch('/my-gateway/openai');
    const found = result.doctor.findings.find(({ check }: { check: string }) => check === 'memory-search');
    expect(found.status).toBe('pass');
    const other = await init('--memory-search=@cf/baai/bge-m3');
    expect(other.json().memorySearch).toMatchObject({ ok: true, model: '@cf/baai/bge-m3' });
    expect(search().remote.baseUrl).toMatch('/my-gateway/workers-ai/v1');
  });

  test('a model that the provider does not have decides the exit code', async () => {
    const { code, json } = await init('--model', 'openai/gpt-4o-mini', '--memory-search=text-embedding-9');
    expect(code).toBe(15);
    expect(json()).toMatchObject({
      ok: false,
      verdict: { category: 'upstream-error' },
      doctor: { ok: true },
    });
  });

  test('--dry-run writes nothing and sends nothing', async () => {
    const { code, json } = await init('--model', 'openai/gpt-4o-mini', '--memory-search', '--dry-run');
    expect([code, json().memorySearch, existsSync(home.config)]).toEqual([0, undefined, false]);
  });

  test.each([
    [['--model', 'openai/gpt-4o-mini', '--memory-search=cohere/embed'], 'neither OpenAI nor Workers AI'],
    [
      [
        '--recipe',
        'anthropic',
        '--pay',
        'own-key',
        '--provider-key-env',
        'A_KEY',
        '--model',
        'claude-haiku-4-5',
        '--memory-search',
      ],
      'OPENAI_API_KEY is not set',
    ],
  ])('%j is wrong usage, and nothing is written', async (args, message) => {
    const result = await runInProcess(
      ['init', ...place(), '--token-stdin', '--no-input', '--json', ...args],
      {
        env: {
          HOME: home.path,
          CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
          CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
          A_KEY: 'sk-ant-sandbox-provider-key-good',
        },
        input: sandbox.token,
      },
    );
    expect(result.code).toBe(2);
    expect(result.json().error.message).toContain(message);
    expect(existsSync(home.config)).toBe(false);
  });

  test('needs an OpenClaw that has memory.search', async () => {
    home.write(join(home.path, 'bin', 'package.json'), '{"name":"openclaw","version":"2026.6.11"}');
    home.write(join(home.path, 'bin', 'openclaw'), '#!/bin/sh\n', 0o755);
    const result = await runInProcess(
      [
        'init',
        ...place(),
        '--token-stdin',
        '--no-input',
        '--json',
        '--model',
        'openai/gpt-4o-mini',
        '--memory-search',
      ],
      { env: { HOME: home.path, PATH: join(home.path, 'bin') }, input: sandbox.token },
    );
    expect(result.code).toBe(2);
    expect(result.json().error.message).toBe(
      '--memory-search needs OpenClaw 2026.8.1 or newer, and 2026.6.11 is installed',
    );
  });
});

describe('init --print', () => {
  test('what it prints, put into the files with the token, is healthy', async () => {
    const printed = await run('init', '--print', ...place(), '--model', 'openai/gpt-4o-mini');
    expect(printed.code).toBe(0);
    expect(() => home.read(home.config)).toThrow('ENOENT');
    const [config = '', env = ''] = printed.stdout.split('# .env\n');
    expect(parse(env)).toEqual({ CLOUDFLARE_AI_GATEWAY_API_KEY: '<gateway token>' });
    home.write(home.config, config);
    home.write(home.dotenv, env.replace('<gateway token>', sandbox.token));
    expect((await run('doctor', '--json')).json()).toMatchObject({ ok: true });
  });

  test('as JSON, with a key of one’s own', async () => {
    const printed = await run(
      ...['init', '--print', ...place(), '--recipe', 'anthropic', '--pay', 'own-key'],
      ...['--model', 'claude-haiku-4-5', '--json'],
    );
    expect(printed.json()).toMatchObject({
      ok: true,
      config: { models: { providers: { 'cloudflare-ai-gateway': { api: 'anthropic-messages' } } } },
      env: [
        { name: 'ANTHROPIC_API_KEY', value: '<provider key>' },
        { name: 'CLOUDFLARE_AI_GATEWAY_API_KEY', value: '<gateway token>' },
      ],
    });
  });

  test('lists what is missing, but no secret', async () => {
    const flags = (await run('init', '--print', '--json'))
      .json()
      .error.missing.map(({ flag }: { flag: string }) => flag);
    expect(flags).toEqual(['--account-id', '--gateway', '--model']);
  });
});

describe('status', () => {
  test('says what is there, and where each variable comes from, never its value', async () => {
    await setUp();
    const status = await run('status', '--json');
    expect(status.json()).toMatchObject({
      ok: true,
      config: { path: home.config, exists: true },
      env: { path: home.dotenv, exists: true },
      primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini',
      fallbacks: [],
      blocks: [
        {
          id: 'cloudflare-ai-gateway',
          route: 'compat',
          api: 'openai-completions',
          accountId: sandbox.accountId,
          gateway: sandbox.gateway,
          payment: 'stored',
          variables: [
            {
              name: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
              from: { kind: 'state-env', file: home.dotenv, line: 1 },
            },
          ],
          models: ['openai/gpt-4o-mini'],
        },
      ],
      backups: [],
      lastChange: { command: 'init' },
    });
    // Lines are broken between words.
    const text = (await run('status')).stdout.replace(/\s+/g, ' ');
    for (const part of ['compat', sandbox.accountId, '~/.openclaw/.env:1']) expect(text).toContain(part);
    expect(text + status.stdout).not.toContain(sandbox.token);
  });

  test('names the headers of a block and the model of the memory search', async () => {
    await setUp();
    await init('--header', 'cf-aig-cache-ttl=3600', '--memory-search', '--no-check');
    const { blocks, memorySearch } = (await run('status', '--json')).json();
    expect([blocks[0].headers, memorySearch]).toEqual([
      ['cf-aig-cache-ttl'],
      { model: 'text-embedding-3-small', baseUrl: expect.stringMatching(/\/openai$/) },
    ]);
    const { stdout } = await run('status');
    expect(stdout).toMatch(/headers +cf-aig-cache-ttl\n/);
    expect(stdout).toMatch(/Memory +search with text-embedding-3-small,/);
  });

  test('nothing there is no error, a broken config is', async () => {
    const empty = await run('status');
    expect([empty.code, empty.stdout]).toEqual([0, expect.stringContaining('cf-aig init')]);
    home.write(home.config, '{ broken');
    expect((await run('status', '--json')).json()).toMatchObject({
      exitCode: 10,
      error: { cause: 'config-syntax' },
    });
  });
});
