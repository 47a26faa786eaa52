import { expect, test } from '@jest/globals';
import { catalogueModel, catalogueName } from '../../../../src/sandbox/provider/models/catalogue-id.js';

test.each([
  ['anthropic', 'claude-haiku-4-5', 'anthropic/claude-haiku-4.5'],
  ['anthropic', 'claude-haiku-4-5-20251001', 'anthropic/claude-haiku-4.5'],
  ['anthropic', 'claude-3-5-sonnet-20241022', 'anthropic/claude-3.5-sonnet'],
  ['anthropic', 'claude-sonnet-5', 'anthropic/claude-sonnet-5'],
  ['openai', 'gpt-4o-2024-08-06', 'openai/gpt-4o'],
  ['openai', 'gpt-5.6-luna', 'openai/gpt-5.6-luna'],
  ['google-ai-studio', 'gemini-2.5-flash', 'google/gemini-2.5-flash'],
  ['grok', 'grok-4.6', 'xai/grok-4.6'],
  ['workers-ai', '@cf/meta/llama-3.1-8b-instruct', '@cf/meta/llama-3.1-8b-instruct'],
  ['openrouter', 'openai/gpt-4o', 'openrouter/openai/gpt-4o'],
  ['custom-ollama', 'llama3.2', 'custom-ollama/llama3.2'],
  ['alibaba', 'qwen3.8-max', 'alibaba/qwen3.8-max'],
  ['openai', 'slow-2000', 'openai/slow-2000'],
  ['openai', '', ''],
])('%s, %s is %s', (slug, model, name) => {
  expect(catalogueName(slug, model)).toBe(name);
});

test.each([
  ['anthropic/claude-haiku-4.5', 'anthropic', 'claude-haiku-4-5'],
  ['google/gemini-2.5-flash', 'google-ai-studio', 'gemini-2.5-flash'],
  ['xai/grok-4.6', 'grok', 'grok-4.6'],
  ['@cf/meta/llama-3.1-8b-instruct', 'workers-ai', '@cf/meta/llama-3.1-8b-instruct'],
  ['nosuchvendor/x', undefined, 'x'],
])('%s is of %s', (id, slug, model) => {
  expect(catalogueModel(id)).toEqual({ slug, model });
});
