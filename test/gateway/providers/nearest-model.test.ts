import { expect, test } from '@jest/globals';
import { nearestModel } from '../../../src/gateway/providers/nearest-model.js';

const OFFERED = [
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
  'openai/gpt-5.1',
  'anthropic/claude-haiku-4-5',
  'workers-ai/@cf/moonshotai/kimi-k2.6',
  'groq/openai/gpt-oss-120b',
  'openrouter/openai/gpt-oss-120b',
];

test.each<[string, string, string | undefined, boolean | undefined]>([
  ['a name without its prefix', 'kimi-k2.6', 'workers-ai/@cf/moonshotai/kimi-k2.6', true],
  ['Workers AI’s own form', '@cf/moonshotai/kimi-k2.6', 'workers-ai/@cf/moonshotai/kimi-k2.6', true],
  ['dots for hyphens', 'anthropic/claude-haiku-4.5', 'anthropic/claude-haiku-4-5', true],
  ['another provider’s prefix', 'opneai/gpt-4o', 'openai/gpt-4o', true],
  ['a letter left out', 'openai/gpt-4o-min', 'openai/gpt-4o-mini', false],
  ['two letters swapped', 'openai/gpt-4o-mnii', 'openai/gpt-4o-mini', false],
  ['another version is another model', 'openai/gpt-5.2', undefined, undefined],
  ['a model that two providers sell', 'gpt-oss-120b', undefined, undefined],
  ['nothing close', 'openai/my-finetune', undefined, undefined],
])('%s', (_name, id, expected, isSame) => {
  expect(nearestModel(id, OFFERED)).toEqual(expected && { id: expected, isSame });
});
