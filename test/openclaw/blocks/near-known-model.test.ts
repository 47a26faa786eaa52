import { expect, test } from '@jest/globals';
import { nearKnownModel } from '../../../src/openclaw/blocks/known-models.js';

test.each<[string, string, string | undefined]>([
  ['compat', 'kimi-k2.6', 'workers-ai/@cf/moonshotai/kimi-k2.6'],
  ['compat', 'anthropic/claude-haiku-4.5', 'anthropic/claude-haiku-4-5'],
  ['anthropic', 'claude-haiku-4.5', 'claude-haiku-4-5'],
  ['workers-ai', 'kimi-k2.6', '@cf/moonshotai/kimi-k2.6'],
  ['rest', 'moonshotai/kimi-k2.6', '@cf/moonshotai/kimi-k2.6'],
  ['anthropic', 'claude-haiku-4-5', undefined],
  ['openai', 'my-finetune', undefined],
  ['custom-mine', 'claude-haiku-4.5', undefined],
])('on %s, %s means %s', (route, id, expected) => {
  expect(nearKnownModel(route, id)?.id).toBe(expected);
});
