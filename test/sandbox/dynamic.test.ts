import { describe, expect, test } from '@jest/globals';
import { readSandboxConfig } from '../../src/sandbox/config/config.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.js';
import { matchesCondition } from '../../src/sandbox/steps/condition.js';
import { aig, ask, gatewayApi, gatewayUrl, logRows, sandbox, withGateway } from './client.js';

type Outputs = Record<string, string>;

const element = (id: string, type: string, outputs: Outputs, properties?: unknown) => ({
  id,
  type,
  outputs: Object.fromEntries(Object.entries(outputs).map(([name, elementId]) => [name, { elementId }])),
  properties,
});
const model = (id: string, name: string, outputs: Outputs = { success: 'end' }, more = {}) => {
  const [provider, ...rest] = name.split('/');
  return element(id, 'model', outputs, { provider, model: rest.join('/'), retries: 0, timeout: 0, ...more });
};
const start = (next: string) => element('start', 'start', { next });
const end = element('end', 'end', {});

/** A sandbox with one route, called `r`. */
async function routed(elements: unknown[], options: SandboxOptions = {}): Promise<Sandbox> {
  return sandbox({ config: withGateway({ routes: [{ name: 'r', elements }] }), ...options });
}

function ask1(box: Sandbox, metadata = '{}', route = 'dynamic/r') {
  return ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: { ...aig(box.token), 'cf-aig-metadata': metadata },
    body: { model: route, messages: [{ role: 'user', content: 'hi' }] },
  });
}

const answeredBy = ({ headers }: { headers: Record<string, string> }) =>
  `${headers['cf-aig-provider']}/${headers['cf-aig-model']} ${headers['cf-aig-step']}`;

describe('models', () => {
  test.each([
    ['one model', [model('a', 'openai/gpt-4o')], 'openai/gpt-4o 0'],
    ['Workers AI', [model('a', 'workers-ai/@cf/baai/bge-m3')], 'workers-ai/@cf/baai/bge-m3 0'],
    [
      'a fallback',
      [
        model('a', 'openai/fail-500', { success: 'end', fallback: 'b' }),
        model('b', 'anthropic/claude-sonnet-4-6'),
      ],
      'anthropic/claude-sonnet-4-6 1',
    ],
    [
      'a fallback after a timeout',
      [
        model('a', 'openai/slow-3000', { success: 'end', fallback: 'b' }, { timeout: 20, retries: 1 }),
        model('b', 'openai/gpt-4o'),
      ],
      'openai/gpt-4o 1',
    ],
    ['retries', [model('a', 'openai/flaky-1', { success: 'end' }, { retries: 1 })], 'openai/flaky-1 0'],
  ])('%s', async (_, elements, by) => {
    const reply = await ask1(await routed([start('a'), ...elements, end]));
    expect([reply.status, answeredBy(reply)]).toEqual([200, by]);
    expect(reply.headers['cf-aig-log-id']).toBeDefined();
  });

  test.each([
    ['no model answers', [start('a'), model('a', 'openai/fail-500'), end], 400, 2005],
    ['there is no model', [start('end'), end], 400, 2005],
    ['a provider that /compat does not have', [start('a'), model('a', 'nope/x'), end], 400, 2005],
    ['it goes round and round', [start('a'), element('a', 'percentage', { '100%': 'a' })], 400, 2005],
  ])('%s', async (_, elements, status, code) => {
    const reply = await ask1(await routed(elements));
    expect([reply.status, reply.json.internalCode]).toEqual([status, code]);
  });

  test.each([
    ['an unknown route', 'dynamic/nope', []],
    ['a custom provider', 'dynamic/r', [start('a'), model('a', 'custom-mine/x'), end]],
    ['Azure', 'dynamic/r', [start('a'), model('a', 'azure-openai/x'), end]],
  ])('%s: 2005, and no row in the log', async (_, name, elements) => {
    const upstreams = new Map([['custom-mine', new URL('http://127.0.0.1:1')]]);
    const box = await (elements.length > 0 ? routed(elements, { upstreams }) : sandbox());
    const { status, json, headers } = await ask1(box, '{}', name);
    expect([status, json.internalCode, json.message]).toEqual([
      400,
      2005,
      'Failed to get response from provider',
    ]);
    expect(headers['cf-aig-log-id']).toBeUndefined();
    expect(await logRows(box)).toEqual([]);
  });

  test('a step that cannot be one falls back', async () => {
    const azure = model('a', 'azure-openai/x', { success: 'end', fallback: 'b' });
    const reply = await ask1(await routed([start('a'), azure, model('b', 'openai/gpt-4o'), end]));
    expect([reply.status, answeredBy(reply)]).toEqual([200, 'openai/gpt-4o 0']);
  });

  test('in the universal endpoint', async () => {
    const box = await routed([start('a'), model('a', 'openai/gpt-4o'), end]);
    const reply = await ask(gatewayUrl(box), {
      headers: aig(box.token),
      body: [
        {
          provider: 'compat',
          endpoint: 'chat/completions',
          query: { model: 'dynamic/r', messages: [{ role: 'user', content: 'hi' }] },
        },
      ],
    });
    expect(answeredBy(reply)).toBe('openai/gpt-4o 0');
  });
});

