import { expect, test } from '@jest/globals';
import { readBlock } from '../../../src/openclaw/blocks/block.js';

const listed = [{ id: 'claude-haiku-4-5', name: 'Haiku' }];

test.each<[string, string, Record<string, unknown>, string]>([
  ['as written', 'anthropic', { api: 'openai-completions', models: listed }, 'openai-completions'],
  ['of Anthropic with a list', 'anthropic', { models: listed }, 'anthropic-messages'],
  ['of Anthropic without one', 'anthropic', { models: [] }, 'openai-completions'],
  ['of any other provider', 'google', { models: listed }, 'openai-completions'],
])('the api %s', (_name, id, value, api) => {
  expect(readBlock(id, value).api).toBe(api);
});
