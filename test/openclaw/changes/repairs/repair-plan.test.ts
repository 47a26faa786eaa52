import { describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../../../src/diagnosis/causes/catalogue.js';
import { findBlocks } from '../../../../src/openclaw/blocks/block.js';
import type { RepairFinding } from '../../../../src/openclaw/changes/repairs/repair.js';
import { planRepairs } from '../../../../src/openclaw/changes/repairs/repair-plan.js';
import { blockOf } from '../../../../src/openclaw/target.js';
import { CONFIG, ENV, GATEWAY_URL, Home, KEY, TOKEN } from '../../memory.js';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
const REF = { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' };
const GOOD = {
  auth: 'api-key',
  apiKey: REF,
  baseUrl: `${GATEWAY_URL}/compat`,
  api: 'openai-completions',
  models: [{ id: 'openai/gpt-4o', name: 'GPT-4o' }],
};
const PRIMARY = 'cloudflare-ai-gateway/openai/gpt-4o';
const LISTED = {
  id: 'openai/gpt-4o',
  name: 'GPT-4o (Cloudflare)',
  input: ['text', 'image'],
  contextWindow: 128000,
  maxTokens: 16384,
  cost: { input: 2.5, output: 10, cacheRead: 1.25 },
  compat: { supportsUsageInStreaming: true },
};

function homeWith(
  block: object,
  { primary = PRIMARY, env = `CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n` } = {},
) {
  const config = {
    models: { providers: { 'cloudflare-ai-gateway': block } },
    agents: { defaults: { model: { primary } } },
  };
  return new Home({ [CONFIG]: `// mine\n${JSON.stringify(config, null, 2)}\n`, [ENV]: env });
}

async function repair(home: Home, findings: (CauseId | RepairFinding)[]) {
  const current = await home.current();
  const blocks = findBlocks(current.config.value ?? {}, current.origins);
  const repairs = planRepairs({
    ...current,
    block: blockOf({ ...current, blocks }),
    findings: findings.map((one) => (typeof one === 'string' ? { cause: one } : one)),
  });
  home.write(repairs.plan.writes);
  return repairs;
}

const read = (home: Home) => {
  const config = JSON5.parse(home.files.get(CONFIG)!);
  return {
    block: config.models.providers['cloudflare-ai-gateway'],
    primary: config.agents.defaults.model.primary,
    config,
  };
};

test("the third-party page's block becomes the working form", async () => {
  const home = homeWith({ baseUrl: GATEWAY_URL, apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY', models: [] });
  const { fixed, left } = await repair(home, ['models-empty', 'api-key-bare-name', 'base-url-route-missing']);
  expect(left).toEqual([]);
  expect(fixed.map(({ cause }) => cause)).toEqual([
    'base-url-route-missing',
    'api-key-bare-name',
    'models-empty',
  ]);
  const { block, config } = read(home);
  expect(block).toEqual({
    baseUrl: `${GATEWAY_URL}/compat`,
    apiKey: REF,
    models: [LISTED],
    api: 'openai-completions',
    auth: 'api-key',
  });
  expect(config.plugins).toEqual({ entries: { 'cloudflare-ai-gateway': { enabled: false } } });
  expect(home.files.get(CONFIG)).toMatch(/^\/\/ mine\n/);
});

test.each([
  ['Bearer before', `"Bearer ${TOKEN}"`, `"${TOKEN}"`],
  ['quotes inside quotes around', `"'${TOKEN}'"`, `"${TOKEN}"`],
  ['the quotes of a word processor around', `\u201c${TOKEN}\u201d`, TOKEN],
  ['single quotes of a word processor around', `\u2018${TOKEN}\u2019`, TOKEN],
  ['Bearer and a colon before', `"bearer:  ${TOKEN}"`, `"${TOKEN}"`],
  ['quotes after Bearer', `"Bearer '${TOKEN}'"`, `"${TOKEN}"`],
  ['blanks inside quotes around', `" '${TOKEN}' "`, `"${TOKEN}"`],
])('%s the token is taken away', async (_name, value, expected) => {
  const home = homeWith(GOOD, { env: `CLOUDFLARE_AI_GATEWAY_API_KEY=${value}\n` });
  await repair(home, ['token-malformed']);
  expect(home.files.get(ENV)).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${expected}\n`);
});

describe('the repair of each cause', () => {
  /** cause, parts of the block, the same parts afterwards */
  const rows: [CauseId, object, object][] = [
    ['api-key-dollar-form', { apiKey: '$CLOUDFLARE_AI_GATEWAY_API_KEY' }, { apiKey: REF }],
    [
      'header-malformed',
      {
        baseUrl: 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1',
        api: 'anthropic-messages',
        headers: { 'cf-aig-gateway-id': 'my-gateway' },
      },
      {
        headers: {
          'cf-aig-gateway-id': 'my-gateway',
          Authorization: 'Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY}',
        },
      },
    ],
    [
      'api-key-reference-malformed',
      { apiKey: { source: 'env', id: 'CF_AIG_TOKEN' } },
      { apiKey: { ...REF, id: 'CF_AIG_TOKEN' } },
    ],
    ['api-key-reference-malformed', { apiKey: '${cf_aig_token}' }, { apiKey: REF }],
    ['api-key-missing', { apiKey: undefined }, { apiKey: REF }],
    ['auth-profile-shadows', { auth: undefined }, { auth: 'api-key' }],
    [
      'base-url-full-endpoint',
      { baseUrl: `${GATEWAY_URL}/compat/chat/completions` },
      { baseUrl: `${GATEWAY_URL}/compat` },
    ],
    ['api-mismatch', { api: 'anthropic-messages' }, { api: 'openai-completions' }],
    ['base-url-not-a-url', { baseUrl: `${GOOD.baseUrl} ` }, { baseUrl: GOOD.baseUrl }],
    [
      'model-prefix-missing',
      { models: [{ id: 'gpt-4o', name: 'x' }] },
      { models: [{ id: 'openai/gpt-4o', name: 'x' }] },
    ],
    [
      'model-prefix-superfluous',
      { models: [{ id: PRIMARY, name: 'x' }] },
      { models: [{ id: 'openai/gpt-4o', name: 'x' }] },
    ],
    [
      'model-not-listed',
      { models: [{ id: 'openai/gpt-4.1', name: 'x' }] },
      { models: [{ id: 'openai/gpt-4.1', name: 'x' }, LISTED] },
    ],
    ['models-empty', { models: undefined }, { models: [LISTED] }],
    [
      'max-tokens-field',
      { models: [{ id: 'openai/gpt-5', name: 'x' }] },
      {
        models: [
          {
            id: 'openai/gpt-5',
            name: 'x',
            reasoning: true,
            compat: {
              supportsUsageInStreaming: true,
              maxTokensField: 'max_completion_tokens',
              supportsReasoningEffort: true,
              supportedReasoningEfforts: ['minimal', 'low', 'medium', 'high'],
            },
          },
        ],
      },
    ],
    [
      'header-malformed',
      { headers: { Authorization: 'Bearer: ${OPENAI_API_KEY}' } },
      { headers: { Authorization: 'Bearer ${OPENAI_API_KEY}' } },
    ],
    [
      'header-malformed',
      { headers: { Authorization: 'OPENAI_API_KEY' } },
      { headers: { Authorization: 'Bearer ${OPENAI_API_KEY}' } },
    ],
    [
      'header-malformed',
      { headers: { Authorization: { ...REF, id: 'OPENAI_API_KEY' } } },
      { headers: { Authorization: 'Bearer ${OPENAI_API_KEY}' } },
    ],
    ['header-malformed', { headers: { Authorization: '', 'x-a': 'b' } }, { headers: { 'x-a': 'b' } }],
    [
      'header-malformed',
      {
        request: {
          auth: {
            mode: 'header',
            headerName: 'cf-aig-authorization',
            value: '${CF_AIG_TOKEN}',
            prefix: 'Bearer ',
          },
        },
      },
      { request: {}, headers: { 'cf-aig-authorization': 'Bearer ${CF_AIG_TOKEN}' } },
    ],
  ];
  test.each(rows)('%s: %j', async (cause, before, after) => {
    const home = homeWith(
      { ...GOOD, ...before },
      { env: `CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\nOPENAI_API_KEY=${KEY}\n` },
    );
    const { fixed, left } = await repair(home, [cause]);
    expect(left).toEqual([]);
    expect(fixed).toHaveLength(1);
    expect(read(home).block).toEqual(JSON.parse(JSON.stringify({ ...GOOD, ...before, ...after })));
  });

  test('a ref without the provider id', async () => {
    const home = homeWith(GOOD, { primary: 'openai/gpt-4o' });
    await repair(home, ['model-ref-prefix-missing']);
    expect(read(home).primary).toBe(PRIMARY);
  });

  test('ids on a provider route lose their prefix, both in the list and in the ref', async () => {
    const home = homeWith({ ...GOOD, baseUrl: `${GATEWAY_URL}/openai`, api: 'openai-responses' });
    await repair(home, ['model-prefix-superfluous']);
    expect(read(home)).toMatchObject({
      primary: 'cloudflare-ai-gateway/gpt-4o',
      block: { models: [{ id: 'gpt-4o' }] },
    });
  });

  test('files that other users can read', async () => {
    const { modes, plan } = await repair(homeWith(GOOD), ['env-file-permissive', 'config-permissive']);
    expect(modes).toEqual([
      { path: ENV, mode: 0o600 },
      { path: CONFIG, mode: 0o600 },
    ]);
    expect(plan.writes).toEqual([]);
  });

  test('Bearer in the variable as well as in the header', async () => {
    const home = homeWith(
      { ...GOOD, headers: { Authorization: 'Bearer ${OPENAI_API_KEY}' } },
      { env: `OPENAI_API_KEY="Bearer ${KEY}"\n` },
    );
    await repair(home, ['header-malformed']);
    expect(home.files.get(ENV)).toBe(`OPENAI_API_KEY="${KEY}"\n`);
  });
});

describe('a name that is nearly right', () => {
  const AT = (name: string) =>
    `https://gateway.ai.cloudflare.com/v1/${'0123456789abcdef'.repeat(2)}/${name}/compat`;
  test.each<[string, string, string | undefined]>([
    ['a letter is missing', 'my-gatway', AT('my-gateway')],
    ['another digit is another gateway', 'my-gateway-2', undefined],
    ['a name that is far away', 'production', undefined],
  ])('gateway: %s', async (_title, written, expected) => {
    const home = homeWith({ ...GOOD, baseUrl: AT(written) });
    const { left } = await repair(home, [{ cause: 'gateway-not-found', nearest: 'my-gateway' }]);
    expect(read(home).block.baseUrl).toBe(expected ?? AT(written));
    expect(left).toHaveLength(expected ? 0 : 1);
  });

  test('account ID', async () => {
    const home = homeWith({ ...GOOD, baseUrl: GATEWAY_URL.replace('0123', '0124') });
    await repair(home, [{ cause: 'account-id-mistyped', nearest: '0123456789abcdef'.repeat(2) }]);
    expect(read(home).block.baseUrl).toBe(GATEWAY_URL);
  });

  test('model: only the one that is meant, in the list and in the ref; an entry that is there already is enough', async () => {
    const models = ['openai/gpt-4o', 'openai/gpt-4oo', 'openai/gpt-4ooo'].map((id) => ({ id, name: id }));
    const home = homeWith({ ...GOOD, models }, { primary: 'cloudflare-ai-gateway/openai/gpt-4oo' });
    await repair(home, [{ cause: 'model-not-offered', model: 'openai/gpt-4oo', nearest: 'openai/gpt-4o' }]);
    expect(read(home).primary).toBe(PRIMARY);
    expect(read(home).block.models).toEqual([models[0], models[2]]);
  });

  test.each<CauseId>(['gateway-not-found', 'account-id-mistyped', 'model-not-offered'])(
    '%s: nothing is near',
    async (cause) => {
      const { fixed, left } = await repair(homeWith(GOOD), [cause]);
      expect([fixed, left.map((one) => one.cause)]).toEqual([[], [cause]]);
    },
  );
});

test.each(CAUSE_IDS.filter((cause) => cause !== 'model-primary-missing'))(
  '%s has a repair if the catalogue says so, and only then',
  async (cause) => {
    const { left } = await repair(homeWith(GOOD), [cause]);
    const isKnown = !left.some(({ why }) => why.startsWith('cf-aig cannot fix this'));
    expect(isKnown).toBe(CATALOGUE[cause].fixable);
  },
);

describe('a secret in the config', () => {
  test('moves to .env, the token and the provider key each under its own name', async () => {
    const home = homeWith(
      {
        ...GOOD,
        apiKey: TOKEN,
        headers: { Authorization: `Bearer ${KEY}`, 'cf-aig-authorization': `Bearer: ${TOKEN}` },
      },
      { env: '# mine\n' },
    );
    const { left } = await repair(home, ['secret-in-config', 'header-malformed']);
    expect(left).toEqual([]);
    expect(home.files.get(ENV)).toBe(
      `# mine\nCLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\nOPENAI_API_KEY=${KEY}\n`,
    );
    expect(read(home).block).toMatchObject({
      apiKey: REF,
      headers: {
        Authorization: 'Bearer ${OPENAI_API_KEY}',
        'cf-aig-authorization': 'Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY}',
      },
    });
    const all = JSON.stringify([home.files.get(CONFIG), left]);
    expect(all).not.toContain(TOKEN);
    expect(all).not.toContain(KEY);
  });

  test('does not overwrite another value', async () => {
    const home = homeWith({ ...GOOD, apiKey: TOKEN }, { env: 'CLOUDFLARE_AI_GATEWAY_API_KEY=other\n' });
    const { left, fixed } = await repair(home, ['secret-in-config']);
    expect(left).toEqual([]);
    expect(fixed[0]?.what).toContain('(CLOUDFLARE_AI_GATEWAY_API_KEY already had another value, which stays');
    expect(home.files.get(ENV)).toBe(
      `CLOUDFLARE_AI_GATEWAY_API_KEY=other\nCLOUDFLARE_AI_GATEWAY_API_KEY_2=${TOKEN}\n`,
    );
    expect(read(home).block.apiKey).toEqual({ ...REF, id: 'CLOUDFLARE_AI_GATEWAY_API_KEY_2' });
  });

  test('three secrets that all differ from the variables get their own names', async () => {
    const block = {
      ...GOOD,
      apiKey: `${TOKEN}1`,
      headers: { Authorization: 'Bearer CANARYF', 'cf-aig-authorization': `Bearer ${TOKEN}2` },
    };
    const env = 'CLOUDFLARE_AI_GATEWAY_API_KEY=other\nOPENAI_API_KEY=another\n';
    const home = homeWith(block, { env });
    await repair(home, ['secret-in-config']);
    expect(home.files.get(ENV)).toBe(
      `${env}CLOUDFLARE_AI_GATEWAY_API_KEY_2=${TOKEN}1\nOPENAI_API_KEY_2=CANARYF\nCLOUDFLARE_AI_GATEWAY_API_KEY_3=${TOKEN}2\n`,
    );
    expect(read(home).block).toMatchObject({
      apiKey: { ...REF, id: 'CLOUDFLARE_AI_GATEWAY_API_KEY_2' },
      headers: {
        Authorization: 'Bearer ${OPENAI_API_KEY_2}',
        'cf-aig-authorization': 'Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY_3}',
      },
    });
  });
});

describe('no key of a provider is sent any more', () => {
  const CF = 'cf-aig-authorization';
  const TOKEN_HEADER = { [CF]: 'Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY}' };
  const ANTHROPIC = { baseUrl: `${GATEWAY_URL}/anthropic`, api: 'anthropic-messages' };
  const REST = `https://api.cloudflare.com/client/v4/accounts/${'0123456789abcdef'.repeat(2)}/ai/v1`;
  test.each<[name: string, before: object, after: object]>([
    [
      'on the compat route',
      {
        auth: undefined,
        apiKey: 'your-key',
        headers: { ...TOKEN_HEADER, Authorization: 'Bearer your-key', 'x-a': 'b' },
      },
      { auth: 'api-key', headers: { 'x-a': 'b' } },
    ],
    [
      'on Anthropic’s',
      { ...ANTHROPIC, apiKey: 'your-key', headers: TOKEN_HEADER },
      { ...ANTHROPIC, headers: { ...TOKEN_HEADER, 'x-api-key': '' } },
    ],
    [
      'on one without a recipe, in Anthropic’s form',
      { ...ANTHROPIC, baseUrl: `${GATEWAY_URL}/custom-mine`, apiKey: 'your-key', headers: TOKEN_HEADER },
      { ...ANTHROPIC, baseUrl: `${GATEWAY_URL}/custom-mine`, headers: { ...TOKEN_HEADER, 'x-api-key': '' } },
    ],
    [
      'on one without a recipe, in OpenAI’s form',
      {
        baseUrl: `${GATEWAY_URL}/custom-mine`,
        headers: { ...TOKEN_HEADER, Authorization: 'Bearer your-key' },
      },
      { baseUrl: `${GATEWAY_URL}/custom-mine` },
    ],
    [
      'on the REST API, whose gateway stays',
      { baseUrl: REST, headers: { 'cf-aig-gateway-id': 'other', 'x-api-key': 'your-key' } },
      {
        baseUrl: REST,
        headers: { 'cf-aig-gateway-id': 'other', Authorization: 'Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY}' },
      },
    ],
    [
      'from the settings of requests',
      {
        apiKey: 'your-key',
        headers: TOKEN_HEADER,
        request: {
          headers: { Authorization: 'Bearer your-key' },
          auth: { mode: 'header', headerName: 'x-api-key', value: 'x' },
        },
      },
      { request: { headers: {} } },
    ],
  ])('%s', async (_name, before, after) => {
    const home = homeWith({ ...GOOD, ...before });
    const { left } = await repair(home, ['provider-key-is-placeholder']);
    expect(left).toEqual([]);
    expect(read(home).block).toEqual({ ...GOOD, ...after });
  });
});

describe('what is told', () => {
  const VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
  const REST = `https://api.cloudflare.com/client/v4/accounts/${'0123456789abcdef'.repeat(2)}/ai/v1`;
  const CF = 'cf-aig-authorization';
  const SET = `${VARIABLE}=${TOKEN}\nOPENAI_API_KEY=${KEY}\n`;
  type Told = [
    name: string,
    finding: CauseId | RepairFinding,
    block: object,
    setup: Parameters<typeof homeWith>[1],
    told: string,
  ];

  test.each<Told>([
    [
      'the address',
      'base-url-full-endpoint',
      { baseUrl: `${GATEWAY_URL}/compat/chat/completions` },
      {},
      `baseUrl is ${GATEWAY_URL}/compat`,
    ],
    ['the api', 'api-mismatch', { api: 'anthropic-messages' }, {}, 'api is openai-completions'],
    ['the key', 'api-key-bare-name', { apiKey: 'MY_KEY' }, {}, 'apiKey refers to the variable MY_KEY'],
    [
      'the key in the form of another program',
      'api-key-wrong-reference',
      { apiKey: `env:${VARIABLE}` },
      {},
      `apiKey refers to the variable ${VARIABLE}`,
    ],
    [
      'the key, where no header has the token',
      'api-key-missing',
      { apiKey: undefined, headers: { 'x-a': 'b' } },
      {},
      `apiKey refers to the variable ${VARIABLE}`,
    ],
    ['the sign-in', 'auth-profile-shadows', { auth: undefined }, {}, 'auth is "api-key"'],
    ['the plugin', 'plugin-may-interfere', {}, {}, "OpenClaw's own Cloudflare plugin stays off"],
    [
      'two secrets',
      'secret-in-config',
      { apiKey: TOKEN, headers: { Authorization: `Bearer ${KEY}` } },
      { env: '' },
      `${VARIABLE}, OPENAI_API_KEY in ${ENV} instead of the config`,
    ],
    [
      'a secret that a variable has already',
      'secret-in-config',
      { apiKey: TOKEN },
      {},
      `${VARIABLE} in ${ENV} instead of the config`,
    ],
    [
      'a header',
      'header-malformed',
      { headers: { Authorization: 'OPENAI_API_KEY' } },
      { env: SET },
      'models.providers.cloudflare-ai-gateway.headers.Authorization is "Bearer ${OPENAI_API_KEY}"',
    ],
    [
      'an empty header',
      'header-malformed',
      { headers: { Authorization: '' } },
      {},
      'the header Authorization is removed',
    ],
    [
      'two headers',
      'header-malformed',
      { headers: { Authorization: '', [CF]: ' ' } },
      {},
      `the header Authorization is removed; the header ${CF} is removed`,
    ],
    [
      'a header that is missing',
      'header-malformed',
      { baseUrl: REST, api: 'anthropic-messages' },
      {},
      `models.providers.cloudflare-ai-gateway.headers.Authorization is "Bearer \${${VARIABLE}}"`,
    ],
    [
      'Bearer twice',
      'header-malformed',
      { headers: { Authorization: 'Bearer ${OPENAI_API_KEY}' } },
      { env: `OPENAI_API_KEY="Bearer ${KEY}"\n` },
      `OPENAI_API_KEY in ${ENV} no longer begins with "Bearer"`,
    ],
    [
      'the token',
      'token-malformed',
      {},
      { env: `${VARIABLE}="Bearer ${TOKEN}"\n` },
      `${VARIABLE} in ${ENV} is only the token`,
    ],
    [
      'no key',
      'provider-key-is-placeholder',
      { headers: { Authorization: 'Bearer your-key', [CF]: `Bearer \${${VARIABLE}}` } },
      {},
      `no provider key is sent; the gateway token (${VARIABLE}) is the only credential`,
    ],
    ['a model of the list', 'model-not-listed', { models: [] }, {}, 'models lists openai/gpt-4o'],
    [
      'a model that is mistyped',
      'model-not-listed',
      {},
      { primary: 'cloudflare-ai-gateway/openai/gpt-4oo' },
      'openai/gpt-4o instead of openai/gpt-4oo',
    ],
    [
      'a model with another number, which is another one',
      'model-not-listed',
      { models: [{ id: 'openai/gpt-4.1', name: 'x' }] },
      { primary: 'cloudflare-ai-gateway/openai/gpt-4.11' },
      'models lists openai/gpt-4.11',
    ],
    [
      'a model that a request has taken',
      { cause: 'model-not-listed', model: 'openai/gpt-4oo' },
      {},
      { primary: 'cloudflare-ai-gateway/openai/gpt-4oo' },
      'models lists openai/gpt-4oo',
    ],
    [
      'the default model',
      'model-ref-prefix-missing',
      {},
      { primary: 'openai/gpt-4o' },
      `the default model is ${PRIMARY}`,
    ],
    [
      'the form of ids',
      'model-prefix-missing',
      { models: [{ id: 'gpt-4o', name: 'x' }] },
      {},
      'openai/gpt-4o in the form of the route',
    ],
    [
      'the form of one id',
      { cause: 'model-prefix-missing', model: 'gpt-4.1' },
      { models: [{ id: 'gpt-4o' }, { id: 'gpt-4.1' }] },
      {},
      'openai/gpt-4.1 in the form of the route',
    ],
    [
      'limits',
      'max-tokens-field',
      { models: [{ id: 'openai/gpt-5', name: 'x' }] },
      {},
      'max_completion_tokens for the models that require it',
    ],
    [
      'features',
      'usage-not-reported',
      {},
      {},
      'the models that are listed say what OpenClaw can use of them',
    ],
    [
      'a gateway',
      { cause: 'gateway-not-found', nearest: 'my-gateway' },
      { baseUrl: GOOD.baseUrl.replace('my-gateway', 'my-gatway') },
      {},
      'my-gatway -> my-gateway in baseUrl',
    ],
    [
      'a gateway in a header',
      { cause: 'gateway-not-found', nearest: 'mine-1' },
      { baseUrl: REST, headers: { 'x-a': 'b', 'CF-AIG-Gateway-Id': 'minee-1' } },
      {},
      'minee-1 -> mine-1 in the header CF-AIG-Gateway-Id',
    ],
    [
      'models that are not offered',
      { cause: 'model-not-offered', model: 'openai/a', nearest: 'openai/b' },
      {},
      {},
      'openai/b instead of openai/a',
    ],
    ['a file', 'config-permissive', {}, {}, `${CONFIG} has mode 0600`],
  ])('what is mended: %s', async (_name, finding, block, setup, told) => {
    const { fixed, left } = await repair(homeWith({ ...GOOD, ...block }, setup), [finding]);
    expect({ fixed: fixed.map(({ what }) => what), left }).toEqual({ fixed: [told], left: [] });
  });

  test.each<Told>([
    [
      'no address',
      'base-url-route-unknown',
      { baseUrl: `${GATEWAY_URL}/nonsense` },
      {},
      `the right baseUrl cannot be derived from ${GATEWAY_URL}/nonsense`,
    ],
    [
      'no api',
      'api-mismatch',
      { baseUrl: `${GATEWAY_URL}/custom-mine` },
      {},
      'no api is known for this route',
    ],
    [
      'a variable of another program',
      'api-key-wrong-reference',
      { apiKey: 'env:NONE' },
      {},
      `NONE is not defined; put it into ${ENV}`,
    ],
    [
      'no variable of another program',
      'api-key-wrong-reference',
      { apiKey: 'op://vault/item' },
      {},
      'apiKey names no variable; `openclaw secrets configure` sets up keys from files and commands',
    ],
    [
      'no key, where a header has the token',
      'api-key-missing',
      { apiKey: undefined, headers: { 'CF-AIG-Authorization': `Bearer \${${VARIABLE}}` } },
      {},
      'the token has its own header, and which variable has the provider’s key is not known',
    ],
    [
      'no key at all',
      'api-key-missing',
      { apiKey: undefined },
      { env: '' },
      'apiKey names no variable, and no variable has a gateway token; run `cf-aig init`',
    ],
    [
      'a secret elsewhere',
      'secret-in-config',
      {},
      {},
      `cf-aig does not know this place; move the secret to ${ENV} by hand, and put a reference to its variable in its place`,
    ],
    [
      'no secret in apiKey',
      'secret-in-config',
      { apiKey: 'your-api-key' },
      {},
      `cf-aig does not know this place; move the secret to ${ENV} by hand, and put a reference to its variable in its place`,
    ],
    [
      'a header of another program',
      'header-malformed',
      { headers: { [CF]: 'Bearer {env:NONE}' } },
      {},
      `NONE is not defined in ${ENV}`,
    ],
    [
      'a header that names no variable',
      'header-malformed',
      { headers: { [CF]: 'Bearer op://vault/item' } },
      {},
      `a variable for it is not defined in ${ENV}`,
    ],
    [
      'a header without a variable for it',
      'header-malformed',
      { baseUrl: REST, api: 'anthropic-messages', apiKey: TOKEN },
      {},
      'the key is not in a variable to which the header could refer',
    ],
    [
      'no variable with the token',
      'provider-key-is-placeholder',
      { apiKey: TOKEN },
      {},
      'no variable has the gateway token; run `cf-aig init`',
    ],
    [
      'a model with headers',
      'provider-key-is-placeholder',
      {
        models: [
          { id: 'a', name: 'a' },
          { id: 'b', name: 'b', headers: {} },
        ],
      },
      {},
      'the model b has its own headers',
    ],
    ['no token to mend', 'token-malformed', { apiKey: TOKEN }, {}, 'no variable has the gateway token'],
    ['a token without a value', 'token-malformed', {}, { env: '' }, 'no variable has the gateway token'],
    [
      'a token that is no token',
      'token-malformed',
      {},
      { env: `${VARIABLE}="Bearer x"\n` },
      'the token cannot be recovered; copy it again',
    ],
    ['a token that is well', 'token-malformed', {}, {}, 'the token cannot be recovered; copy it again'],
    [
      'all models are listed',
      'models-empty',
      {},
      {},
      'the default model belongs to another provider; run `cf-aig init` to choose one',
    ],
    [
      'a model of a job',
      { cause: 'model-not-listed', model: 'openai/other' },
      {},
      {},
      'a scheduled job names the model; change it with `openclaw automations edit`',
    ],
    [
      'a model of a variable',
      'model-not-listed',
      {},
      { primary: 'cloudflare-ai-gateway/${MODEL}' },
      'the default model belongs to another provider; run `cf-aig init` to choose one',
    ],
    [
      'a model that may be a typo',
      'model-not-listed',
      { models: [{ id: 'openai/gpt-4oo', name: 'x' }] },
      { primary: 'cloudflare-ai-gateway/openai/gpt-4ooo' },
      '"openai/gpt-4ooo" may be a typo of "openai/gpt-4oo"',
    ],
    ['no default model', 'model-ref-prefix-missing', {}, { primary: '' }, 'there is no default model'],
    ['ids that are well', 'model-prefix-missing', {}, {}, 'the right id is not known'],
    ['no model with limits', 'max-tokens-field', {}, {}, 'no listed model needs it; list the model first'],
    [
      'models that have all',
      'usage-not-reported',
      { models: [LISTED] },
      {},
      'no listed model lacks anything',
    ],
    ['a gateway that is not known', 'gateway-not-found', {}, {}, 'the right gateway is not known'],
    [
      'a gateway that is far away',
      { cause: 'gateway-not-found', nearest: 'other' },
      {},
      {},
      '"other" and "my-gateway" differ by more than a typo',
    ],
    ['an account that is not known', 'account-id-mistyped', {}, {}, 'the right account is not known'],
    [
      'a gateway that is named twice',
      { cause: 'gateway-not-found', nearest: 'compatt' },
      { baseUrl: GOOD.baseUrl.replace('my-gateway', 'compat') },
      {},
      '"compat" is not exactly one part of baseUrl',
    ],
    [
      'a model without a better one',
      { cause: 'model-not-offered', model: 'openai/a' },
      {},
      {},
      'the right model is not known',
    ],
    [
      'a better one without a model',
      { cause: 'model-not-offered', nearest: 'openai/a' },
      {},
      {},
      'the right model is not known',
    ],
    [
      'models that are allowed',
      'model-not-allowed',
      {},
      {},
      'only a scheduled job names the model; add it to the list, or change the job',
    ],
    [
      'the default',
      'model-primary-missing',
      {},
      {},
      'only you know which model should be the default; `cf-aig init` asks for it',
    ],
  ])('what is left: %s', async (_name, finding, block, setup, told) => {
    const { fixed, left } = await repair(homeWith({ ...GOOD, ...block }, setup), [finding]);
    expect({ left: left.map(({ why }) => why), fixed }).toEqual({ left: [told], fixed: [] });
  });
});

describe('without a repair', () => {
  test.each<[CauseId, object]>([
    ['variable-missing', GOOD],
    [
      'base-url-placeholder',
      { ...GOOD, baseUrl: 'https://gateway.ai.cloudflare.com/v1/<account>/<gateway>/compat' },
    ],
    ['model-not-listed', { ...GOOD, models: [{ id: 'openai/gpt-4oo', name: 'x' }] }],
  ])('%s', async (cause, block) => {
    const home = homeWith(block, {
      primary: cause === 'model-not-listed' ? 'cloudflare-ai-gateway/openai/gpt-4ooo' : PRIMARY,
    });
    const before = home.files.get(CONFIG);
    const { left, fixed } = await repair(home, [cause]);
    expect(left.map((one) => one.cause)).toEqual([cause]);
    expect(fixed).toEqual([]);
    expect(home.files.get(CONFIG)).toBe(before);
  });

  test('a file that cannot be edited: everything, with the reason', async () => {
    const home = new Home({
      [CONFIG]: `{ models: { providers: { 'cloudflare-ai-gateway': { apiKey: { source: 'env', /* keep me */ id: 'X' } } } } }`,
    });
    const { left, fixed, plan } = await repair(home, ['api-key-reference-malformed']);
    expect(fixed.length + left.length).toBe(1);
    for (const write of plan.writes) expect(write.after).toContain('keep me');
  });

  test('without a block', async () => {
    const { left } = await repair(new Home(), ['config-missing', 'api-key-bare-name']);
    expect(left.map(({ cause }) => cause).sort()).toEqual(['api-key-bare-name', 'config-missing']);
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
