import { describe, expect, test } from '@jest/globals';
import { checkModelId, workersAiId } from '../../../src/gateway/providers/model-id-form.js';

describe('the form of a model id on a route', () => {
  test.each([
    ['compat', 'openai/gpt-4o-mini'],
    ['compat', 'google-ai-studio/gemini-2.5-flash'],
    ['compat', 'workers-ai/@cf/meta/llama-3.1-8b-instruct'],
    ['compat', '@cf/meta/llama-3.1-8b-instruct'],
    ['compat', 'dynamic/support'],
    ['compat', 'cloudflare/auto'],
    ['rest', 'cloudflare/auto'],
    ['compat', 'custom-ollama/llama3'],
    ['rest', 'google/gemini-2.5-flash'],
    ['rest', 'xai/grok-4'],
    ['openai', 'gpt-4o-mini'],
    ['openrouter', 'meta-llama/llama-3.3-70b-instruct:free'],
    ['workers-ai', '@cf/meta/llama-3.1-8b-instruct'],
    ['some-new-route', 'whatever'],
  ])('%s takes %s', (route, id) => {
    expect(checkModelId(route, id)).toBeUndefined();
  });

  test.each([
    ['compat', 'gpt-4o-mini', 'model-prefix-missing', 'openai/gpt-4o-mini'],
    ['compat', 'claude-sonnet-5', 'model-prefix-missing', 'anthropic/claude-sonnet-5'],
    ['compat', 'llama3', 'model-prefix-missing', undefined],
    ['compat', 'google/gemini-2.5-flash', 'model-prefix-unknown', 'google-ai-studio/gemini-2.5-flash'],
    ['compat', 'xai/grok-4', 'model-prefix-unknown', 'grok/grok-4'],
    [
      'compat',
      'cf/meta/llama-3.1-8b-instruct',
      'model-prefix-unknown',
      'workers-ai/@cf/meta/llama-3.1-8b-instruct',
    ],
    ['rest', 'cf/meta/llama-3.1-8b-instruct', 'model-prefix-unknown', '@cf/meta/llama-3.1-8b-instruct'],
    ['compat', 'opnai/gpt-4o', 'model-prefix-unknown', 'openai/gpt-4o'],
    ['rest', 'google-ai-studio/gemini-2.5-flash', 'model-prefix-unknown', 'google/gemini-2.5-flash'],
    ['openai', 'openai/gpt-4o-mini', 'model-prefix-superfluous', 'gpt-4o-mini'],
    ['anthropic', 'anthropic/claude-sonnet-5', 'model-prefix-superfluous', 'claude-sonnet-5'],
    ['workers-ai', 'workers-ai/@cf/meta/llama', 'model-prefix-superfluous', '@cf/meta/llama'],
  ])('%s refuses %s: %s', (route, id, cause, expected) => {
    expect(checkModelId(route, id)).toMatchObject({ cause, values: { expected } });
  });
});

describe('an id of Workers AI without @cf/', () => {
  test.each<[route: string, id: string, expected: string | undefined]>([
    ['workers-ai', 'meta/llama', '@cf/meta/llama'],
    ['workers-ai', 'cf/meta/llama', '@cf/meta/llama'],
    ['workers-ai', 'workers-ai/meta/llama', '@cf/meta/llama'],
    ['workers-ai', '@cf/meta/llama', undefined],
    ['workers-ai', '@hf/meta/llama', undefined],
    ['workers-ai', 'llama', undefined],
    ['compat', 'workers-ai/meta/llama', 'workers-ai/@cf/meta/llama'],
    ['compat', 'cf/meta/llama', 'workers-ai/@cf/meta/llama'],
    ['compat', 'meta/llama', undefined],
    ['rest', 'cf/meta/llama', '@cf/meta/llama'],
    ['groq', 'cf/meta/llama', undefined],
  ])('%s: %s', (route, id, expected) => {
    expect(workersAiId(route, id)).toBe(expected);
  });
});
