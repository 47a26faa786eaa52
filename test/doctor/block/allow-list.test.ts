import { expect, test } from '@jest/globals';
import { allowList } from '../../../src/doctor/block/allow-list.js';
import { brief, findingsOf, inHome, PROVIDER } from '../home.js';

const GPT = `${PROVIDER}/openai/gpt-4o-mini`;
const look = (agents: Record<string, unknown>) =>
  inHome(async (home) => findingsOf(allowList, await home.inputs({ config: { agents } })));

test.each<[string, Record<string, unknown>, string[]]>([
  ['none', { defaults: { model: GPT } }, []],
  ['one that allows the model', { defaults: { model: GPT, models: { [GPT]: {} } } }, []],
  ['one that does not', { defaults: { model: GPT, models: { 'a/b': {} } } }, ['warn model-not-allowed']],
  [
    'one that replaces it',
    { defaults: { model: GPT, modelPolicy: { allow: ['a/*'] } } },
    ['warn model-primary-not-allowed'],
  ],
])('%s', async (_name, agents, expected) => {
  expect(brief(await look(agents))).toEqual(expected);
});

test('names the list, its entries and what is missing', async () => {
  const allow = ['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/6', 'a/7'];
  const [finding] = await look({ defaults: { model: GPT }, entries: { x: { modelPolicy: { allow } } } });
  expect(finding?.title).toContain('agents.entries.x.modelPolicy.allow');
  expect(finding?.evidence).toEqual([
    'agents.entries.x.modelPolicy.allow: a/1, a/2, a/3, a/4, a/5, a/6 and 1 more',
  ]);
  expect(finding?.remedy[0]).toBe(`Add what is missing: ${GPT}.`);
});
