import { expect, test } from '@jest/globals';
import { probablyMeant } from '../../../src/openclaw/blocks/unlisted-model.js';

const MINI = 'openai/gpt-4o-mini';
const HAIKU = 'anthropic/claude-haiku-4-5';

test.each<[string, string, string[], string | undefined]>([
  ['a slip', 'openai/gpt-4o-mimi', [MINI], MINI],
  ['a letter left out', 'openai/gpt-4o-min', [MINI, HAIKU], MINI],
  ['a zero for an o', 'openai/gpt-40-mini', [MINI], MINI],
  ['another word', 'openai/gpt-4o-typo', [MINI, HAIKU], MINI],
  ['a name that no provider has', 'openai/gpt-nope', [MINI, HAIKU], MINI],
  ['a slip in the other one', 'anthropic/claude-hauku-4-5', [MINI, HAIKU], HAIKU],
  ['a slip in a well-known model', 'openai/gpt-4o-mimi', [HAIKU], MINI],
  ['a dot for a hyphen', 'anthropic/claude-haiku-4.5', [MINI, HAIKU], HAIKU],
  ['a hyphen for a dot', 'openai/gpt-5-5', ['openai/gpt-5'], 'openai/gpt-5.5'],
  ['a hyphen left out', 'openai/gpt4o-mini', [MINI], MINI],
  ['a hyphen left out between digits', 'anthropic/claude-haiku-45', [HAIKU], HAIKU],
  ['capitals', 'OpenAI/GPT-4o-mini', [MINI], MINI],
  ['as listed', MINI, [MINI], undefined],
  ['a well-known model', 'openai/gpt-4.1-mini', [MINI], undefined],
  ['a dated version of one', 'openai/gpt-4o-2024-08-06', ['openai/gpt-4o-mini'], undefined],
  ['a version that is newer than the tables', 'openai/gpt-9.7', ['openai/gpt-5'], undefined],
  [
    'a larger model of the family',
    'workers-ai/@cf/meta/llama-9.3-70b-instruct-fp8-fast',
    ['workers-ai/@cf/meta/llama-9.1-8b-instruct'],
    undefined,
  ],
  [
    'a variant of a listed one',
    'workers-ai/@cf/new/model-1-instruct-awq',
    ['workers-ai/@cf/new/model-1-instruct'],
    undefined,
  ],
  [
    'a letter too many',
    'workers-ai/@cf/new/model-11',
    ['workers-ai/@cf/new/model-1l'],
    'workers-ai/@cf/new/model-1l',
  ],
  ['another variant with its number', 'openai/gpt-9.1-codex-mini', ['openai/gpt-5-mini'], undefined],
  ['a dynamic route', 'dynamic/gpt-4o-mini', [MINI, 'dynamic/gpt-4o-mimi'], undefined],
  ['Auto Router', 'cloudflare/auto', [MINI], undefined],
  ['a custom provider', 'custom-mine/gpt-4o-mini', [MINI], undefined],
  ['nothing similar', 'mistral/some-new-model', [MINI, HAIKU], undefined],
  ['no list', 'openai/gpt-4o-mimi', [], undefined],
])('%s: %s', (_name, id, listed, meant) => {
  const models = listed.map((one) => ({ id: one, raw: {}, path: [] }));
  expect(probablyMeant({ models }, 'compat', id)).toBe(meant);
});
