import { describe, expect, test } from '@jest/globals';
import { readSandboxConfig } from '../../src/sandbox/config/config.js';
import type { SandboxGateway, SandboxSpendLimit } from '../../src/sandbox/config/config-types.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, ask, gatewayApi, gatewayUrl, REQUIRED_SETTINGS, sandbox, withGateway } from './client.js';

const RULE = { id: 'r', limit: 1e-9, window: 60 };

function chat(box: Sandbox, model = 'openai/gpt-4o', metadata = '{}') {
  return ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: { ...aig(box.token), 'cf-aig-metadata': metadata },
    body: { model, messages: [{ role: 'user', content: 'hi' }] },
  });
}

const limited = (rule: Partial<SandboxSpendLimit>, settings: Partial<SandboxGateway> = {}) =>
  sandbox({ config: withGateway({ ...settings, spendLimits: [{ ...RULE, ...rule }] }) });

const filter = (...values: string[]) => ({ mode: 'filter', values }) as const;
const partition = { mode: 'partition' } as const;

describe('which requests a rule counts', () => {
  test.each([
    ['all of them', {}, ['openai/gpt-4o', '{}'], 429],
    ['another model', {}, ['anthropic/claude-sonnet-5', '{}'], 429],
    ['the model', { model: filter('openai/gpt-4o') }, ['openai/gpt-4o', '{}'], 429],
    ['not another', { model: filter('openai/gpt-4o') }, ['openai/gpt-4.1', '{}'], 200],
    ['the provider', { provider: filter('openai') }, ['openai/gpt-4.1', '{}'], 429],
    ['not another provider', { provider: filter('openai') }, ['anthropic/claude-sonnet-5', '{}'], 200],
    ['a value of metadata', { metadata: { user: filter('ann') } }, ['openai/gpt-4o', '{"user":"ann"}'], 429],
    ['not another', { metadata: { user: filter('ann') } }, ['openai/gpt-4o', '{"user":"bob"}'], 200],
    ['not without it', { metadata: { user: filter('ann') } }, ['openai/gpt-4o', '{}'], 200],
    ['each value by itself', { metadata: { user: partition } }, ['openai/gpt-4o', '{"user":"ann"}'], 429],
    ['and no other', { metadata: { user: partition } }, ['openai/gpt-4o', '{"user":"bob"}'], 200],
    ['each model by itself', { model: partition }, ['openai/gpt-4.1', '{"user":"ann"}'], 200],
    [
      'both dimensions',
      { provider: partition, metadata: { user: partition } },
      ['anthropic/claude-sonnet-5', '{"user":"ann"}'],
      200,
    ],
    ['a rule that is off', { enabled: false }, ['openai/gpt-4o', '{}'], 200],
  ] as const)('%s', async (_, rule, [model, metadata], status) => {
    const box = await limited(rule as Partial<SandboxSpendLimit>);
    expect((await chat(box, 'openai/gpt-4o', '{"user":"ann"}')).status).toBe(200);
    expect((await chat(box, model, metadata)).status).toBe(status);
  });

  test('the names are those of the catalogue', async () => {
    const box = await limited({ model: filter('anthropic/claude-haiku-4.5'), technique: 'sliding' });
    await chat(box, 'anthropic/claude-haiku-4-5');
    const { status, json } = await chat(box, 'anthropic/claude-haiku-4-5');
    expect([status, json.message]).toEqual([
      429,
      "Spend limit exceeded: rule 'r' (cost limit 1e-9 per 60s, sliding) for anthropic anthropic/claude-haiku-4.5",
    ]);
  });

  test('none counts when limits are off', async () => {
    const box = await limited({}, { spendLimitsEnabled: false });
    for (let i = 0; i < 2; i++) expect((await chat(box)).status).toBe(200);
    expect((await chat(box, 'grok/grok-4')).json.internalCode).not.toBe(2040);
  });

  test.each([
    ['fixed', 200],
    ['sliding', 429],
  ] as const)('a %s window', async (technique, status) => {
    const clock = { ms: 59_000 };
    const config = withGateway({ spendLimits: [{ ...RULE, technique }] });
    const box = await sandbox({ config, now: () => clock.ms });
    await chat(box);
    clock.ms += 1_000;
    expect((await chat(box)).status).toBe(status);
  });
});

