import { describe, expect, test } from '@jest/globals';
import type { ApiForm } from '../../../src/diagnosis/exchange/exchange.js';
import {
  type ModelFeatures,
  missingFeatures,
  modelFeatures,
  refusesMaxTokens,
  staleCompatKeys,
} from '../../../src/openclaw/blocks/model-features.js';

const USAGE = { supportsUsageInStreaming: true };
const LONG = { ...USAGE, maxTokensField: 'max_completion_tokens' };
const effort = (words: string) => ({
  supportsReasoningEffort: true,
  supportedReasoningEfforts: words.split(' '),
});

describe('what an entry says of its model', () => {
  test.each<[string, ApiForm, ModelFeatures]>([
    // Chat completions: a stream without usage has no token counts.
    ['openai/gpt-4o-mini', 'openai-completions', { compat: USAGE }],
    ['custom-mine/x', 'openai-completions', { compat: USAGE }],
    ['dynamic/support', 'openai-completions', { compat: USAGE }],
    // Models that think and take the effort along with tools.
    [
      'openai/gpt-5-mini',
      'openai-completions',
      { reasoning: true, compat: { ...LONG, ...effort('minimal low medium high') } },
    ],
    [
      'gpt-5-mini-2025-08-07',
      'openai-completions',
      { reasoning: true, compat: { ...LONG, ...effort('minimal low medium high') } },
    ],
    [
      'openai/o4-mini',
      'openai-completions',
      { reasoning: true, compat: { ...LONG, ...effort('low medium high') } },
    ],
    [
      'google-ai-studio/gemini-2.5-flash',
      'openai-completions',
      { reasoning: true, compat: { ...USAGE, ...effort('low medium high') } },
    ],
    [
      'google/gemini-3-flash-preview',
      'openai-completions',
      { reasoning: true, compat: { ...USAGE, ...effort('minimal low medium high') } },
    ],
    [
      'groq/qwen/qwen3.6-27b',
      'openai-completions',
      { reasoning: true, compat: { ...USAGE, ...effort('none default') } },
    ],
    [
      '@cf/openai/gpt-oss-20b',
      'openai-completions',
      { reasoning: true, compat: { ...USAGE, ...effort('low medium high') } },
    ],
    ['workers-ai/@cf/openai/gpt-oss-20b', 'openai-completions', { compat: USAGE }],
    ['openrouter/openai/gpt-5', 'openai-completions', { reasoning: true, compat: LONG }],
    // OpenAI rejects effort and tools together on chat completions.
    ['openai/gpt-5.4', 'openai-completions', { reasoning: true, compat: LONG }],
    ['openai/gpt-5.5', 'openai-completions', { reasoning: true, compat: LONG }],
    // And takes tools for this one only with none.
    [
      'openai/gpt-5.6-luna',
      'openai-completions',
      {
        reasoning: true,
        compat: {
          ...LONG,
          ...effort('none'),
          reasoningEffortMap: { minimal: 'none', low: 'none', medium: 'none', high: 'none' },
        },
      },
    ],
    ['openai/gpt-6-luna', 'openai-completions', { reasoning: true, compat: LONG }],
    ['openai/gpt-5-chat-latest', 'openai-completions', { compat: LONG }],
    // Anthropic ignores the field, the others have another one.
    ['anthropic/claude-sonnet-5', 'openai-completions', { compat: USAGE }],
    ['deepseek/deepseek-v4-pro', 'openai-completions', { compat: USAGE }],
    ['grok/grok-4.5', 'openai-completions', { compat: USAGE }],
    ['mistral/mistral-large-4', 'openai-completions', { compat: USAGE }],
    // Responses, Anthropic's and Google's forms report usage by themselves.
    ['gpt-4o', 'openai-responses', {}],
    [
      'gpt-5.4',
      'openai-responses',
      {
        reasoning: true,
        compat: { supportedReasoningEfforts: ['none', 'low', 'medium', 'high', 'xhigh'] },
      },
    ],
    ['gpt-5-mystery', 'openai-responses', { reasoning: true }],
    ['claude-sonnet-5', 'anthropic-messages', { reasoning: true }],
    ['claude-haiku-4-5-20251001', 'anthropic-messages', { reasoning: true }],
    ['claude-3-5-haiku-20241022', 'anthropic-messages', {}],
    ['gemini-2.5-pro', 'google-generative-ai', { reasoning: true }],
    ['gemini-2.0-flash', 'google-generative-ai', {}],
  ])('%s by %s', (id, api, expected) => {
    expect(modelFeatures(id, api)).toEqual(expected);
  });
});

test.each([
  ['openai/gpt-5', true],
  ['gpt-5.1', true],
  ['gpt-6-luna', true],
  ['openai/o3-mini', true],
  ['openai/gpt-4o', false],
  ['groq/gpt-5-clone', false],
])('max_tokens is refused by %s: %s', (id, expected) => {
  expect(refusesMaxTokens(id)).toBe(expected);
});

describe('what an entry lacks', () => {
  const wanted = modelFeatures('openai/gpt-5', 'openai-completions');
  test.each<[string, Record<string, unknown>, ModelFeatures]>([
    ['all of it', {}, wanted],
    ['nothing', { ...wanted }, {}],
    [
      'not what the user has turned off',
      {
        reasoning: false,
        compat: { supportsUsageInStreaming: false, maxTokensField: 'max_completion_tokens' },
      },
      {},
    ],
    [
      'no efforts where the user wants none',
      { reasoning: true, compat: { ...LONG, supportsReasoningEffort: false } },
      {},
    ],
    [
      'the only field that works',
      { ...wanted, compat: { ...wanted.compat, maxTokensField: 'max_tokens' } },
      { compat: { maxTokensField: 'max_completion_tokens' } },
    ],
  ])('%s', (_name, entry, expected) => {
    expect(missingFeatures(entry, wanted)).toEqual(expected);
  });
});

test.each<[string, Record<string, unknown>, ApiForm, string[]]>([
  ['gpt-5', { compat: { ...LONG, requiresStringContent: true } }, 'openai-responses', Object.keys(LONG)],
  ['gpt-5', { compat: LONG }, 'openai-completions', []],
  ['gpt-5', { compat: { maxTokensField: 'max_tokens' } }, 'openai-responses', []],
  ['claude-sonnet-5', {}, 'anthropic-messages', []],
])('left over from another form: %s %j as %s', (id, entry, api, expected) => {
  expect(staleCompatKeys(entry, id, modelFeatures(id, api))).toEqual(expected);
});
