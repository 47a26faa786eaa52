import { describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import { planAddition } from '../../../src/openclaw/changes/additions.js';
import { planRepairs } from '../../../src/openclaw/changes/repairs/repair-plan.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { fittingEntry } from '../../../src/openclaw/changes/version-forms.js';
import { CONFIG, ENV, Home, SETUP, TOKEN } from '../memory.js';

const OLD = { installation: { version: '2026.2.23' } };
const REFERENCE = { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' };
const TEXT = `\${CLOUDFLARE_AI_GATEWAY_API_KEY}`;

const read = (home: Home) => JSON5.parse(home.files.get(CONFIG)!);
const keyOf = (home: Home, id = 'cloudflare-ai-gateway') => read(home).models.providers[id].apiKey;

/** Runs init with an OpenClaw of this version. */
async function init(home: Home, more: object = {}, setup: object = {}) {
  return home.write(planSetup({ ...SETUP, ...setup }, { ...(await home.current()), ...more }).writes);
}

describe('init writes what the installed OpenClaw takes', () => {
  test.each<[string | undefined, unknown, boolean]>([
    ['2026.1.29', TEXT, false],
    ['2026.2.23', TEXT, false],
    ['2026.2.26', REFERENCE, true],
    ['2026.9.6', REFERENCE, true],
    [undefined, REFERENCE, true],
  ])('OpenClaw %s', async (version, apiKey, hasPlugins) => {
    const home = new Home();
    await init(home, { installation: version ? { version } : undefined });
    expect(keyOf(home)).toEqual(apiKey);
    expect('plugins' in read(home)).toBe(hasPlugins);
  });

  test('a second run changes nothing', async () => {
    const home = new Home();
    await init(home, OLD);
    expect(await init(home, OLD)).toEqual([]);
  });

  test('after an update the text stays and the plugin is turned off', async () => {
    const home = new Home();
    await init(home, OLD);
    await init(home, { installation: { version: '2026.9.6' } });
    expect(keyOf(home)).toBe(TEXT);
    expect(read(home).plugins.entries).toEqual({ 'cloudflare-ai-gateway': { enabled: false } });
  });

  test('after a downgrade every block and the plugin entry get the old form', async () => {
    const home = new Home();
    await init(home);
    await init(home, {}, { providerId: 'second' });
    await init(home, OLD);
    expect([keyOf(home), keyOf(home, 'second')]).toEqual([TEXT, TEXT]);
    expect('plugins' in read(home)).toBe(false);
  });

  test('after a downgrade no listed model keeps a key that is refused', async () => {
    const home = new Home();
    const models = [{ id: 'openai/gpt-5' }, { id: 'openai/o3' }];
    await init(home, {}, { models });
    await init(home, OLD, { models: models.slice(0, 1) });
    const entries = read(home).models.providers['cloudflare-ai-gateway'].models;
    for (const { compat } of entries) {
      expect(compat.maxTokensField).toBe('max_completion_tokens');
      expect(compat.supportedReasoningEfforts).toBeUndefined();
    }
    expect(await init(home, OLD, { models })).toEqual([]);
  });

  test('other plugin entries stay', async () => {
    const home = new Home();
    home.files.set(CONFIG, '{ plugins: { entries: { "cloudflare-ai-gateway": {}, telegram: {} } } }');
    await init(home, OLD);
    expect(read(home).plugins).toEqual({ entries: { telegram: {} } });
  });

  test('the entry of a plugin that is installed is written', async () => {
    const home = new Home();
    await init(home, { ...OLD, plugin: '/state/extensions/cloudflare-ai-gateway' });
    expect(read(home).plugins.entries).toEqual({ 'cloudflare-ai-gateway': { enabled: false } });
  });
});

test.each([
  ['2026.2.26', 'CLOUDFLARE_AI_GATEWAY_TOKEN'],
  ['2026.9.6', 'CLOUDFLARE_AI_GATEWAY_API_KEY'],
])('the variable of the token beside an own key of Claude, OpenClaw %s', async (version, name) => {
  // The older ones take CLOUDFLARE_AI_GATEWAY_API_KEY for the block's key, whatever apiKey says.
  const home = new Home();
  const setup = { recipe: 'anthropic', payment: 'own-key', provider: 'anthropic' };
  await init(home, { installation: { version } }, setup);
  const { apiKey, headers } = read(home).models.providers['cloudflare-ai-gateway'];
  expect(apiKey.id).toBe('ANTHROPIC_API_KEY');
  expect(headers).toEqual({ 'cf-aig-authorization': `Bearer \${${name}}` });
  expect(home.files.get(ENV)).toContain(`${name}=${TOKEN}`);
  expect(await init(home, { installation: { version } }, setup)).toEqual([]);
});

describe('doctor --fix after a downgrade', () => {
  const repair = async (home: Home) => {
    const input = { ...(await home.current()), ...OLD };
    const [block] = findBlocks(input.config.value!, input.origins);
    return planRepairs({ ...input, block, findings: [{ cause: 'openclaw-too-old' }] });
  };

  test('rewrites what the installed version refuses, and nothing else', async () => {
    const home = new Home();
    await init(home);
    const before = read(home);
    home.write((await repair(home)).plan.writes);
    delete before.plugins;
    before.models.providers['cloudflare-ai-gateway'].apiKey = TEXT;
    expect(read(home)).toEqual(before);
  });

  test('leaves a reference to something else than a variable', async () => {
    const home = new Home();
    await init(home);
    home.files.set(CONFIG, home.files.get(CONFIG)!.replace('"env"', '"exec"'));
    const { fixed, left } = await repair(home);
    expect(fixed).toEqual([]);
    expect(left[0]?.why).toContain('apiKey refers to more than a variable');
  });
});

test.each([
  ['2026.2.23', { supportsUsageInStreaming: true, supportsReasoningEffort: true }],
  ['2026.1.29', { supportsReasoningEffort: true }],
])('compat keys of a model entry for OpenClaw %s', (version, compat) => {
  const entry = { id: 'm', compat: { supportsUsageInStreaming: true, supportsReasoningEffort: true } };
  expect(fittingEntry(entry, version)).toEqual({ id: 'm', compat });
});

test.each([
  [
    'low medium high',
    '2026.6.6',
    { supportsReasoningEffort: true, supportedReasoningEfforts: ['low', 'medium', 'high'] },
  ],
  ['low medium high', '2026.4.9', { supportsReasoningEffort: true }],
  // 2026.4.9 would send `medium`, which the model does not know.
  ['none high', '2026.4.9', undefined],
])('the efforts %s for OpenClaw %s', (words, version, compat) => {
  const efforts = { supportsReasoningEffort: true, supportedReasoningEfforts: words.split(' ') };
  expect(fittingEntry({ id: 'm', compat: efforts }, version)).toEqual({ id: 'm', compat });
});

test('an entry without any compat key that an old version takes has no compat', () => {
  const entry = { id: 'm', compat: { supportsUsageInStreaming: true } };
  expect(fittingEntry(entry, '2026.1.29')).toEqual({ id: 'm' });
});

test('--add-model fits the version too', async () => {
  const home = new Home();
  await init(home, OLD);
  const plan = planAddition('cloudflare-ai-gateway', ['openai/o3'], {
    ...(await home.current()),
    installation: { version: '2026.1.29' },
  });
  const { compat } = JSON5.parse(plan.configAfter).models.providers['cloudflare-ai-gateway'].models[1];
  expect(Object.keys(compat)).toEqual(['maxTokensField', 'supportsReasoningEffort']);
});
