import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import type { World } from '../memory-io.js';
import { cfAig, Home, type Run, runInProcess, withoutWaits } from './harness.js';

/** In every secret that the sandbox does not know. */
const MARK = 'CANARY';
const SECRET = `cfut_${MARK}keFAKEfakeFAKEfakeFAKEfakeFAKEfake0000000000`;

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

const address = (route = 'compat', gateway = sandbox.gateway) =>
  `${sandbox.gatewayOrigin}/v1/${sandbox.accountId}/${gateway}/${route}`;

const LIMITS = ['--timeout', '500', '--retries', '0'];

const client = (baseUrl = address(), model = 'openai/gpt-4o-mini', token = 'TOKEN') => [
  ...['--base-url', baseUrl, '--api', 'openai-completions', '--model', model, '--token-env', token],
];

function run(args: readonly string[], { env, ...world }: World = {}, start = runInProcess): Promise<Run> {
  const given = {
    HOME: home.path,
    CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    TOKEN: sandbox.token,
    SECRET,
    ...env,
  };
  return start(args, { env: given, ...withoutWaits, ...world });
}

describe('a client in order', () => {
  test('is all well, whatever OpenClaw has', async () => {
    home.write(home.config, '{ not JSON');
    const { code, stdout } = await run(['doctor', ...client()]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Verdict: all well')]);
    expect(stdout).not.toMatch(/Files|OpenClaw/);
    expect(home.read(home.config)).toBe('{ not JSON');
  });

  test('a base URL is not moved by the variable that moves Cloudflare’s', async () => {
    const env = { CF_AIG_GATEWAY_ORIGIN: 'http://127.0.0.1:1' };
    expect((await run(['doctor', ...client()], { env })).code).toBe(0);
  });

  test('several models, named with and without the flag', async () => {
    const { code, json } = await run(['test-model', ...client(), 'openai/gpt-4o', '--json']);
    const models = json().results.map(({ model, ok }: { model: string; ok: boolean }) => [model, ok]);
    expect([code, models]).toEqual([
      0,
      [
        ['openai/gpt-4o-mini', true],
        ['openai/gpt-4o', true],
      ],
    ]);
  });

  test('compared with the provider, it takes the key from the environment', async () => {
    const { json } = await run(['test-model', ...client(), '--compare-direct', '--json']);
    expect(json().error).toMatchObject({
      hint: 'Set the key in the environment.',
      missing: [{ flag: '--compare-direct', env: 'OPENAI_API_KEY' }],
    });
  });
});

describe('a client in trouble', () => {
  test.each<[string, () => string[], number, string]>([
    ['a wrong gateway', () => client(address('compat', 'my-gatway')), 12, 'gateway-not-found'],
    ['a wrong token', () => client(undefined, undefined, 'SECRET'), 13, 'token-unknown'],
    ['a whole endpoint', () => client(address('compat/chat/completions')), 12, 'base-url-full-endpoint'],
    ['a model that is misspelt', () => client(undefined, 'openai/gpt-4o-mnii'), 12, 'model-not-offered'],
    [
      'a model of another provider',
      () => client(address('openai'), 'claude-haiku-4-5'),
      10,
      'model-listed-unfit',
    ],
    ['no token', () => [...client().slice(0, -2), '--key-env', 'KEY'], 13, 'token-missing'],
  ])('%s', async (_name, flags, code, cause) => {
    const env = { KEY: 'sk-sandbox-provider-key-good' };
    const { code: exit, json } = await run(['doctor', ...flags(), '--json'], { env });
    const { verdict, findings } = json();
    expect([exit, verdict.cause]).toEqual([code, cause]);
    const failures = findings.filter(({ status }: { status: string }) => status === 'fail');
    expect(failures.every(({ fixable }: { fixable: boolean }) => fixable === false)).toBe(true);
  });

  test('a command that it suggests examines the same client', async () => {
    const box = await startSandbox({ port: 0, scenario: 'response-timeout' });
    const baseUrl = `${box.gatewayOrigin}/v1/${box.accountId}/${box.gateway}/compat`;
    const { json } = await run(['test-model', ...client(baseUrl), ...LIMITS, '--json']).finally(() =>
      box.close(),
    );
    expect(json().results[0].fix.command).toBe(
      `cf-aig test-model --timeout 120000 --base-url ${baseUrl} --api openai-completions --model openai/gpt-4o-mini --token-env TOKEN`,
    );
  });

  test.each([['github'], ['junit'], ['sarif'], ['markdown'], ['prometheus']])(
    '--format %s names no file',
    async (format) => {
      const flags = client(undefined, undefined, 'SECRET');
      const seen = [await run(['doctor', ...flags, '--format', format])];
      seen.push(await run(['test-model', ...flags, '--format', format]));
      for (const { code, stdout } of seen) {
        expect(code).toBe(13);
        expect(stdout).toMatch(/token-unknown|bad-token/);
        expect(stdout).not.toMatch(/openclaw|file=|\.env\b/i);
      }
    },
  );

  test('a report for an issue names no file either', async () => {
    const { stdout } = await run(['doctor', ...client(undefined, undefined, 'SECRET'), '--report']);
    expect(stdout).toContain('another client, Node');
    expect(stdout).not.toMatch(/openclaw|\.env\b/i);
  });
});

describe('wrong usage', () => {
  test('what is missing is listed at once', async () => {
    const { code, json } = await run(['doctor', '--base-url', address(), '--token-env', 'NOPE', '--json']);
    const { error, verdict } = json();
    expect([code, verdict]).toEqual([2, null]);
    expect(error.missing).toEqual([
      { flag: '--api', why: expect.any(String) },
      { flag: '--model', why: expect.any(String) },
      { flag: '--token-env', env: 'NOPE', why: 'that variable is not set' },
    ]);
  });

  test.each<[string[], RegExp]>([
    [['--config', 'openclaw.json'], /--config has no meaning for another client/],
    [['--fix', '--profile', 'work'], /--profile, --fix have no meaning for another client/],
    [['--model', 'openai/gpt-4o'], /doctor examines one model/],
    [['--api', 'responses'], /It takes one of openai-completions, openai-responses/],
    [['--header', 'x-api-key=x'], /a credential has flags of its own/],
  ])('%j', async (flags, message) => {
    const { code, stderr } = await run(['doctor', ...client(), ...flags], { env: { COLUMNS: '400' } });
    expect([code, stderr.replace(/\s+/g, ' ')]).toEqual([2, expect.stringMatching(message)]);
  });
});

describe('secrets', () => {
  test.each([
    [['doctor', '--verbose']],
    [['doctor', '--json']],
    [['doctor', '--report']],
    [['test-model', '--verbose', '--retries', '0']],
  ])('%j shows none', async (command) => {
    const flags = ['--header', `x-mine=\${MINE}`, '--key-env', 'KEY'];
    const env = { MINE: `${MARK}mine`, KEY: `sk-ant-${MARK}FAKEfakeFAKEfakeFAKE` };
    const args = [...command, ...client(undefined, undefined, 'SECRET'), ...flags];
    const { stdout, stderr } = await run(args, { env });
    expect(stdout + stderr).not.toContain(MARK);
  });

  test('nor is a password in what is no URL, not even in a report', async () => {
    const baseUrl = `user:${MARK}@ai.example.com/compat`;
    const { code, stdout, stderr } = await run(['doctor', '--offline', '--report', ...client(baseUrl)]);
    expect([code, stdout]).toEqual([10, expect.stringContaining('***@')]);
    expect(stdout + stderr).not.toContain(MARK);
  });

  test.each([[['--token-env', SECRET]], [['--key-env', `${MARK}1234567890abcdef`]], [['--model', SECRET]]])(
    'in the wrong place are not repeated: %j',
    async (flags) => {
      const { stdout, stderr } = await run(['doctor', ...client(), ...flags]);
      expect(stdout + stderr).not.toContain(MARK);
    },
  );

  test('are not sent over http:// to another machine', async () => {
    const { code, json } = await run(['doctor', ...client('http://gateway.example.com/compat'), '--json']);
    expect([code, json().verdict.cause, json().exchanges]).toEqual([12, 'base-url-insecure', 0]);
    const model = await run(['test-model', ...client('http://gateway.example.com/compat'), '--json']);
    expect(model.json().verdict.cause).toBe('base-url-insecure');
  });
});

describe('around it', () => {
  test('a proxy is used, and named when it fails', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:1', CLOUDFLARE_API_BASE_URL: undefined };
    const flags = client('https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/g/compat');
    const { json } = await run(['doctor', ...flags, '--json'], { env });
    expect(json().verdict.cause).toBe('proxy-failed');
  });

  test('Ctrl-C ends it with one document', async () => {
    const silent: Server = createServer(() => {});
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const asked = new Promise((done) => silent.once('request', done));
    const { port } = silent.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/v1/${sandbox.accountId}/my-gateway/compat`;
    try {
      const { code, json } = await run(['doctor', ...client(baseUrl), '--json'], {}, (args, given) =>
        cfAig(args, { ...given, signalWhen: asked }),
      );
      expect([code, json().exitCode]).toEqual([130, 130]);
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });

  test('--watch looks again until all is well', async () => {
    const { code, stdout } = await run(['doctor', '--watch', ...client()]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('all well')]);
  });
});