describe('branches', () => {
  const paid = [
    start('if'),
    element(
      'if',
      'conditional',
      { true: 'a', false: 'b' },
      { condition: { 'metadata.plan': { $eq: 'paid' } } },
    ),
    model('a', 'openai/gpt-5'),
    model('b', 'openai/gpt-5-nano'),
    end,
  ];
  test.each([
    ['{"plan":"paid"}', 'openai/gpt-5 0'],
    ['{"plan":"free"}', 'openai/gpt-5-nano 0'],
    ['{}', 'openai/gpt-5-nano 0'],
  ])('conditional, %s', async (metadata, by) => {
    expect(answeredBy(await ask1(await routed(paid), metadata))).toBe(by);
  });

  const split = [
    start('p'),
    element('p', 'percentage', { '10%': 'a', '50%': 'b', else: 'c' }),
    model('a', 'openai/gpt-5'),
    model('b', 'openai/gpt-4o'),
    model('c', 'openai/gpt-4.1'),
    end,
  ];
  test.each([
    [0, 'openai/gpt-5 0'],
    [0.0999, 'openai/gpt-5 0'],
    [0.1, 'openai/gpt-4o 0'],
    [0.61, 'openai/gpt-4.1 0'],
  ])('percentage, %d', async (random, by) => {
    expect(answeredBy(await ask1(await routed(split, { random: () => random })))).toBe(by);
  });

  const limited = (type: string, properties: object, fallback: Outputs = { fallback: 'b' }) => [
    start('l'),
    element('l', type, { success: 'a', ...fallback }, { key: 'metadata.user', ...properties }),
    model('a', 'openai/gpt-5'),
    model('b', 'openai/gpt-5-nano'),
    end,
  ];
  test.each([
    [
      'as the docs have it',
      'rate_limit',
      { limitType: 'count', limit: 2, interval: 60, technique: 'fixed' },
      ['5', '5', 'n'],
    ],
    ['as the API has it', 'rate', { limitType: 'count', limit: 2, window: 60 }, ['5', '5', 'n']],
    ['by cost', 'rate', { limitType: 'cost', limit: 1e-9, window: 60 }, ['5', 'n', 'n']],
  ])('rate, %s', async (_, type, properties, models) => {
    const clock = { ms: 1_000_000_000_000 };
    const box = await routed(limited(type, properties), { now: () => clock.ms });
    const seen = async (metadata: string) =>
      (await ask1(box, metadata)).headers['cf-aig-model'] === 'gpt-5' ? '5' : 'n';
    const ann = [];
    for (let i = 0; i < 3; i++) ann.push(await seen('{"user":"ann"}'));
    expect(ann).toEqual(models);
    expect(await seen('{"user":"bob"}')).toBe('5');
    clock.ms += 60_000;
    expect(await seen('{"user":"ann"}')).toBe('5');
  });

  test('a limit without a fallback ends the route', async () => {
    const box = await routed(limited('rate', { limitType: 'count', limit: 1, window: 60 }, {}));
    expect((await ask1(box)).status).toBe(200);
    const reply = await ask1(box);
    expect([reply.status, reply.json.internalCode]).toEqual([429, 2003]);
  });
});

