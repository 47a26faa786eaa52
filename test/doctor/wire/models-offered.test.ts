import { expect, test } from '@jest/globals';
import type { Exchange } from '../../../src/diagnosis/exchange/exchange.js';
import { modelsOffered } from '../../../src/doctor/wire/models-offered.js';
import { provider } from '../../../src/doctor/wire/provider.js';
import type { PlannedRequest } from '../../../src/gateway/requests/access.js';
import { brief, findingsOf, inHome, PROVIDER } from '../home.js';

const json = (status: number, body: unknown): Partial<Exchange> => ({
  response: {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    truncated: false,
  },
});

const OFFERED = ['openai/gpt-4o-mini', 'openai/gpt-4.1', 'workers-ai/@cf/moonshotai/kimi-k2.6'];
const LIST = json(200, { object: 'list', data: OFFERED.map((id) => ({ id, object: 'model' })) });
const NO_KEY = json(401, {
  error: { message: "You didn't provide an API key.", type: 'invalid_request_error', code: null },
});
/** The complaint about missing messages: key and model are accepted. */
const ACCEPTED = json(400, {
  error: {
    message: "Missing required parameter: 'messages'.",
    type: 'invalid_request_error',
    param: 'messages',
    code: 'missing_required_parameter',
  },
});

interface Row {
  primary?: string;
  listed?: string[];
  fallbacks?: string[];
  provider?: Partial<Exchange>;
  check?: Parameters<typeof findingsOf>[0];
}

const look = ({
  primary = 'openai/gpt-4o-mini',
  listed,
  fallbacks = [],
  provider: said = ACCEPTED,
  check = modelsOffered,
}: Row) =>
  inHome(async (home) => {
    const ids = listed ?? [primary];
    const inputs = await home.inputs({
      block: { models: ids.map((id) => ({ id, name: id })) },
      config: {
        agents: {
          defaults: {
            model: {
              primary: `${PROVIDER}/${primary}`,
              fallbacks: fallbacks.map((id) => `${PROVIDER}/${id}`),
            },
          },
        },
      },
      answer: (request: PlannedRequest) => (request.url.endsWith('/compat/models') ? LIST : said),
    });
    return findingsOf(check, inputs);
  });

test.each<[string, Row, string[], RegExp]>([
  ['an offered model', {}, ['pass'], /openai\/gpt-4o-mini is among the 3/],
  ['several', { listed: ['openai/gpt-4o-mini', 'openai/gpt-4.1'] }, ['pass'], /all 2 models are among/],
  ['Auto Router', { primary: 'cloudflare/auto' }, ['pass'], /among/],
  ['a dynamic route', { primary: 'dynamic/support' }, ['pass'], /among/],
  ['a custom provider', { primary: 'custom-mine/x' }, ['pass'], /among/],
  [
    'a misspelt primary, whatever the provider says of keys',
    { primary: 'openai/gpt-4o-min', provider: NO_KEY },
    ['fail model-not-offered'],
    /it offers openai\/gpt-4o-mini/,
  ],
  [
    'a name without what comes before it',
    { primary: 'kimi-k2.6', provider: NO_KEY },
    ['fail model-not-offered'],
    /workers-ai\/@cf\/moonshotai\/kimi-k2\.6/,
  ],
  [
    'one that this run saw accepted is never called wrong',
    { primary: 'openai/gpt-4o-min', provider: ACCEPTED },
    ['warn'],
    /not among the 3 models/,
  ],
  ['one without a near name', { primary: 'openai/new-model', provider: NO_KEY }, ['warn'], /not among/],
  [
    'a misspelt fallback',
    { fallbacks: ['openai/gpt-4,1'] },
    ['warn model-not-offered'],
    /it offers openai\/gpt-4\.1/,
  ],
  [
    'a misspelt model further down the list',
    { listed: ['openai/gpt-4o-mini', 'openai/gpt-4o-mni'] },
    ['warn model-not-offered'],
    /openai\/gpt-4o-mni/,
  ],
])('%s', async (_name, row, expected, title) => {
  const found = await look(row);
  expect(brief(found)).toEqual(expected);
  expect(found.map((one) => one.title).join()).toMatch(title);
});

test.each<[string, Row, string[]]>([
  ['a misspelt one', { primary: 'openai/gpt-4o-min', provider: NO_KEY }, ['skip']],
  ['one that is offered', { provider: NO_KEY }, ['fail provider-key-missing']],
  [
    'one without a near name',
    { primary: 'openai/new-model', provider: NO_KEY },
    ['fail provider-key-missing'],
  ],
])(
  'what the provider says of a missing key counts unless the model is misspelt: %s',
  async (_name, row, expected) => {
    expect(brief(await look({ ...row, check: provider }))).toEqual(expected);
  },
);
