import { describe, expect, test } from '@jest/globals';
import { GATEWAY_SETTINGS } from '../../scripts/docs/sandbox/setting-rows.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import {
  aig,
  ask,
  gatewayApi,
  gatewayUrl,
  logRows,
  REQUIRED_SETTINGS,
  sandbox,
  withGateway,
} from './client.js';

/** Settings that the management API gives a gateway: each works and is shown again, or is refused. */

const put = (box: Sandbox, settings: object) =>
  gatewayApi(box, '/my-gateway', { method: 'PUT', body: { ...REQUIRED_SETTINGS, ...settings } });
const shown = async (box: Sandbox) => (await gatewayApi(box, '/my-gateway')).json.result;

async function chat(box: Sandbox, content: string) {
  const reply = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: aig(box.token),
    body: { model: 'openai/gpt-4o-mini', messages: [{ role: 'user', content }] },
  });
  return {
    code: reply.json.internalCode ?? reply.status,
    dlp: JSON.parse(reply.headers['cf-aig-dlp'] ?? 'null'),
    cache: reply.headers['cf-aig-cache-status'],
  };
}

const code = async (box: Sandbox, content: string) => (await chat(box, content)).code;

const policy = (more: object = {}) => ({
  id: 'p1',
  enabled: true,
  action: 'BLOCK',
  check: ['REQUEST'],
  profiles: ['profile-a'],
  ...more,
});

const VALUES: Record<string, unknown> = {
  id: 'my-gateway',
  authentication: false,
  byok_only: true,
  cache_ttl: 60,
  cache_invalidate_on_update: true,
  collect_logs: false,
  rate_limiting_limit: 5,
  rate_limiting_interval: 60,
  rate_limiting_technique: 'sliding',
  retry_max_attempts: 3,
  retry_delay: 200,
  retry_backoff: 'exponential',
  dlp: { enabled: true, policies: [policy()] },
  guardrails: { prompt: { P1: 'BLOCK' }, response: { S13: 'FLAG' } },
};

// Rules of spend limits have a test of their own.
const kept = GATEWAY_SETTINGS.filter(({ has, name }) => has !== 'no' && name !== 'spend_limits');

test.each(kept.map(({ name }) => name))('%s is shown again', async (name) => {
  const box = await sandbox();
  expect((await put(box, { [name]: VALUES[name] })).json.result[name]).toEqual(VALUES[name]);
  expect((await shown(box))[name]).toEqual(VALUES[name]);
  const created = await gatewayApi(box, '', {
    body: { ...REQUIRED_SETTINGS, id: 'made', [name]: VALUES[name] },
  });
  if (name !== 'id') expect(created.json.result[name]).toEqual(VALUES[name]);
});

test('what GET shows can be sent back by PUT', async () => {
  const words = { request: ['secret'], response: [] };
  const box = await sandbox({ config: withGateway({ dlp: words, guardrails: words }) });
  const before = await shown(box);
  const { status, json } = await put(box, before);
  expect(status).toBe(200);
  expect({ ...json.result, modified_at: before.modified_at, created_at: before.created_at }).toEqual(before);
  expect(await code(box, 'a Secret')).toBe(2029);
});

test.each([['zdr'], ['new_at_cloudflare']])(
  '%s: refused, and nothing of the request is kept',
  async (name) => {
    const box = await sandbox();
    const before = await shown(box);
    const { status, json } = await put(box, { cache_ttl: 60, [name]: true });
    expect([status, json.errors[0].message]).toEqual([
      501,
      expect.stringContaining(`The setting ${name} is not`),
    ]);
    expect(await shown(box)).toEqual(before);
    const created = await gatewayApi(box, '', { body: { ...REQUIRED_SETTINGS, id: 'made', [name]: true } });
    expect([created.status, (await gatewayApi(box, '/made')).status]).toEqual([501, 404]);
  },
);

test('a value that is wrong comes before a setting that is missing', async () => {
  const { status, json } = await put(await sandbox(), { cache_ttl: 'x', zdr: true });
  expect([status, json.errors[0].code]).toEqual([400, 7001]);
});