test.each([
  [{ 'metadata.n': { $gt: 4 } }, true],
  [{ 'metadata.n': { $gt: 5 } }, false],
  [{ 'metadata.n': { $gte: 5, $lte: 5 } }, true],
  [{ 'metadata.n': { $in: [1, 5] } }, true],
  [{ 'metadata.n': { $nin: [1, 5] } }, false],
  [{ 'metadata.n': { $ne: 4 } }, true],
  [{ 'metadata.none': { $exists: false } }, true],
  [{ 'metadata.name': { $regex: '^an' } }, true],
  [{ 'metadata.name': { $regex: '(' } }, false],
  [{ 'metadata.name': 'ann' }, true],
  [{ $or: [{ 'metadata.n': 1 }, { 'metadata.name': 'ann' }] }, true],
  [{ $and: [{ 'metadata.n': 1 }, { 'metadata.name': 'ann' }] }, false],
  [{ $not: { 'metadata.n': 1 } }, true],
  [{ 'metadata.n': { $not: { $eq: 5 } } }, false],
  [{ 'metadata.n': { $unknown: 5 } }, false],
  [{ 'body.stream': true }, true],
  ['nonsense', false],
])('condition %j: %s', (condition, expected) => {
  expect(matchesCondition(condition, { metadata: { n: 5, name: 'ann' }, body: { stream: true } })).toBe(
    expected,
  );
});

describe('the management API', () => {
  test.each([
    ['no elements', {}, 'elements'],
    ['no start', [end], 'elements'],
    ['nowhere to go', [start('nope')], 'elements/0/outputs/next'],
    ['an unknown type', [start('x'), element('x', 'magic', {})], 'elements/1/type'],
    [
      'a model without a name',
      [start('x'), element('x', 'model', {}, { provider: 'openai' })],
      'elements/1/properties/model',
    ],
  ])('%s: 7001', async (_, elements, place) => {
    const box = await sandbox();
    const body = { name: 'x', elements };
    const { status, json } = await gatewayApi(box, '/my-gateway/routes', { body });
    expect([status, json.errors[0].code, json.errors[0].path.slice(1).join('/')]).toEqual([400, 7001, place]);
  });

  test('the config says where a route is wrong', () => {
    const config = { gateways: [{ id: 'g', routes: [{ name: 'r', elements: [start('nope')] }] }] };
    expect(() => readSandboxConfig(JSON.stringify(config))).toThrow(
      "config.gateways[0].routes[0].elements.0.outputs.next: There is no element 'nope'",
    );
  });
});

describe('features that are on and do not work', () => {
  const twice = async (box: Sandbox) => {
    const send = () =>
      ask(`${gatewayUrl(box)}/compat/chat/completions`, {
        headers: { ...aig(box.token), 'cf-aig-cache-ttl': '60' },
        body: { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'hi' }] },
      });
    await send();
    return send();
  };
  test.each([
    ['caching', [200, 'MISS', 2]],
    ['rate-limiting', [200, 'HIT', 2]],
    ['logs', [200, 'HIT', 0]],
  ] as const)('%s', async (feature, expected) => {
    const box = await sandbox({ config: withGateway({ outOfOrder: [feature] }) });
    const { status, headers } = await twice(box);
    const { length } = await logRows(box);
    expect([status, headers['cf-aig-cache-status'], length]).toEqual(expected);
    expect(headers['cf-aig-log-id']).toBeDefined();
  });

  test('rate-limiting', async () => {
    const box = await sandbox({
      config: withGateway({
        outOfOrder: ['rate-limiting', 'caching'],
        rateLimitingLimit: 1,
        rateLimitingInterval: 60,
      }),
    });
    expect((await twice(box)).status).toBe(200);
  });

  test('fallbacks', async () => {
    const box = await sandbox({ config: withGateway({ outOfOrder: ['fallbacks'] }) });
    const entry = (model: string) => ({
      provider: 'openai',
      endpoint: 'chat/completions',
      query: { model, messages: [{ role: 'user', content: 'hi' }] },
    });
    const reply = await ask(gatewayUrl(box), {
      headers: aig(box.token),
      body: [entry('fail-500'), entry('gpt-4o')],
    });
    expect([reply.status, reply.headers['cf-aig-step']]).toEqual([500, '0']);
  });
});
