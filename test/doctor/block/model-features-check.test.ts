import { expect, test } from '@jest/globals';
import { modelFeatures } from '../../../src/doctor/block/model-features-check.js';
import { brief, findingsOf, GATEWAY_URL, inHome } from '../home.js';

const USAGE = { supportsUsageInStreaming: true };
const entry = (id: string, more = {}) => ({ id, name: 'x', ...more });
const LOCAL = GATEWAY_URL.replace('https://gateway.ai.cloudflare.com', 'http://127.0.0.1:8787');
const UNCOUNTED = 'warn usage-not-reported';
const THOUGHTLESS = 'warn reasoning-not-used';

test.each<[string, Record<string, unknown>, string[], RegExp?]>([
  ['an entry that asks for usage', { models: [entry('openai/gpt-4o', { compat: USAGE })] }, []],
  [
    'one warning for all entries',
    { models: [entry('openai/gpt-4o'), entry('openai/gpt-4.1'), entry('openai/o1', { compat: USAGE })] },
    [UNCOUNTED, THOUGHTLESS],
    /openai\/gpt-4o, openai\/gpt-4\.1/,
  ],
  [
    'turned off by the user',
    { models: [entry('openai/gpt-4o', { compat: { supportsUsageInStreaming: false } })] },
    [],
  ],
  [
    'a local address, where OpenClaw asks by itself',
    { baseUrl: `${LOCAL}/compat`, models: [entry('openai/gpt-4o')] },
    [],
  ],
  [
    'a model that thinks, on a local address',
    { baseUrl: `${LOCAL}/compat`, models: [entry('openai/gpt-5')] },
    [THOUGHTLESS],
    /reasoning: true\./,
  ],
  [
    'the same, with all but the effort',
    { baseUrl: `${LOCAL}/compat`, models: [entry('openai/gpt-5', { reasoning: true })] },
    [],
  ],
  [
    'the effort on the real address',
    { models: [entry('openai/gpt-5', { reasoning: true, compat: USAGE })] },
    [THOUGHTLESS],
    /supportsReasoningEffort/,
  ],
  [
    'Claude in its own form',
    { baseUrl: `${GATEWAY_URL}/anthropic`, api: 'anthropic-messages', models: [entry('claude-sonnet-5')] },
    [THOUGHTLESS],
    /reasoning: true/,
  ],
  [
    "an entry's own form",
    {
      models: [
        entry('claude-sonnet-5', {
          baseUrl: `${GATEWAY_URL}/anthropic`,
          api: 'anthropic-messages',
          reasoning: true,
        }),
      ],
    },
    [],
  ],
  [
    'a model that takes tools only without reasoning',
    { models: [entry('openai/gpt-5.6-luna', { compat: USAGE })] },
    ['warn tools-with-effort'],
    /--recipe openai/,
  ],
  ['a model that cannot think on this route', { models: [entry('openai/gpt-5.4', { compat: USAGE })] }, []],
  ['no models', { models: [] }, []],
])('%s', async (_name, block, expected, text = /^/) => {
  await inHome(async (home) => {
    const found = await findingsOf(modelFeatures, await home.inputs({ block }));
    expect(brief(found)).toEqual(expected);
    expect(JSON.stringify(found.flatMap(({ evidence, remedy }) => [...evidence, ...remedy]))).toMatch(text);
  });
});

test('OpenClaw before 2026.4.9 asks for usage by itself', async () => {
  await inHome(async (home) => {
    const inputs = await home.inputs({ block: { models: [entry('openai/gpt-4o')] } });
    const withVersion = (version: string) => ({
      ...inputs,
      snapshot: { ...inputs.snapshot, installation: { command: 'x', folder: 'x', version } },
    });
    expect(brief(await findingsOf(modelFeatures, withVersion('2026.2.26')))).toEqual([]);
    expect(brief(await findingsOf(modelFeatures, withVersion('2026.4.9')))).toEqual([UNCOUNTED]);
  });
});
