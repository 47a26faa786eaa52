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
