import { expect, test } from '@jest/globals';
import { commonPart, isModel, modelKey, withoutProvider } from '../../src/logs/logged-model.js';

test.each([
  ['anthropic', 'anthropic/claude-haiku-4.5', 'claude-haiku-4.5'],
  ['google-ai-studio', 'google/gemini-2.5-flash', 'gemini-2.5-flash'],
  ['google-ai-studio', 'google-ai-studio/gemini-2.5-flash', 'gemini-2.5-flash'],
  ['grok', 'xai/grok-4', 'grok-4'],
  ['workers-ai', '@cf/meta/llama-3.1-8b-instruct', '@cf/meta/llama-3.1-8b-instruct'],
  ['groq', 'openai/gpt-oss-120b', 'openai/gpt-oss-120b'],
  ['custom-ollama', 'custom-ollama/llama3.2', 'llama3.2'],
  ['openai', 'gpt-4o', 'gpt-4o'],
])('%s, %s', (provider, model, name) => {
  expect(withoutProvider(provider, model)).toBe(name);
});

test.each([
  ['anthropic', 'claude-haiku-4-5-20251001', 'anthropic/claude-haiku-4.5', true],
  ['anthropic', 'claude-haiku-4-5', 'anthropic/claude-haiku-5.5', false],
  ['openai', 'gpt-4o-2024-08-06', 'openai/gpt-4o', true],
  ['workers-ai', '@cf/a/model-0731', '@cf/a/model-0813', false],
])('%s: %s and %s are one model: %j', (provider, one, other, same) => {
  expect(modelKey(provider, one) === modelKey(provider, other)).toBe(same);
});

const CLAUDE = { provider: 'anthropic', model: 'anthropic/claude-haiku-4.5' };
const GEMINI = { provider: 'google-ai-studio', model: 'google/gemini-2.5-flash' };
const LLAMA = { provider: 'workers-ai', model: '@cf/meta/llama-3.1-8b-instruct' };

test.each([
  [CLAUDE, 'claude-haiku-4-5', true],
  [CLAUDE, 'claude-haiku-4-5-20251001', true],
  [CLAUDE, 'anthropic/claude-haiku-4-5', true],
  [CLAUDE, 'anthropic/claude-haiku-4.5', true],
  [CLAUDE, 'claude-haiku-5-5', false],
  [CLAUDE, 'haiku-4-5', false],
  [GEMINI, 'google-ai-studio/gemini-2.5-flash', true],
  [GEMINI, 'google/gemini-2.5-flash', true],
  [GEMINI, 'gemini-2.5-flash', true],
  [LLAMA, 'workers-ai/@cf/meta/llama-3.1-8b-instruct', true],
  [LLAMA, '@cf/meta/llama-3.1-8b-instruct', true],
])('a row %j is of %s: %j', (row, wanted, expected) => {
  expect(isModel(row, wanted)).toBe(expected);
});

test.each([
  ['gpt-4o', 'gpt-4o'],
  ['anthropic/claude-haiku-4-5', 'claude-haiku-4'],
  ['claude-haiku-4-5-20251001', 'claude-haiku-4'],
  ['claude-3-5-sonnet-20241022', 'claude-3'],
  ['workers-ai/@cf/meta/llama-3.1-8b-instruct', '8b-instruct'],
])('the filter for %s contains %s', (model, part) => {
  expect(commonPart(model)).toBe(part);
});
