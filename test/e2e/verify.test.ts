import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { serveHttp } from '../gateway/servers.js';
import { type Block, Stage } from './features-setup.js';
import { withoutWaits } from './harness.js';

let stage: Stage;
jest.setTimeout(30_000);
afterEach(() => stage.close());

let proxy: Awaited<ReturnType<typeof serveHttp>> | undefined;
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});

/** A proxy that passes on everything but the headers of the gateway. */
async function removeGatewayHeaders(origin: string): Promise<string> {
  proxy = await serveHttp(async (request, response) => {
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const body = await text(request);
    const answer = await fetch(origin + request.url, {
      method: request.method,
      headers: headers as Record<string, string>,
      ...(body && { body }),
    });
    const kept = [...answer.headers].filter(([name]) => !/^cf-aig-|^content-(?:encoding|length)$/.test(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(await answer.text());
  });
  return `http://127.0.0.1:${proxy.port}`;
}

interface Seen {
  section: string;
  status: string;
}

const ALL_ON = { cacheTtl: 300, rateLimitingLimit: 100, rateLimitingInterval: 60, collectLogs: true };

const open = async (o: Parameters<typeof Stage.open>[0] = {}) => {
  stage = await Stage.open({ gateway: ALL_ON, ...o });
  return stage;
};

const verifyWith = async (waits: Red['waits'], ...args: string[]) => {
  const run = await stage.run(['verify', ...args, '--yes', '--json'], {}, waits);
  return { ...run, document: run.json() };
};
const verify = (...args: string[]) => verifyWith(undefined, ...args);

test('three sections pass; the rate limit is read, not tried', async () => {
  await open();
  const { code, document } = await verify();
  expect(document.sections.map(({ section, status }: Seen) => [section, status])).toEqual([
    ['caching', 'pass'],
    ['logs', 'pass'],
    ['fallback', 'pass'],
    ['rate-limit', 'skip'],
  ]);
  expect(document).toMatchObject({
    schemaVersion: 1,
    command: 'verify',
    ok: true,
    exitCode: 0,
    verdict: null,
  });
  expect(code).toBe(0);
  const [caching, logs, fallback, rateLimit] = document.sections;
  expect(caching.measured).toMatchObject({
    firstCache: 'MISS',
    secondCache: 'HIT',
    savedMs: expect.any(Number),
    savedUsd: expect.any(Number),
  });
  expect(logs.measured).toMatchObject({
    provider: 'openai',
    model: 'openai/gpt-4o-mini',
    cached: false,
    metadata: { tool: 'cf-aig' },
    inputTokens: expect.any(Number),
    costUsd: expect.any(Number),
    payloadKept: true,
  });
  expect(fallback.measured).toMatchObject({ step: 1 });
  expect(rateLimit.measured).toEqual({ limit: 100, intervalSeconds: 60, technique: 'fixed' });
  expect(rateLimit.title).toContain('read from the settings, not tried: 100 requests in 60 s');
  expect(rateLimit.notes.join(' ')).toContain('code 2003');
});

test('the default sandbox', async () => {
  stage = await Stage.open();
  const { document } = await verify();
  expect(document.sections.map(({ status }: Seen) => status)).toEqual(['pass', 'pass', 'pass', 'skip']);
});

test('the log marks every request of it as one by cf-aig', async () => {
  stage = await Stage.open();
  await verify();
  const { rows } = (await stage.run(['logs', '--json'])).json();
  expect(rows.map(({ model, own }: { model: string; own: boolean }) => [model, own])).toEqual([
    ['openai/gpt-4o-mini', true],
    ['openai/cf-aig-no-such-model', true],
    ['openai/gpt-4o-mini', true],
    ['openai/gpt-4o-mini', true],
    ['openai/gpt-4o-mini', true],
  ]);
});

test.each(['openai', 'anthropic', 'google', 'workers-ai'])('passes with the recipe %s', async (recipe) => {
  const models: Record<string, string> = {
    openai: 'gpt-4o-mini',
    anthropic: 'claude-sonnet-5',
    google: 'gemini-2.5-flash',
    'workers-ai': '@cf/meta/llama-3.1-8b-instruct',
  };
  await open({ init: ['--recipe', recipe], model: models[recipe] });
  const { document } = await verify();
  expect(document.sections.map(({ status }: Seen) => status)).toEqual(['pass', 'pass', 'pass', 'skip']);
});

interface Red {
  name: string;
  feature: string;
  cause: string;
  code: number;
  open?: Parameters<typeof Stage.open>[0];
  args?: string[];
  edit?(block: Block): void;
  waits?: typeof withoutWaits;
}

const header = (name: string, value: string) => (block: Block) => {
  block.headers = { ...block.headers, [name]: value };
};

const REDS: Red[] = [
  {
    name: 'the cache is off, for requests as OpenClaw sends them',
    feature: 'caching',
    cause: 'cache-off',
    code: 14,
    open: { gateway: { ...ALL_ON, cacheTtl: 0 } },
    args: ['--as-configured'],
  },
  {
    name: 'the block skips the cache',
    feature: 'caching',
    cause: 'cache-skipped',
    code: 14,
    edit: header('cf-aig-skip-cache', 'true'),
  },
  {
    name: 'a response that is never cached',
    feature: 'caching',
    cause: 'provider-overloaded',
    code: 15,
    open: { gateway: ALL_ON, model: 'openai/fail-overloaded' },
  },
  {
    name: 'no rate limit',
    feature: 'rate-limit',
    cause: 'rate-limit-off',
    code: 14,
    open: { gateway: { ...ALL_ON, rateLimitingLimit: 0 } },
  },
  {
    name: 'the limit is exhausted',
    feature: 'caching',
    cause: 'rate-limited',
    code: 14,
    open: { gateway: { ...ALL_ON, rateLimitingLimit: 1, rateLimitingInterval: 3600 } },
    args: ['fallback', 'logs'],
  },
  {
    name: 'logs are off',
    feature: 'logs',
    cause: 'logs-off',
    code: 14,
    open: { gateway: { ...ALL_ON, collectLogs: false } },
  },
  {
    name: 'the block turns logs off',
    feature: 'logs',
    cause: 'logs-off-by-header',
    code: 14,
    edit: header('cf-aig-collect-log', 'false'),
  },
  {
    name: 'the second step fails as well',
    feature: 'fallback',
    cause: 'stored-key-rejected',
    code: 15,
    open: { gateway: ALL_ON, model: 'openai/fail-401' },
  },
  {
    name: 'the cache is out of order',
    feature: 'caching',
    cause: 'cache-not-used',
    code: 14,
    open: { gateway: { ...ALL_ON, outOfOrder: ['caching'] } },
  },
  {
    name: 'the limit is not kept',
    feature: 'rate-limit',
    cause: 'rate-limit-not-enforced',
    code: 14,
    open: { gateway: { ...ALL_ON, rateLimitingLimit: 5, outOfOrder: ['rate-limiting'] } },
    args: ['--measure'],
  },
  {
    name: 'rows never appear',
    feature: 'logs',
    cause: 'log-row-missing',
    code: 14,
    open: { gateway: { ...ALL_ON, outOfOrder: ['logs'] } },
    waits: withoutWaits,
  },
  {
    name: 'the second step is never tried',
    feature: 'fallback',
    cause: 'fallback-not-taken',
    code: 14,
    open: { gateway: { ...ALL_ON, outOfOrder: ['fallbacks'] } },
  },
  {
    name: 'there is no key for the second step',
    feature: 'fallback',
    cause: 'stored-keys-required',
    code: 14,
    open: { gateway: { ...ALL_ON, byokOnly: true } },
  },
];

describe('fails with the right cause', () => {
  test.each(REDS)(
    '$feature: $name',
    async ({ feature, cause, code, open: how, args = [], edit, waits }) => {
      await open(how);
      if (edit) stage.editBlock(edit);
      const run = await verifyWith(waits, feature, ...args);
      const failed = run.document.sections.filter(({ status }: Seen) => status === 'fail');
      expect(failed[0]).toMatchObject({ cause, why: expect.any(String) });
      expect(failed[0].remedy.length).toBeGreaterThan(0);
      expect(run.document.verdict).toMatchObject({ cause });
      expect(run.code).toBe(code);
    },
    30_000,
  );
});

describe('reports what it cannot test', () => {
  test('a token that cannot read: the row is skipped, the limit is measured with free requests', async () => {
    await open({ token: SANDBOX_TOKENS.runOnly.value });
    const { document, code } = await verify('logs', 'rate-limit');
    const [logs, rateLimit] = document.sections;
    expect(logs).toMatchObject({ status: 'skip', title: expect.stringContaining('AI Gateway Read') });
    expect(rateLimit).toMatchObject({ status: 'skip', measured: { passedRequests: 30 } });
    expect(code).toBe(0);
  });

  test('--measure reaches the limit at no cost', async () => {
    await open({ gateway: { ...ALL_ON, rateLimitingLimit: 7, rateLimitingInterval: 3600 } });
    const { document } = await verify('rate-limit', '--measure');
    expect(document.sections[0]).toMatchObject({
      status: 'pass',
      measured: { limit: 7, passedRequests: 7, limited: true },
    });
    expect(stage.sandbox.requests.reduce((sum, { cost }) => sum + cost, 0)).toBe(0);
  });

  test('--measure that does not reach the limit is skipped', async () => {
    await open();
    const { document } = await verify('rate-limit', '--measure');
    expect(document.sections[0]).toMatchObject({
      status: 'skip',
      title: expect.stringContaining('not reached: 60 requests'),
      measured: { limit: 100, passedRequests: 60 },
    });
  });

  test('without Read the time until the limit resets is measured', async () => {
    await open({
      token: SANDBOX_TOKENS.runOnly.value,
      gateway: { ...ALL_ON, rateLimitingLimit: 5, rateLimitingInterval: 2, rateLimitingTechnique: 'sliding' },
    });
    const { document } = await verify('rate-limit');
    expect(document.sections[0]).toMatchObject({
      status: 'pass',
      measured: { passedRequests: 5, limited: true },
    });
    expect(document.sections[0].measured.liftedMs).toBeGreaterThan(900);
  });

  test('payloads that are not stored', async () => {
    await open();
    stage.editBlock(header('cf-aig-collect-log-payload', 'false'));
    const { document } = await verify('logs');
    expect(document.sections[0]).toMatchObject({ status: 'pass', measured: { payloadKept: false } });
    expect(document.sections[0].notes.join(' ')).toContain('payload');
  });

  test('behind a proxy that removes the gateway’s headers nothing is called off', async () => {
    await open({ through: removeGatewayHeaders });
    const { document, code } = await verify('caching', 'logs', 'fallback');
    for (const section of document.sections)
      expect(section).toMatchObject({ status: 'fail', cause: 'gateway-headers-missing' });
    expect(code).toBe(11);
  });

  test('fallbacks on the REST API: skipped, with a hint to OpenClaw’s own', async () => {
    await open({ init: ['--recipe', 'rest'] });
    const { document } = await verify('fallback');
    expect(document.sections[0]).toMatchObject({ status: 'skip' });
    expect(document.sections[0].notes.join(' ')).toContain('agents.defaults.model.fallbacks');
  });
});

test('a dynamic route of the gateway is tried too', async () => {
  const to = (elementId: string) => ({ elementId });
  const elements = [
    { id: 'start', type: 'start', outputs: { next: to('first') } },
    {
      id: 'first',
      type: 'model',
      outputs: { success: to('end'), fallback: to('second') },
      properties: { provider: 'openai', model: 'fail-500', retries: 0, timeout: 0 },
    },
    {
      id: 'second',
      type: 'model',
      outputs: { success: to('end') },
      properties: { provider: 'anthropic', model: 'claude-sonnet-4-6', retries: 0, timeout: 0 },
    },
    { id: 'end', type: 'end', outputs: {} },
  ];
  await open({ gateway: { ...ALL_ON, routes: [{ name: 'cheap-first', elements }] } });
  const { document } = await verify('fallback');
  expect(document.sections[0]).toMatchObject({
    status: 'pass',
    measured: { dynamicRoute: 'cheap-first', dynamicModel: 'claude-sonnet-4-6' },
  });
  expect(document.sections[0].evidence.join(' ')).toContain(
    'answered by anthropic claude-sonnet-4-6, step 1',
  );
});

describe('consent', () => {
  test('without a terminal and --yes: a usage error that names --yes, and nothing is sent', async () => {
    await open();
    const before = stage.sandbox.requests.length;
    const run = await stage.run(['verify', '--json']);
    expect(run.code).toBe(2);
    expect(run.json().error.missing).toEqual([{ flag: '--yes', why: expect.any(String) }]);
    expect(stage.sandbox.requests.length).toBe(before);
  });

  test('lists the requests before sending them', async () => {
    await open();
    const run = await stage.run(['verify', 'caching', '--yes']);
    expect(run.stderr).toContain('costs a few tokens');
    expect(run.stdout).toContain('the second of two equal requests was answered from the cache');
    expect(run.stdout + run.stderr).not.toContain(stage.sandbox.token);
  });

  test('a feature that does not exist', async () => {
    await open();
    const run = await stage.run(['verify', 'cacheing', '--yes']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('Did you mean caching?');
  });
});
