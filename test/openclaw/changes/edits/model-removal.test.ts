import { describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { applyEdit } from '../../../../src/lib/json5/apply.js';
import { modelRemoval } from '../../../../src/openclaw/changes/edits/model-removal.js';
import { planSetup } from '../../../../src/openclaw/changes/setup-plan.js';
import { CONFIG, GATEWAY_URL, Home, SETUP } from '../../memory.js';

const ID = 'cloudflare-ai-gateway';
const A = `${ID}/openai/a`;
const B = `${ID}/openai/b`;
const dropped = { providerId: ID, ids: ['openai/b'] };

const withDefaults = (defaults: unknown, more: object = {}) => ({
  models: {
    providers: {
      [ID]: { models: [{ id: 'openai/a' }, { id: 'openai/b' }] },
      other: { models: [{ id: 'openai/b' }] },
    },
  },
  agents: { defaults, ...more },
});
const without = (config: unknown, what = dropped) =>
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects
  modelRemoval(config, what).edits.reduce<any>(applyEdit, config);

describe('a model that a block lists no more', () => {
  test('goes from its list, and from no other', () => {
    const { providers } = without(withDefaults({})).models;
    expect(providers[ID].models).toEqual([{ id: 'openai/a' }]);
    expect(providers.other.models).toEqual([{ id: 'openai/b' }]);
  });

  test.each<[string, unknown, unknown]>([
    [
      'a fallback',
      { model: { primary: A, fallbacks: [B, 'x/y'] } },
      { model: { primary: A, fallbacks: ['x/y'] } },
    ],
    ['the only fallback', { model: { primary: A, fallbacks: [B] } }, { model: { primary: A } }],
    ['an entry of the allow list', { modelPolicy: { allow: [B, A] } }, { modelPolicy: { allow: [A] } }],
    [
      'its only entry, without which it would allow every model',
      { modelPolicy: { allow: [B] } },
      { modelPolicy: { allow: [B] } },
    ],
    ['an entry of the older allow list', { models: { [A]: {}, [B]: {} } }, { models: { [A]: {} } }],
    [
      'an alias, where it names a fallback',
      { model: { primary: A, fallbacks: ['bee', 'x/y'] }, models: { [A]: {}, [B]: { alias: 'bee' } } },
      { model: { primary: A, fallbacks: ['x/y'] }, models: { [A]: {} } },
    ],
    [
      'settings of the user stay',
      { models: { [A]: {}, [B]: { alias: 'bee', params: { temperature: 1 } } } },
      { models: { [A]: {}, [B]: { alias: 'bee', params: { temperature: 1 } } } },
    ],
    [
      'another model stays',
      { model: { primary: A, fallbacks: ['x/openai/b'] } },
      { model: { primary: A, fallbacks: ['x/openai/b'] } },
    ],
  ])('%s', (_name, defaults, expected) => {
    expect(without(withDefaults(defaults)).agents.defaults).toEqual(expected);
  });

  test('what still names it is said', () => {
    const config = withDefaults(
      { heartbeat: { model: B } },
      { list: [{ id: 'x', models: { [B]: { params: {} } } }] },
    );
    expect(modelRemoval(config, dropped).notes).toEqual([
      'agents.defaults.heartbeat.model still names a model that is no longer listed.',
      expect.stringContaining('agents.list[0].models'),
    ]);
  });
});

test('a setup drops models last, and keeps every other byte', async () => {
  const text = `{
  // mine
  models: { providers: { "${ID}": {
    auth: "api-key", apiKey: "\${CLOUDFLARE_AI_GATEWAY_API_KEY}", baseUrl: "${GATEWAY_URL}/compat", api: "openai-completions",
    models: [
      { id: "openai/b", name: "B" }, // goes
      { id: "openai/gpt-4o-mini", name: "mini", compat: { supportsUsageInStreaming: true } },
      { id: "openai/c", name: "C" },
    ],
  } } },
  plugins: { entries: { "${ID}": { enabled: false } } },
  agents: { defaults: { model: { primary: "${ID}/openai/b", fallbacks: ["${ID}/openai/c"] } } },
}
`;
  const home = new Home({ [CONFIG]: text });
  const plan = planSetup(
    { ...SETUP, token: undefined, dropped: { providerId: ID, ids: ['openai/b', 'openai/c'] } },
    await home.current(),
  );
  const { models, agents } = JSON5.parse(plan.configAfter);
  expect(models.providers[ID].models.map(({ id }: { id: string }) => id)).toEqual(['openai/gpt-4o-mini']);
  expect(agents.defaults.model).toEqual({ primary: `${ID}/openai/gpt-4o-mini` });
  expect(plan.configAfter).toContain('// mine');
  expect(plan.configAfter).toContain(
    '{ id: "openai/gpt-4o-mini", name: "mini", compat: { supportsUsageInStreaming: true } }',
  );
});
