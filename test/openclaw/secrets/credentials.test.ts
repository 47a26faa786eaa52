import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { effectiveBlock, readBlock } from '../../../src/openclaw/blocks/block.js';
import { keyVariableOf, RECIPES } from '../../../src/openclaw/blocks/recipes.js';
import { blockValue, buildBlock } from '../../../src/openclaw/changes/block-edits.js';
import type { HeldCredential } from '../../../src/openclaw/machine/held-credentials.js';
import { paymentOf } from '../../../src/openclaw/secrets/credential-roles.js';
import { resolveCredentials } from '../../../src/openclaw/secrets/credentials.js';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';
import { ACCOUNT, GATEWAY_URL, KEY, TOKEN } from '../memory.js';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
const VARIABLES = {
  CLOUDFLARE_AI_GATEWAY_API_KEY: TOKEN,
  OPENAI_API_KEY: KEY,
  CF_AIG_TOKEN: TOKEN,
  SOMETHING: 'opaque-value-of-no-known-form',
  WITH_BEARER: `Bearer ${TOKEN}`,
};
const REF = { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' };
const COMPAT = { baseUrl: `${GATEWAY_URL}/compat`, api: 'openai-completions' };
const CLAUDE = { baseUrl: `${GATEWAY_URL}/anthropic`, api: 'anthropic-messages' };
const GEMINI = { baseUrl: `${GATEWAY_URL}/google-ai-studio/v1beta`, api: 'google-generative-ai' };

function resolve(
  value: Record<string, unknown>,
  id = 'cloudflare-ai-gateway',
  env: Record<string, string> = VARIABLES,
) {
  return resolveCredentials(readBlock(id, value), environmentOf(env));
}

const causes = (value: Record<string, unknown>, env?: Record<string, string>) =>
  resolve(value, undefined, env).problems.map(({ cause }) => cause);

describe('what is sent', () => {
  const T = `Bearer ${TOKEN}`;
  const K = `Bearer ${KEY}`;
  const rows: [string, Record<string, unknown>, Record<string, string>, Record<string, string>][] = [
    ['token alone', { ...COMPAT, apiKey: REF }, { authorization: T }, { 'cf-aig-authorization': T }],
    [
      'token alone, responses',
      { ...COMPAT, api: 'openai-responses', apiKey: REF },
      { authorization: T },
      { 'cf-aig-authorization': T },
    ],
    ['anthropic', { ...CLAUDE, apiKey: '${OPENAI_API_KEY}' }, { 'x-api-key': KEY }, { 'x-api-key': KEY }],
    [
      'anthropic with authHeader',
      { ...CLAUDE, apiKey: '${OPENAI_API_KEY}', authHeader: true },
      { 'x-api-key': KEY, authorization: K },
      { 'x-api-key': KEY, authorization: K },
    ],
    ['google', { ...GEMINI, apiKey: REF }, { 'x-goog-api-key': TOKEN }, { 'x-goog-api-key': TOKEN }],
    [
      'both headers',
      {
        ...COMPAT,
        apiKey: REF,
        headers: {
          Authorization: 'Bearer ${OPENAI_API_KEY}',
          'cf-aig-authorization': 'Bearer ${CF_AIG_TOKEN}',
        },
      },
      { authorization: K, 'cf-aig-authorization': T },
      { authorization: K, 'cf-aig-authorization': T },
    ],
    [
      'infer overwrites cf-aig-authorization',
      {
        ...COMPAT,
        apiKey: '${OPENAI_API_KEY}',
        headers: { 'cf-aig-authorization': 'Bearer ${CF_AIG_TOKEN}' },
      },
      { authorization: K, 'cf-aig-authorization': T },
      { 'cf-aig-authorization': K },
    ],
    [
      'infer drops authorization in small letters',
      { ...COMPAT, apiKey: REF, headers: { authorization: 'Bearer ${OPENAI_API_KEY}' } },
      { authorization: K },
      { 'cf-aig-authorization': T },
    ],
    [
      'bare name',
      { ...COMPAT, apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY' },
      { authorization: 'Bearer CLOUDFLARE_AI_GATEWAY_API_KEY' },
      { 'cf-aig-authorization': 'Bearer CLOUDFLARE_AI_GATEWAY_API_KEY' },
    ],
    [
      '$VAR',
      { ...COMPAT, apiKey: '$CF_AIG_TOKEN' },
      { authorization: 'Bearer $CF_AIG_TOKEN' },
      { 'cf-aig-authorization': T },
    ],
    ['a template without a value', { ...COMPAT, apiKey: '${NONE}' }, { authorization: 'Bearer ${NONE}' }, {}],
    ['a reference without a value', { ...COMPAT, apiKey: { ...REF, id: 'NONE' } }, {}, {}],
    ['no key', { ...COMPAT }, {}, {}],
    [
      'no key on this machine',
      {
        baseUrl: 'http://127.0.0.1:8080/v1/a/b/compat',
        api: 'openai-completions',
        models: [{ id: 'm', name: 'm' }],
        headers: { 'x-a': 'b' },
      },
      { 'x-a': 'b' },
      { 'x-a': 'b' },
    ],
    [
      'request.auth',
      {
        ...COMPAT,
        apiKey: REF,
        request: {
          auth: { mode: 'header', headerName: 'cf-aig-authorization', value: 'abc', prefix: 'Bearer ' },
        },
      },
      { authorization: T, 'cf-aig-authorization': 'Bearerabc' },
      { 'cf-aig-authorization': T },
    ],
  ];
  test.each(rows)('%s', (_name, value, agent, infer) => {
    const { agentHeaders, inferHeaders } = resolve(value);
    expect(agentHeaders).toEqual(agent);
    expect(inferHeaders).toEqual(infer);
  });

  test('under another provider id both transports send the same', () => {
    const { agentHeaders, inferHeaders } = resolve({ ...COMPAT, apiKey: REF }, 'mine');
    expect(inferHeaders).toEqual(agentHeaders);
  });

  test('the installed plugin: its variable takes precedence over apiKey unless auth is api-key', () => {
    const send = (value: Record<string, unknown>) =>
      resolveCredentials(readBlock('cloudflare-ai-gateway', value), environmentOf(VARIABLES), undefined, {
        pluginInstalled: true,
      }).agentHeaders.authorization;
    expect(send({ ...COMPAT, apiKey: '${OPENAI_API_KEY}' })).toBe(`Bearer ${TOKEN}`);
    expect(send({ ...COMPAT, apiKey: '${OPENAI_API_KEY}', auth: 'api-key' })).toBe(`Bearer ${KEY}`);
    expect(send({ ...COMPAT, apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY' })).toBe(`Bearer ${TOKEN}`);
  });

  test("a model's own api, address and headers take precedence", () => {
    const block = readBlock('cloudflare-ai-gateway', {
      ...COMPAT,
      apiKey: REF,
      headers: { 'x-a': '1', 'x-b': '1' },
      models: [{ id: 'c', name: 'c', ...CLAUDE, headers: { 'X-A': '2' } }],
    });
    const { agentHeaders } = resolveCredentials(effectiveBlock(block, 'c'), environmentOf(VARIABLES));
    expect(agentHeaders).toEqual({ 'x-api-key': TOKEN, 'x-a': '2', 'x-b': '1' });
    expect(effectiveBlock(block, 'other')).toBe(block);
  });
});

describe('where OpenClaw takes the key from', () => {
  const OPENAI = { baseUrl: `${GATEWAY_URL}/openai`, api: 'openai-responses' };
  const ENV = { OPENAI_API_KEY: KEY, GROQ_API_KEY: 'gsk_FAKE', CF_AIG_TOKEN: TOKEN };
  const file = '/home/u/.openclaw/agents/main/agent/auth-profiles.json';
  const profile = { provider: 'openai', id: 'openai:default', type: 'api_key', file, isStored: true };
  const inConfig = { ...profile, file: '/home/u/.openclaw/openclaw.json', isStored: false };
  const HELD = `openai:default (api_key) in ${file}`;
  const from = (
    id: string,
    value: Record<string, unknown>,
    held: readonly HeldCredential[] = [],
    env: Record<string, string> = ENV,
  ) => {
    const resolved = resolveCredentials(readBlock(id, value), environmentOf(env), undefined, { held });
    return {
      key: resolved.agentHeaders.authorization?.replace('Bearer ', ''),
      held: resolved.held,
      outranking: resolved.outranking,
      causes: resolved.problems.map(({ cause }) => cause),
    };
  };

  test.each<[string, string, Record<string, unknown>, Partial<ReturnType<typeof from>>]>([
    ['a built-in provider’s own variable', 'openai', OPENAI, { key: KEY, causes: [] }],
    ['whatever the case of the id', 'OpenAI', OPENAI, { key: KEY, causes: [] }],
    ['one of an external plugin', 'groq', OPENAI, { key: 'gsk_FAKE', causes: [] }],
    ['not of another provider', 'mistral', OPENAI, { key: undefined, causes: ['api-key-missing'] }],
    ['not of a custom id', 'mine', OPENAI, { key: undefined, causes: ['api-key-missing'] }],
    [
      'it comes before another key in the config',
      'openai',
      { ...OPENAI, apiKey: '${CF_AIG_TOKEN}' },
      { key: KEY, outranking: 'OPENAI_API_KEY' },
    ],
    [
      'the same key is no other',
      'openai',
      { ...OPENAI, apiKey: '${OPENAI_API_KEY}' },
      { outranking: undefined },
    ],
    [
      'auth: "api-key" puts the config first',
      'openai',
      { ...OPENAI, auth: 'api-key', apiKey: '${CF_AIG_TOKEN}' },
      { key: TOKEN, outranking: undefined },
    ],
    [
      'auth: "api-key" without a key changes nothing',
      'openai',
      { ...OPENAI, auth: 'api-key' },
      { key: KEY, causes: [] },
    ],
    [
      'an external plugin that may be absent does not',
      'groq',
      { ...OPENAI, apiKey: '${CF_AIG_TOKEN}' },
      { key: TOKEN },
    ],
  ])('%s', (_name, id, value, expected) => {
    expect(from(id, value)).toMatchObject(expected);
  });

  test.each<[string, Record<string, unknown>, HeldCredential[], Record<string, string>, object]>([
    ['a stored credential', OPENAI, [profile], {}, { held: HELD, key: undefined, causes: [] }],
    ['it comes before the variable', OPENAI, [profile], ENV, { held: HELD }],
    ['one that only the config knows does not', OPENAI, [inConfig], ENV, { held: undefined, key: KEY }],
    ['one that only the config knows', OPENAI, [inConfig], {}, { held: expect.any(String), causes: [] }],
    [
      'one with a reference to a variable',
      OPENAI,
      [{ ...profile, variable: 'CF_AIG_TOKEN' }],
      ENV,
      { held: undefined, key: TOKEN, causes: [] },
    ],
    [
      'one that the block names',
      { ...OPENAI, apiKey: 'openai:me@example.com' },
      [{ ...profile, id: 'openai:me@example.com' }],
      ENV,
      { held: expect.stringContaining('me@example.com'), causes: [] },
    ],
    ['of another provider', OPENAI, [{ ...profile, provider: 'xai' }], {}, { causes: ['api-key-missing'] }],
    ['none, and an empty variable', OPENAI, [], { OPENAI_API_KEY: '' }, { causes: ['variable-empty'] }],
    [
      'a key in the config has its own finding',
      { ...OPENAI, apiKey: '${CF_AIG_TOKEN}' },
      [profile],
      { CF_AIG_TOKEN: TOKEN },
      { key: TOKEN, held: undefined },
    ],
    [
      'a reference to a file',
      { ...OPENAI, apiKey: { source: 'file', provider: 'vault', id: '/key' } },
      [],
      ENV,
      { held: 'a secret reference with source "file"', causes: [] },
    ],
  ])('%s', (_name, value, held, env, expected) => {
    expect(from('openai', value, held, env)).toMatchObject(expected);
  });

  test('the headers that need no held key are known', () => {
    const value = { ...OPENAI, headers: { 'cf-aig-authorization': 'Bearer ${CF_AIG_TOKEN}' } };
    const { agentHeaders, gatewayToken } = resolveCredentials(
      readBlock('openai', value),
      environmentOf({ CF_AIG_TOKEN: TOKEN }),
      undefined,
      { held: [profile] },
    );
    expect(agentHeaders).toEqual({ 'cf-aig-authorization': `Bearer ${TOKEN}` });
    expect(gatewayToken?.value).toBe(TOKEN);
  });
});

describe('gateway token and provider key', () => {
  const rows: [string, Record<string, unknown>, string | undefined, string | undefined][] = [
    ['the token, by its variable', { ...COMPAT, apiKey: REF }, 'authorization', undefined],
    ['the token, by its form', { ...COMPAT, apiKey: TOKEN }, 'authorization', undefined],
    ['a key, by its form', { ...COMPAT, apiKey: KEY }, undefined, 'authorization'],
    ['a key, by its variable', { ...COMPAT, apiKey: '${MISTRAL_API_KEY}' }, undefined, 'authorization'],
    ['unknown: the token', { ...COMPAT, apiKey: '${SOMETHING}' }, 'authorization', undefined],
    [
      'cf-aig-authorization is the token',
      { ...CLAUDE, apiKey: '${SOMETHING}', headers: { 'cf-aig-authorization': 'Bearer ${CF_AIG_TOKEN}' } },
      'cf-aig-authorization',
      'x-api-key',
    ],
    [
      'an empty x-api-key is none',
      {
        ...CLAUDE,
        apiKey: REF,
        headers: { 'cf-aig-authorization': 'Bearer ${CF_AIG_TOKEN}', 'x-api-key': '' },
      },
      'cf-aig-authorization',
      undefined,
    ],
    [
      'on the REST API Authorization is the token',
      {
        baseUrl: `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai/v1`,
        apiKey: '${OPENAI_API_KEY}',
      },
      'authorization',
      undefined,
    ],
    [
      'the bare name of the token',
      { ...COMPAT, apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY' },
      'authorization',
      undefined,
    ],
  ];
  test.each(rows)('%s', (_name, value, token, key) => {
    const resolved = resolve(value);
    expect(resolved.gatewayToken?.header).toBe(token);
    expect(resolved.providerKey?.header).toBe(key);
  });

  test.each([
    ['CLOUDFLARE_AI_GATEWAY_API_KEY', true],
    ['${NONE}', true],
    ['$CF_AIG_TOKEN', true],
    ['${CF_AIG_TOKEN}', undefined],
  ])('%s is sent literally: %s', (apiKey, unresolved) => {
    expect(resolve({ ...COMPAT, apiKey }).gatewayToken?.unresolved).toBe(unresolved);
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['with x-api-key alone', {}, true],
    ['with authHeader', { authHeader: true }, false],
    ['with the header', { headers: { authorization: 'Bearer ${CF_AIG_TOKEN}' } }, false],
    ['with a form that has it', { api: 'openai-responses' }, false],
  ])('the REST API needs Authorization: %s', (_name, more, isMissing) => {
    const baseUrl = `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai/v1`;
    const { problems } = resolve({ api: 'anthropic-messages', baseUrl, apiKey: '${CF_AIG_TOKEN}', ...more });
    const expected = [
      { cause: 'header-malformed', values: { header: 'Authorization', expected: 'Bearer ${CF_AIG_TOKEN}' } },
    ];
    const malformed = problems.filter(({ cause }) => cause === 'header-malformed');
    expect(malformed).toMatchObject(isMissing ? expected : []);
  });

  test('the payment decides if the form does not', () => {
    const block = readBlock('cloudflare-ai-gateway', { ...COMPAT, apiKey: REF });
    expect(resolveCredentials(block, environmentOf(VARIABLES), 'own-key-open').providerKey?.value).toBe(
      TOKEN,
    );
  });

  test.each(RECIPES.map((recipe) => [recipe.name, recipe.payment, recipe] as const))(
    'recipe %s, %s: no problem, and the roles as planned',
    (_name, payment, recipe) => {
      const provider = {
        compat: 'openai',
        openai: 'openai',
        anthropic: 'anthropic',
        google: 'google-ai-studio',
        'workers-ai': 'workers-ai',
        rest: 'openai',
      }[recipe.name];
      const key = keyVariableOf(provider);
      const setup = {
        accountId: ACCOUNT,
        gateway: 'my-gateway',
        recipe: recipe.name,
        payment,
        provider,
        models: [{ id: 'm' }],
      };
      const variables = { token: 'CLOUDFLARE_AI_GATEWAY_API_KEY', key };
      const block = readBlock(
        'cloudflare-ai-gateway',
        blockValue(buildBlock(recipe, setup, variables, CLOUDFLARE)),
      );
      const env = environmentOf({ CLOUDFLARE_AI_GATEWAY_API_KEY: TOKEN, [key]: KEY });
      const resolved = resolveCredentials(block, env);
      const { problems, gatewayToken, providerKey, inferHeaders } = resolved;
      expect(problems).toEqual([]);
      expect(paymentOf(resolved)).toBe(payment);
      expect(Object.keys(inferHeaders)).not.toEqual([]);
      expect(gatewayToken?.value).toBe(payment === 'own-key-open' ? undefined : TOKEN);
      const tokenIsKey = recipe.name === 'workers-ai' && payment === 'stored';
      expect(providerKey?.value).toBe(payment !== 'stored' ? KEY : tokenIsKey ? TOKEN : undefined);
    },
  );
});

describe('problems', () => {
  const header = (name: string, value: unknown) => ({
    ...COMPAT,
    apiKey: REF,
    headers: { Authorization: 'Bearer ${OPENAI_API_KEY}', [name]: value },
  });
  const CF = 'cf-aig-authorization';
  const rows: [string, Record<string, unknown>, string[]][] = [
    ['nothing', { ...COMPAT, apiKey: REF }, []],
    ['nothing: ${VAR}', { ...COMPAT, apiKey: '${CF_AIG_TOKEN}' }, []],
    ['no apiKey', COMPAT, ['api-key-missing']],
    ['a bare name', { ...COMPAT, apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY' }, ['api-key-bare-name']],
    ['$VAR', { ...COMPAT, apiKey: '$CF_AIG_TOKEN' }, ['api-key-dollar-form']],
    ['another program’s reference', { ...COMPAT, apiKey: 'env:CF_AIG_TOKEN' }, ['api-key-wrong-reference']],
    ['the same without a variable', { ...COMPAT, apiKey: '{env:NONE}' }, ['api-key-wrong-reference']],
    ['$${VAR}', { ...COMPAT, apiKey: '$${CF_AIG_TOKEN}' }, ['api-key-reference-malformed']],
    [
      'no provider',
      { ...COMPAT, apiKey: { source: 'env', id: 'CF_AIG_TOKEN' } },
      ['api-key-reference-malformed'],
    ],
    ['a secret', { ...COMPAT, apiKey: TOKEN }, ['secret-in-config']],
    ['a secret after Bearer', { ...COMPAT, apiKey: `Bearer ${TOKEN}` }, ['secret-in-config']],
    ['a secret in a header', header('Authorization', `Bearer ${KEY}`), ['secret-in-config']],
    [
      'a short secret in a header',
      header('Authorization', 'Bearer CANARYF'),
      ['secret-in-config', 'transport-split'],
    ],
    ['a secret without Bearer', header('api-key', 'CANARYF'), ['secret-in-config', 'transport-split']],
    ['an empty key header', header('x-api-key', ''), []],
    ['a missing variable', { ...COMPAT, apiKey: '${NONE}' }, ['variable-missing']],
    ['a colon', header(CF, 'Bearer: ${CF_AIG_TOKEN}'), ['header-malformed']],
    ['no Bearer', header(CF, '${CF_AIG_TOKEN}'), ['header-malformed']],
    ['Bearer twice', header(CF, 'Bearer ${WITH_BEARER}'), ['header-malformed']],
    ['Bearer in the variable', header(CF, '${WITH_BEARER}'), []],
    ['a secret reference', header(CF, { ...REF }), ['header-malformed']],
    ['a secret reference to the whole text', header(CF, { ...REF, id: 'WITH_BEARER' }), []],
    ['null', header(CF, null), ['header-malformed']],
    ['an empty Authorization', header('Authorization', ''), ['header-malformed']],
    [
      'another program’s reference in a header',
      header(CF, 'Bearer {env:CF_AIG_TOKEN}'),
      ['header-malformed'],
    ],
    ['${env:VAR} in a header', header(CF, 'Bearer ${env:CF_AIG_TOKEN}'), ['header-malformed']],
    ['the same in a key header', header('x-api-key', 'env:CF_AIG_TOKEN'), ['header-malformed']],
    ['a variable in angle brackets', header(CF, 'Bearer <CF_AIG_TOKEN>'), ['header-malformed']],
    ['a colon in another header', header('cf-aig-metadata', 'env:prod'), []],
    ['a name in a header', header(CF, 'Bearer CF_AIG_TOKEN'), ['header-malformed']],
    ['a dollar name in a header', header(CF, 'Bearer $CF_AIG_TOKEN'), ['header-malformed']],
    ['a missing variable in a header', header(CF, 'Bearer ${NONE}'), ['variable-missing']],
    [
      'the provider key for agents only',
      { ...COMPAT, apiKey: '${OPENAI_API_KEY}', headers: { [CF]: 'Bearer ${CF_AIG_TOKEN}' } },
      ['transport-split'],
    ],
  ];
  test.each(rows)('%s', (_name, value, wanted) => {
    expect(causes(value)).toEqual(wanted);
  });

  test('a bare name: shows exactly what would be sent', () => {
    const [problem] = resolve({ ...COMPAT, apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY' }).problems;
    expect(problem).toEqual({
      cause: 'api-key-bare-name',
      path: ['models', 'providers', 'cloudflare-ai-gateway', 'apiKey'],
      values: {
        variable: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
        found: 'Authorization: Bearer CLOUDFLARE_AI_GATEWAY_API_KEY',
        detail: 'OpenClaw would send Authorization: Bearer CLOUDFLARE_AI_GATEWAY_API_KEY',
      },
    });
  });

  test('an empty variable', () => {
    expect(causes({ ...COMPAT, apiKey: REF }, { CLOUDFLARE_AI_GATEWAY_API_KEY: '' })).toEqual([
      'variable-empty',
    ]);
  });

  test('a reference in the headers of a model is found there', () => {
    const block = readBlock('cloudflare-ai-gateway', {
      ...COMPAT,
      apiKey: REF,
      models: [{ id: 'm', name: 'm', headers: { [CF]: 'Bearer env:CF_AIG_TOKEN' } }],
    });
    const { problems } = resolveCredentials(effectiveBlock(block, 'm'), environmentOf(VARIABLES));
    expect(problems[0]).toMatchObject({
      cause: 'header-malformed',
      values: { header: CF, variable: 'CF_AIG_TOKEN', expected: 'Bearer ${CF_AIG_TOKEN}' },
      path: [...block.path, 'models', 0, 'headers', CF],
    });
  });

  test('no problem contains a secret', () => {
    for (const [, value] of rows) {
      const told = JSON.stringify(resolve(value).problems);
      expect(told).not.toContain(TOKEN);
      expect(told).not.toContain(KEY);
    }
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
