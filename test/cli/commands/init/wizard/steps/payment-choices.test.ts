import { describe, expect, test } from '@jest/globals';
import {
  firstWay,
  provenWay,
  refusalText,
  type Trial,
  wayChoices,
} from '../../../../../../src/cli/commands/init/wizard/steps/payment-choices.js';
import { makeDiagnosis } from '../../../../../../src/diagnosis/reading/diagnosis.js';

const noKey = makeDiagnosis('provider-key-missing', {}, []);
const trial = (provider: string, more: Partial<Trial> = {}): Trial => ({
  provider,
  models: [`${provider}/x`],
  unlisted: [],
  stored: 'works',
  hasStoredKey: false,
  open: false,
  ...more,
});

describe('who pays is not asked', () => {
  test.each<[string, Trial[], Parameters<typeof provenWay>[1], string | undefined]>([
    ['credits', [trial('openai')], undefined, 'Cloudflare, from your credits (tested)'],
    [
      'a stored key',
      [trial('openai', { hasStoredKey: true })],
      undefined,
      'Cloudflare, with your key that is stored there (tested)',
    ],
    [
      'one of each',
      [trial('openai', { hasStoredKey: true }), trial('anthropic')],
      'stored',
      'Cloudflare (tested)',
    ],
    [
      'the own key of the setup, which works',
      [trial('openai', { asBefore: 'works' })],
      'own-key',
      'your own OpenAI key, as before (tested)',
    ],
  ])('%s', (_name, trials, before, answer) => {
    expect(provenWay(trials, before)?.answer).toBe(answer);
  });
});

test('what is tested for several providers is not said to work later', () => {
  const [way] = wayChoices('compat', [trial('openai'), trial('anthropic')]);
  expect(way?.description).toMatch(/^Tested: /);
  const [later] = wayChoices('compat', [trial('openai'), trial('grok', { stored: noKey })]);
  expect(later?.description).toMatch(/as soon as there are credits/);
});

test.each<[string, Trial['stored'], Parameters<typeof firstWay>[2], string]>([
  ['where it is set up', 'unclear', 'own-key', 'own-key'],
  ['not where Cloudflare has just refused to pay', noKey, 'stored', 'own-key'],
  ['at the own key that stays, whatever Cloudflare says', noKey, 'own-key', 'own-key'],
  ['at the first, where nothing is set up', 'unclear', undefined, 'stored'],
])('the menu begins %s', (_name, stored, before, way) => {
  const trials = [trial('openai', { stored })];
  expect(firstWay(wayChoices('compat', trials), trials, before)).toBe(way);
});

describe('who pays is asked', () => {
  test.each<[string, Trial[], Parameters<typeof provenWay>[1]]>([
    ['Cloudflare cannot pay', [trial('openai', { stored: noKey })], undefined],
    ['Cloudflare can pay only one of two', [trial('openai'), trial('grok', { stored: noKey })], undefined],
    ['it is unclear', [trial('openai', { stored: 'unclear' })], undefined],
    ['the own key of the setup no longer works', [trial('openai', { asBefore: noKey })], 'own-key'],
    [
      'the own key of the setup is for one of two',
      [trial('openai', { asBefore: 'works' }), trial('grok')],
      'own-key',
    ],
    ['there is no key any more', [trial('openai')], 'own-key-open'],
    ['nothing was tried', [], undefined],
  ])('%s', (_name, trials, before) => {
    expect(provenWay(trials, before)).toBeUndefined();
  });

  test.each<[string, Trial[], string[]]>([
    ['Cloudflare may pay', [trial('openai', { stored: 'unclear' })], ['stored', 'own-key', 'store']],
    ['Cloudflare cannot pay', [trial('openai', { stored: noKey })], ['own-key', 'store', 'stored']],
    ['the gateway is open', [trial('openai', { stored: noKey, open: true })], ['own-key-open', 'stored']],
    ['Workers AI, which has no keys', [trial('workers-ai', { stored: noKey })], ['own-key', 'stored']],
    ['two providers', [trial('openai', { stored: 'unclear' }), trial('grok')], ['stored']],
  ])('%s', (_name, trials, ways) => {
    expect(wayChoices('compat', trials).map(({ value }) => value)).toEqual(ways);
  });

  test('an answer is a label, not a sentence', () => {
    const [own, store, later] = wayChoices('compat', [trial('openai', { stored: noKey })]);
    expect([own?.short, store?.short, later?.short]).toEqual([
      'my own OpenAI key',
      'my own OpenAI key, stored at Cloudflare',
      'Cloudflare',
    ]);
  });
});

test.each([
  [[], 'Cloudflare cannot pay OpenAI: no OpenAI key is stored there, and its credits do not cover OpenAI.'],
  [['openai/x'], / Or there is no model openai\/x: the gateway does not list it\.$/],
])('why Cloudflare cannot pay, with %j unlisted', (unlisted, text) => {
  const said = refusalText(trial('openai', { unlisted }), noKey);
  if (typeof text === 'string') expect(said).toBe(text);
  else expect(said).toMatch(text);
});