describe('dlp', () => {
  test('a profile finds its own id, where its policy looks', async () => {
    const box = await sandbox();
    await put(box, {
      dlp: { enabled: true, policies: [policy(), policy({ check: ['RESPONSE'], profiles: ['profile-b'] })] },
    });
    expect(await code(box, 'hi')).toBe(200);
    expect(await code(box, 'here is Profile-A')).toBe(2029);
    expect(await code(box, '[say:here is profile-b]')).toBe(2030);
  });

  test('a flag is in a header, and in the log', async () => {
    const box = await sandbox();
    await put(box, {
      dlp: { enabled: true, policies: [policy({ action: 'FLAG', check: ['REQUEST', 'RESPONSE'] })] },
    });
    const finding = (check: string) => ({
      profile: { context: {}, entry_ids: ['sandbox-entry'], profile_id: 'profile-a' },
      policy_ids: ['p1'],
      check,
    });
    const { code: answered, dlp } = await chat(box, '[say:profile-a]');
    expect(answered).toBe(200);
    expect(dlp).toEqual({ findings: [finding('REQUEST'), finding('RESPONSE')], action: 'FLAG' });
    expect((await chat(box, 'hi')).dlp).toBeNull();
    const rows = await logRows(box);
    expect(rows.map((row: { dlp_action: string }) => row.dlp_action)).toEqual([null, 'FLAG']);
  });

  test.each([
    ['one action for all', { enabled: true, action: 'BLOCK', profiles: ['profile-a'] }, 2029],
    ['off', { enabled: false, action: 'BLOCK', profiles: ['profile-a'] }, 200],
    ['a policy that is off', { enabled: true, policies: [policy({ enabled: false })] }, 200],
    ['null', null, 200],
  ])('%s', async (_, dlp, expected) => {
    const box = await sandbox();
    expect((await put(box, { dlp })).json.result.dlp).toEqual(dlp);
    expect(await code(box, 'profile-a')).toBe(expected);
  });

  test('words of the config are found by any profile, and by none after a PUT without dlp', async () => {
    const box = await sandbox({ config: withGateway({ dlp: { request: ['secret'], response: [] } }) });
    expect((await shown(box)).dlp).toMatchObject({ policies: [{ check: ['REQUEST'], action: 'BLOCK' }] });
    expect(await code(box, 'secret')).toBe(2029);
    await put(box, {});
    expect(await code(box, 'secret')).toBe(200);
    await put(box, { dlp: { enabled: true, policies: [policy()] } });
    expect(await code(box, 'secret')).toBe(2029);
  });
});

describe('guardrails', () => {
  test.each([
    ['a category finds its name', { prompt: { S1: 'BLOCK' }, response: {} }, 'guardrails:S1', 2016],
    ['not that of another', { prompt: { S1: 'BLOCK' }, response: {} }, 'guardrails:S10', 200],
    ['nor in an answer', { prompt: {}, response: {} }, 'guardrails:S1', 200],
    ['in an answer', { prompt: {}, response: { P1: 'BLOCK' } }, '[say:guardrails:P1]', 2017],
    ['a flag lets it pass', { prompt: { S1: 'FLAG' }, response: {} }, 'guardrails:S1', 200],
  ])('%s', async (_, guardrails, content, expected) => {
    const box = await sandbox();
    await put(box, { guardrails });
    expect(await code(box, content)).toBe(expected);
  });

  test('words of the config are found by any category, and by none after a PUT without guardrails', async () => {
    const box = await sandbox({ config: withGateway({ guardrails: { request: ['bomb'], response: [] } }) });
    expect((await shown(box)).guardrails).toEqual({ prompt: { S1: 'BLOCK' }, response: {} });
    expect(await code(box, 'a bomb')).toBe(2016);
    await put(box, {});
    expect((await shown(box)).guardrails).toBeNull();
    expect(await code(box, 'a bomb')).toBe(200);
    await put(box, { guardrails: { prompt: { S9: 'BLOCK' }, response: {} } });
    expect(await code(box, 'a bomb')).toBe(2016);
  });
});

test.each([
  ['dlp', { enabled: true }],
  ['dlp', { enabled: true, policies: [policy({ action: 'WARN' })] }],
  ['dlp', 'on'],
  ['guardrails', { prompt: { S14: 'BLOCK' }, response: {} }],
  ['guardrails', { prompt: {} }],
])('%s %j: 7001', async (name, value) => {
  const { status, json } = await put(await sandbox(), { [name]: value });
  expect([status, json.errors[0].code, json.errors[0].path]).toEqual([400, 7001, ['body', name]]);
});

test('cache_invalidate_on_update: a PUT empties the cache of its gateway', async () => {
  const box = await sandbox();
  const cached = async () => (await chat(box, 'hi')).cache;
  await put(box, { cache_ttl: 60 });
  expect([await cached(), await cached()]).toEqual(['MISS', 'HIT']);
  await put(box, { cache_ttl: 60 });
  expect(await cached()).toBe('HIT');
  await put(box, { cache_ttl: 60, cache_invalidate_on_update: true });
  expect([await cached(), await cached()]).toEqual(['MISS', 'HIT']);
});

describe('stored keys', () => {
  const store = (box: Sandbox, more: object) =>
    gatewayApi(box, '/my-gateway/provider_configs', {
      body: {
        ...{
          provider_slug: 'mistral',
          alias: 'work',
          default_config: false,
          secret: 'sandbox-mistral-key-good',
        },
        ...more,
      },
    });

  test.each([
    [{ rate_limit: 5 }, 'rate_limit'],
    [{ rate_limit: 5, rate_limit_period: 60 }, 'rate_limit'],
    [{ default_config: true }, 'default_config'],
  ])('%j is refused, as it has no effect', async (more, name) => {
    const box = await sandbox();
    const { status, json } = await store(box, more);
    expect([status, json.errors[0].message]).toEqual([501, expect.stringContaining(name)]);
    expect((await gatewayApi(box, '/my-gateway/provider_configs')).json.result).toHaveLength(1);
  });

  test('the default is the one with that alias', async () => {
    const box = await sandbox();
    const { json } = await store(box, { alias: 'default', default_config: true, rate_limit: null });
    expect(json.result).toMatchObject({ alias: 'default', default_config: true });
  });
});
