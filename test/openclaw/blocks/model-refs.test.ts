import { expect, test } from '@jest/globals';
import { fallbackModels, parseModelRef, primaryModel } from '../../../src/openclaw/blocks/model-refs.js';

test.each([
  ['cloudflare-ai-gateway/openai/gpt-4o', 'cloudflare-ai-gateway', 'openai/gpt-4o'],
  [' a/b ', 'a', 'b'],
  ['b', '', 'b'],
  ['/b', '', 'b'],
])('the ref %j', (ref, providerId, modelId) => {
  expect(parseModelRef(ref)).toEqual({ ref: ref.trim(), providerId, modelId, path: [] });
});

test.each([[''], ['  '], [3], [undefined]])('%j is no ref', (ref) => {
  expect(parseModelRef(ref)).toBeUndefined();
});

test.each<[text: string, ref: string, profile: string | undefined]>([
  ['a/b@work', 'a/b', '@work'],
  [' a/b @work ', 'a/b', '@work'],
  ['a/b@me@example.com', 'a/b', '@me@example.com'],
  ['a/b@20250101', 'a/b@20250101', undefined],
  ['a/b@20250101@work', 'a/b@20250101', '@work'],
  ['a/b@q4_k_m', 'a/b@q4_k_m', undefined],
  ['a/b@iq4_xs@4bit@work', 'a/b@iq4_xs@4bit', '@work'],
  ['a/b@4bit@8bit@6bit', 'a/b@4bit@8bit', '@6bit'],
  ['a/b@4bits', 'a/b', '@4bits'],
  ['a/@cf/meta/llama', 'a/@cf/meta/llama', undefined],
  ['a/@cf/meta/llama@work', 'a/@cf/meta/llama', '@work'],
  ['a/@llama', 'a/@llama', undefined],
  ['a/b@', 'a/b@', undefined],
  ['b@work', 'b', '@work'],
  ['@work', '@work', undefined],
])('the profile of %j', (text, ref, profile) => {
  const found = primaryModel({ agents: { defaults: { model: text } } });
  expect([found?.ref, found?.profile]).toEqual([ref, profile]);
});

test('where the models are chosen', () => {
  const config = { agents: { defaults: { model: { primary: 'a/b', fallbacks: ['c/d', 3, 'e/f'] } } } };
  const path = ['agents', 'defaults', 'model'];
  expect(primaryModel(config)?.path).toEqual([...path, 'primary']);
  expect(fallbackModels(config).map((one) => [one.ref, one.path.at(-1)])).toEqual([
    ['c/d', 0],
    ['e/f', 2],
  ]);
  expect(fallbackModels({ agents: { defaults: { model: { fallbacks: 'a/b' } } } })).toEqual([]);
  expect(fallbackModels({ agents: { defaults: { model: 'a/b' } } })).toEqual([]);
});
