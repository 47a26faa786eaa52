import { describe, expect, test } from '@jest/globals';
import { fallbackModels, primaryModel } from '../../../src/openclaw/blocks/model-refs.js';
import { agentModels, modelRoles } from '../../../src/openclaw/blocks/model-roles.js';

const REF = 'gw/openai/gpt-4o';

/** A config with a value at a path such as `agents.list.0.model`. */
function configWith(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, key) => {
    return key === '0' ? [inner] : { [key]: inner };
  }, value);
}

const brief = (config: unknown) =>
  modelRoles(config).map(
    ({ agent, role, isFallback, model }) =>
      `${agent === undefined ? '' : `${agent}: `}${role}${isFallback ? ' (fallback)' : ''} = ${model.ref}`,
  );

describe('every place where a model is chosen', () => {
  const BELOW_AGENT = [
    'model',
    'heartbeat.model',
    'subagents.model',
    'utilityModel',
    'decisionModel',
    'imageModel',
    'pdfModel',
    'voiceModel',
    'mediaModels.image',
    'mediaModels.video',
    'mediaModels.music',
    'imageGenerationModel',
    'compaction.model',
    'compaction.memoryFlush.model',
    'embeddedAgent.cyberFailover.model',
    'tools.exec.reviewer.model',
    'tts.summaryModel',
  ];
  const BELOW_ROOT = [
    'hooks.gmail.model',
    'channels.modelByChannel.slack.C012345',
    'channels.clickclack.model',
    'channels.discord.voice.model',
    'channels.discord.accounts.one.voice.model',
    'channels.feishu.tts.summaryModel',
    'tools.exec.reviewer.model',
    'tools.media.image.preferredModel',
    'tts.summaryModel',
    'messages.tts.summaryModel',
    'plugins.entries.active-memory.config.model',
    'plugins.entries.active-memory.config.modelFallback',
    'plugins.entries.llm-task.config.defaultModel',
    'plugins.entries.logbook.config.visionModel',
    'plugins.entries.memory-core.config.dreaming.model',
    'plugins.entries.memory-core.config.dreaming.phases.rem.execution.model',
  ];

  test.each(BELOW_AGENT)('agents.*.%s, as text', (role) => {
    expect(brief(configWith(`agents.defaults.${role}`, REF))).toEqual([`${role} = ${REF}`]);
    expect(brief(configWith(`agents.entries.coder.${role}`, REF))).toEqual([`coder: ${role} = ${REF}`]);
    expect(brief(configWith(`agents.list.0.${role}`, REF))).toEqual([`0: ${role} = ${REF}`]);
  });

  test.each(['model', 'subagents.model', 'imageModel', 'pdfModel', 'mediaModels.video'])(
    'agents.*.%s, as an object',
    (role) => {
      const value = { primary: REF, fallbacks: ['a/b', 7, ''] };
      expect(brief(configWith(`agents.defaults.${role}`, value))).toEqual([
        `${role} = ${REF}`,
        `${role} (fallback) = a/b`,
      ]);
      expect(brief(configWith(`agents.entries.x.${role}`, { fallbacks: ['a/b'] }))).toEqual([
        `x: ${role} (fallback) = a/b`,
      ]);
    },
  );

  test.each(BELOW_ROOT)('%s', (role) => {
    expect(brief(configWith(role, REF))).toEqual([`${role} = ${REF}`]);
  });

  test.each([
    ['hooks.mappings.0.model', 'hooks.mappings[0].model'],
    ['channels.modelByChannel.discord.a b', 'channels.modelByChannel.discord["a b"]'],
  ])('%s', (place, role) => {
    expect(brief(configWith(place, REF))).toEqual([`${role} = ${REF}`]);
  });

  test.each(['tools.media.models.0', 'tools.media.image.models.0'])(
    '%s: provider and model apart',
    (place) => {
      const config = configWith(place, { provider: 'gw', model: 'openai/gpt-4o' });
      expect(brief(config)).toEqual([`${place.replace('.0', '[0]')} = ${REF}`]);
      expect(modelRoles(config)[0]?.model.path.at(-1)).toBe('model');
      expect(brief(configWith(place, { type: 'cli', command: 'x' }))).toEqual([]);
    },
  );

  test('the names of agents in the older list', () => {
    const config = { agents: { list: [{ id: 'coder', model: REF }, { model: REF }, 'text', null] } };
    expect(agentModels(config).map(({ agent }) => agent)).toEqual(['coder', '1']);
  });

  test.each<unknown>([
    undefined,
    null,
    [],
    'text',
    { agents: null },
    {
      agents: {
        defaults: { model: 7, heartbeat: 'x', subagents: [REF], imageModel: { primary: 7, fallbacks: 'x' } },
      },
    },
    {
      agents: { entries: [REF], list: { a: REF } },
      hooks: { mappings: 'x' },
      channels: { modelByChannel: { slack: REF } },
    },
    { agents: { defaults: { model: '  ' } } },
  ])('the wrong type is no choice: %j', (config) => {
    expect(modelRoles(config)).toEqual([]);
  });
});

describe('aliases', () => {
  const config = (model: unknown, more: Record<string, unknown> = {}) => ({
    models: { providers: { gw: { models: [{ id: 'openai/gpt-4o' }, { id: 'only-here' }] } } },
    agents: {
      defaults: {
        model,
        models: { [REF]: { alias: 'Mini' }, 'gw/*': { alias: 'all' }, 'a/b': { alias: '' }, 'c/d': 7 },
      },
      ...more,
    },
  });

  test.each([
    ['mini', REF],
    ['MINI', REF],
    ['gw/mini', REF],
    ['other/mini', 'other/mini'],
    ['all', 'all'],
    ['only-here', 'gw/only-here'],
    ['nowhere', 'nowhere'],
    [REF, REF],
    ['GW/openai/gpt-4o', REF],
    ['GW/OpenAI/gpt-4o', 'gw/OpenAI/gpt-4o'],
  ])('%s is %s', (name, ref) => {
    expect(primaryModel(config(name))?.ref).toBe(ref);
    expect(fallbackModels(config({ fallbacks: [name] })).map((model) => model.ref)).toEqual([ref]);
  });

  test('a listed model of that name wins over a provider’s alias', () => {
    const { models, agents } = config('gw/mini');
    models.providers.gw.models.push({ id: 'mini' });
    expect(primaryModel({ models, agents })?.ref).toBe('gw/mini');
  });

  test('an agent’s own alias is only its own, and wins', () => {
    const entries = {
      coder: { model: 'mini', models: { 'x/y': { alias: 'mini' } } },
      calm: { model: 'mini' },
    };
    expect(agentModels(config('mini', { entries })).map(({ model }) => model.ref)).toEqual(['x/y', REF]);
  });
});

describe('an auth profile after the model', () => {
  test.each([
    ['gw/openai/gpt-4o@work', REF, '@work'],
    ['gw/workers-ai/@cf/meta/llama-3.1', 'gw/workers-ai/@cf/meta/llama-3.1', undefined],
    ['gw/@cf', 'gw/@cf', undefined],
    ['gw/claude@20250101', 'gw/claude@20250101', undefined],
    ['gw/claude@20250101@work', 'gw/claude@20250101', '@work'],
    ['gw/qwen@q4_k_m', 'gw/qwen@q4_k_m', undefined],
    ['gw/openai/gpt-4o@', 'gw/openai/gpt-4o@', undefined],
  ])('%s', (text, ref, profile) => {
    expect(primaryModel({ agents: { defaults: { model: text } } })).toMatchObject({ ref, profile });
  });
});
