import { describe, expect, test } from '@jest/globals';
import { refusesMaxTokens } from '../../../src/openclaw/blocks/model-features.js';
import { fallbackModels, primaryModel } from '../../../src/openclaw/blocks/model-refs.js';
import { normaliseModel } from '../../../src/openclaw/blocks/recipe-model-ids.js';
import {
  keyVariableOf,
  type RecipeName,
  recipeOfRoute,
  routeOfRecipe,
} from '../../../src/openclaw/blocks/recipes.js';

describe('model ids for each route', () => {
  /** recipe, provider given, typed, id, provider */
  const rows: [RecipeName, string | undefined, string, string, string][] = [
    ['compat', undefined, 'openai/gpt-4o', 'openai/gpt-4o', 'openai'],
    ['compat', undefined, 'gpt-4o', 'openai/gpt-4o', 'openai'],
    ['compat', 'openai', 'my-finetune', 'openai/my-finetune', 'openai'],
    ['compat', undefined, 'cloudflare-ai-gateway/openai/gpt-4o', 'openai/gpt-4o', 'openai'],
    ['compat', undefined, 'claude-sonnet-5', 'anthropic/claude-sonnet-5', 'anthropic'],
    ['compat', undefined, 'google/gemini-2.5-flash', 'google-ai-studio/gemini-2.5-flash', 'google-ai-studio'],
    ['compat', undefined, 'xai/grok-4', 'grok/grok-4', 'grok'],
    [
      'compat',
      undefined,
      '@cf/meta/llama-3.1-8b-instruct',
      'workers-ai/@cf/meta/llama-3.1-8b-instruct',
      'workers-ai',
    ],
    ['compat', undefined, 'dynamic/my-route', 'dynamic/my-route', 'dynamic'],
    ['compat', undefined, 'custom-mine/some-model', 'custom-mine/some-model', 'custom-mine'],
    ['compat', 'groq', 'openai/gpt-oss-120b', 'openai/gpt-oss-120b', 'openai'],
    ['compat', 'groq', 'groq/openai/gpt-oss-120b', 'groq/openai/gpt-oss-120b', 'groq'],
    ['compat', 'groq', 'llama-3.3-70b-versatile', 'groq/llama-3.3-70b-versatile', 'groq'],
    ['openai', undefined, 'openai/gpt-4o', 'gpt-4o', 'openai'],
    ['openai', undefined, 'gpt-5.1', 'gpt-5.1', 'openai'],
    ['openai', undefined, 'claude-sonnet-5', 'claude-sonnet-5', 'anthropic'],
    ['anthropic', 'anthropic', ' anthropic/claude-sonnet-5 ', 'claude-sonnet-5', 'anthropic'],
    ['google', undefined, 'models/gemini-2.5-flash', 'gemini-2.5-flash', 'google-ai-studio'],
    ['google', undefined, 'google-ai-studio/gemini-2.5-flash', 'gemini-2.5-flash', 'google-ai-studio'],
    [
      'workers-ai',
      undefined,
      'workers-ai/@cf/meta/llama-3.1-8b-instruct',
      '@cf/meta/llama-3.1-8b-instruct',
      'workers-ai',
    ],
    ['rest', undefined, 'gpt-4o', 'openai/gpt-4o', 'openai'],
    ['rest', undefined, 'google-ai-studio/gemini-2.5-flash', 'google/gemini-2.5-flash', 'google-ai-studio'],
    ['rest', 'google-ai-studio', 'gemini-2.5-flash', 'google/gemini-2.5-flash', 'google-ai-studio'],
    ['rest', undefined, 'grok/grok-4', 'xai/grok-4', 'grok'],
    [
      'rest',
      undefined,
      'workers-ai/@cf/meta/llama-3.1-8b-instruct',
      '@cf/meta/llama-3.1-8b-instruct',
      'workers-ai',
    ],
  ];
  test.each(rows)('%s, %s: %s', (recipe, provider, model, id, slug) => {
    expect(normaliseModel(recipe, provider, model)).toEqual({ id, provider: slug });
    // Idempotent.
    expect(normaliseModel(recipe, provider, id)).toEqual({ id, provider: slug });
  });
});

test.each([
  ['openai/gpt-5', true],
  ['gpt-5.1-mini', true],
  ['openai/o3', true],
  ['o4-mini', true],
  ['openai/gpt-4o', false],
  ['groq/gpt-5-clone', false],
  ['openai/omni-moderation', false],
])('%s refuses max_tokens: %s', (id, refuses) => {
  expect(refusesMaxTokens(id)).toBe(refuses);
});

test('recipes and routes map to each other', () => {
  expect(routeOfRecipe('google')).toBe('google-ai-studio');
  expect(recipeOfRoute('google-ai-studio')).toBe('google');
  expect(recipeOfRoute('groq')).toBeUndefined();
});

test.each([
  ['openai', 'OPENAI_API_KEY'],
  ['google-ai-studio', 'GEMINI_API_KEY'],
  ['workers-ai', 'CLOUDFLARE_WORKERS_AI_API_KEY'],
  ['custom-my-own', 'CUSTOM_MY_OWN_API_KEY'],
])('the key of %s is in %s', (slug, variable) => {
  expect(keyVariableOf(slug)).toBe(variable);
});

describe('model refs', () => {
  const model = (value: unknown) => ({ agents: { defaults: { model: value } } });
  test.each([
    [
      'text',
      model('a/b/c'),
      { ref: 'a/b/c', providerId: 'a', modelId: 'b/c', path: ['agents', 'defaults', 'model'] },
    ],
    [
      'an object',
      model({ primary: 'a/b' }),
      { ref: 'a/b', providerId: 'a', modelId: 'b', path: ['agents', 'defaults', 'model', 'primary'] },
    ],
    [
      'no slash',
      model('b'),
      { ref: 'b', providerId: '', modelId: 'b', path: ['agents', 'defaults', 'model'] },
    ],
    ['blank', model(' '), undefined],
    ['a number', model(3), undefined],
    ['nothing', {}, undefined],
  ])('%s', (_name, config, wanted) => {
    expect(primaryModel(config)).toEqual(wanted);
  });

  test('fallbacks', () => {
    expect(fallbackModels(model({ fallbacks: ['a/b', 3, 'c/d'] })).map(({ ref }) => ref)).toEqual([
      'a/b',
      'c/d',
    ]);
  });
});