describe('in the management API', () => {
  const put = (box: Sandbox, settings: object) =>
    gatewayApi(box, '/my-gateway', { method: 'PUT', body: { ...REQUIRED_SETTINGS, ...settings } });
  const rule = { ...RULE, limitType: 'cost' };

  test('a rule is set, shown, obeyed and taken back', async () => {
    const box = await sandbox();
    const rules = [{ ...rule, metadata: { user: filter('ann') } }];
    const { json } = await put(box, { spend_limits: { enabled: true, rules } });
    expect(json.result.spend_limits).toEqual({
      enabled: true,
      rules: [{ ...rules[0], enabled: true, technique: 'fixed' }],
    });
    await chat(box, 'openai/gpt-4o', '{"user":"ann"}');
    expect((await chat(box, 'openai/gpt-4o', '{"user":"ann"}')).json.internalCode).toBe(2045);
    expect((await put(box, {})).json.result.spend_limits).toBeNull();
    expect((await chat(box, 'openai/gpt-4o', '{"user":"ann"}')).status).toBe(200);
  });

  test('what is off stays as it was', async () => {
    const box = await sandbox();
    const spend_limits = { enabled: false, rules: [{ ...rule, enabled: true, technique: 'fixed' }] };
    expect((await put(box, { spend_limits })).json.result.spend_limits).toEqual(spend_limits);
  });

  test.each([
    ['no object', [], 'body/spend_limits'],
    ['no list', { rules: {} }, 'body/spend_limits/rules'],
    [
      'too many',
      { rules: Array.from({ length: 21 }, (_, id) => ({ ...rule, id: `${id}` })) },
      'body/spend_limits/rules',
    ],
    ['no type', { rules: [RULE] }, 'body/spend_limits/rules/0/limitType'],
    ['another type', { rules: [{ ...rule, limitType: 'count' }] }, 'body/spend_limits/rules/0/limitType'],
    ['no limit', { rules: [{ ...rule, limit: '5' }] }, 'body/spend_limits/rules/0/limit'],
    ['no window', { rules: [{ ...rule, window: 0 }] }, 'body/spend_limits/rules/0/window'],
    ['a wrong mode', { rules: [{ ...rule, model: { mode: 'all' } }] }, 'body/spend_limits/rules/0/model'],
    [
      'a filter without values',
      { rules: [{ ...rule, metadata: { user: { mode: 'filter' } } }] },
      'body/spend_limits/rules/0/metadata/user',
    ],
    ['an unknown key', { rules: [{ ...rule, amount: 5 }] }, 'body/spend_limits/rules/0/amount'],
    ['an id twice', { rules: [rule, rule] }, 'body/spend_limits/rules/1/id'],
    ['a technique', { rules: [{ ...rule, technique: 'monthly' }] }, 'body/spend_limits/rules/0/technique'],
  ])('%s: 7001', async (_, spend_limits, place) => {
    const { status, json } = await put(await sandbox(), { spend_limits });
    expect([status, json.errors.map(({ path }: { path: string[] }) => path.join('/'))]).toEqual([
      400,
      [place],
    ]);
  });
});

test('the config has them in the same form, and says where one is wrong', () => {
  const read = (spendLimits: unknown) =>
    readSandboxConfig(JSON.stringify({ gateways: [{ id: 'g', spendLimits }] })).gateways[0]?.spendLimits;
  expect(read([{ limit: 5, window: 60, model: partition }])).toMatchObject([
    { id: 'rule-1', limit: 5, window: 60, enabled: true, technique: 'fixed', model: partition },
  ]);
  expect(() => read([{ limit: 5 }])).toThrow(
    'config.gateways[0].spendLimits.0.window: Expected number, more than 0',
  );
});
