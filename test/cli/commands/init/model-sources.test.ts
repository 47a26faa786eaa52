import { describe, expect, test } from '@jest/globals';
import type { PartialAnswers } from '../../../../src/cli/commands/init/answers/answers.js';
import { setupOf } from '../../../../src/cli/commands/init/answers/plan-for.js';
import type { Session } from '../../../../src/cli/commands/init/wizard/session.js';
import { modelsStep } from '../../../../src/cli/commands/init/wizard/steps/ask-models.js';
import { environmentOf } from '../../../../src/openclaw/secrets/environment.js';

/** The lists, the requests, the choices and the message. */
async function play(
  known: PartialAnswers,
  gateway: string[] | undefined,
  own: Record<string, string[]>,
): Promise<{ offered: string[]; said: string; asked: string[] }> {
  const seen = { offered: [] as string[], said: '', asked: [] as string[] };
  const session = {
    options: {},
    snapshot: { blocks: [], config: {} },
    models: async () => gateway,
    whyNoModels: async () => undefined,
    modelsOf: async (slug: string) => {
      seen.asked.push(slug);
      return own[slug];
    },
    say: (text: string) => {
      seen.said += text;
    },
    asker: {
      busy: (_text: string, work: Promise<unknown>) => work,
      tick: async ({ choices }: { choices(typed: string): { value: string }[] }) => {
        seen.offered = choices('').map(({ value }) => value);
        return [seen.offered[0]];
      },
    },
  } as unknown as Session;
  await modelsStep(session, {}).run(known, false);
  return seen;
}

const ANTHROPIC: PartialAnswers = { provider: 'anthropic' };
const OWN = { anthropic: ['anthropic/claude-next'] };
const OPENAI = ['openai/gpt-4o-mini'];

describe('sources of the model list', () => {
  test.each<
    [string, PartialAnswers, string[] | undefined, Record<string, string[]>, string, string[], RegExp]
  >([
    // answers, the gateway's list, the providers' lists, the first model, requests, the message
    ['the gateway', {}, OPENAI, OWN, 'openai/gpt-4o-mini', [], /^$/],
    ['the gateway, for one provider', ANTHROPIC, ['anthropic/a', ...OPENAI], OWN, 'anthropic/a', [], /^$/],
    ['the provider', ANTHROPIC, undefined, OWN, 'anthropic/claude-next', ['anthropic'], /^$/],
    [
      'the provider, as its route wants it',
      { recipe: 'anthropic' },
      undefined,
      OWN,
      'claude-next',
      ['anthropic'],
      /^$/,
    ],
    [
      'the provider, where the gateway has none of it',
      ANTHROPIC,
      OPENAI,
      OWN,
      'anthropic/claude-next',
      ['anthropic'],
      /^$/,
    ],
    [
      'the table',
      ANTHROPIC,
      OPENAI,
      {},
      'anthropic/claude-haiku-4-5',
      ['anthropic'],
      /no list of models of Anthropic; this list is from [A-Z][a-z]+ 20\d\d\./,
    ],
    [
      'the table, for all',
      {},
      undefined,
      OWN,
      'openai/gpt-4o-mini',
      [],
      /no list of models; this list is from/,
    ],
    [
      'the table, of a provider without a list',
      { provider: 'workers-ai' },
      undefined,
      OWN,
      'workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast',
      [],
      /no list of models; /,
    ],
  ])('%s', async (_name, known, gateway, own, first, asked, said) => {
    const seen = await play(known, gateway, own);
    expect(seen.offered[0]).toBe(first);
    expect(seen.asked).toEqual(asked);
    expect(seen.said).toMatch(said);
  });
});

test.each<[string, string, { providerKeyEnv?: string }, string | undefined, Record<string, string>?]>([
  ['the same provider keeps the key of the setup', 'openai/gpt-4.1', {}, 'sk-FAKE'],
  ['another provider has another key', 'anthropic/claude-haiku-4-5', {}, undefined],
  [
    'that OpenClaw may already have',
    'anthropic/claude-haiku-4-5',
    {},
    'sk-ant-FAKE',
    { ANTHROPIC_API_KEY: 'sk-ant-FAKE' },
  ],
  ['a key from a flag stays', 'anthropic/claude-haiku-4-5', { providerKeyEnv: 'KEY' }, 'sk-FAKE'],
])('%s', async (_name, model, options, expected, variables = {}) => {
  const asker = { busy: (_text: string, work: Promise<unknown>) => work, tick: async () => [model] };
  const snapshot = { blocks: [], config: {}, environment: environmentOf(variables) };
  const io = { redactor: { add: () => {} } };
  const session = { options, asker, snapshot, io, models: async () => [model] } as unknown as Session;
  const step = modelsStep(session, { provider: 'openai', recipe: 'compat' });
  expect((await step.run({ providerKey: 'sk-FAKE' }, false)).providerKey).toBe(expected);
});

test('models have the gateway’s prices, in the form of any route', () => {
  const price = { inputUsd: 1e-6, outputUsd: 2e-6 };
  const prices = new Map([['anthropic/claude-x', price]]);
  const answers = {
    accountId: '0123456789abcdef0123456789abcdef',
    gateway: 'my-gateway',
    token: '',
    providerKey: '',
    pay: 'stored',
    provider: 'anthropic',
    moreModels: ['claude-y'],
    fallbacks: [],
  } as const;
  expect(setupOf({ ...answers, recipe: 'anthropic', model: 'claude-x' }, {}, prices).models).toEqual([
    { id: 'claude-x', price },
    { id: 'claude-y', price: undefined },
  ]);
});
