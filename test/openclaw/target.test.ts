import { describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../src/openclaw/snapshot.js';
import {
  blockOf,
  credentialOptions,
  isAmbiguous,
  targetOf,
  targetSecrets,
} from '../../src/openclaw/target.js';
import { ACCOUNT, CONFIG, ENV, Home, KEY, TOKEN } from './memory.js';
import { REST, reference, TOKEN_VARIABLE, targetWith } from './target-with.js';

const URL = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway/compat`;
const USUAL = 'cloudflare-ai-gateway';
const block = (...ids: string[]) => ({
  baseUrl: URL,
  api: 'openai-completions',
  apiKey: { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' },
  models: ids.map((id) => ({ id, name: id })),
});

function snapshotOf(providers: Record<string, unknown>, primary?: string, dotenv = '') {
  const home = new Home({
    [CONFIG]: JSON.stringify({ models: { providers }, agents: { defaults: { model: { primary } } } }),
    [ENV]: `CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n${dotenv}`,
  });
  return home.snapshot();
}

describe('variables in the address', () => {
  const DOLLAR = '$';
  const address = `https://gateway.ai.cloudflare.com/v1/${DOLLAR}{CF_ACCOUNT}/my-gateway/compat`;
  const targetWith = async (providers: Record<string, unknown>, dotenv: string, modelId?: string) =>
    targetOf(await snapshotOf(providers, undefined, dotenv), { modelId })!;

  test('are replaced, as OpenClaw does', async () => {
    const { url, urlProblems } = await targetWith(
      { [USUAL]: { ...block(), baseUrl: address } },
      `CF_ACCOUNT=${ACCOUNT}\n`,
    );
    expect(urlProblems).toEqual([]);
    expect(url).toMatchObject({ accountId: ACCOUNT, gateway: 'my-gateway', route: 'compat' });
  });

  test('may be all of it', async () => {
    const providers = { own: { ...block(), baseUrl: `${DOLLAR}{AIG_URL}` } };
    expect((await targetWith(providers, `AIG_URL=${URL}\n`)).url?.normal).toBe(URL);
  });

  test('are replaced in that of a model', async () => {
    const models = [{ id: 'a', name: 'a', baseUrl: address }];
    const { url } = await targetWith({ [USUAL]: { ...block(), models } }, `CF_ACCOUNT=${ACCOUNT}\n`, 'a');
    expect(url?.accountId).toBe(ACCOUNT);
  });

  test.each([
    ['that are missing', 'CF_ACCUONT=1\n', 'variable-missing', 'CF_ACCUONT'],
    ['that are empty', 'CF_ACCOUNT=\n', 'variable-empty', undefined],
  ])('are named %s', async (_name, dotenv, cause, nearest) => {
    const { urlProblems } = await targetWith({ [USUAL]: { ...block(), baseUrl: address } }, dotenv);
    expect(urlProblems).toEqual([{ cause, values: { variable: 'CF_ACCOUNT', nearest } }]);
  });
});

describe('which block is used', () => {
  const work = `${USUAL}-work`;
  const two = { [USUAL]: block('openai/a'), [work]: block('openai/b') };
  const others = { one: block('openai/a'), two: block('openai/b') };
  test.each<
    [string, Record<string, unknown>, string | undefined, string | undefined, string | undefined, boolean]
  >([
    ['the only one', { one: block() }, undefined, undefined, 'one', false],
    ['that of the primary model', two, `${work}/openai/b`, undefined, work, false],
    ['the usual one, when the primary model is elsewhere', two, 'openai/gpt-4o', undefined, USUAL, false],
    ['the one that is named', two, `${work}/openai/b`, USUAL, USUAL, false],
    ['none, when no block has that name', two, `${work}/openai/b`, 'nope', undefined, false],
    ['the first, as a guess', others, 'openai/gpt-4o', undefined, 'one', true],
    [
      'none of another provider',
      { ollama: { baseUrl: 'http://127.0.0.1:11434/v1' } },
      undefined,
      undefined,
      undefined,
      false,
    ],
  ])('%s', async (_name, providers, primary, named, expected, isGuess) => {
    const snapshot = await snapshotOf(providers, primary);
    expect(blockOf(snapshot, named)?.id).toBe(expected);
    expect(isAmbiguous(snapshot)).toBe(isGuess);
  });
});

describe('which model is used', () => {
  const providers = { [USUAL]: block('openai/a', 'openai/b') };
  test.each<[string, string | undefined, string | undefined, string]>([
    ['the primary', `${USUAL}/openai/b`, undefined, 'openai/b'],
    ['the first listed one, when the primary is elsewhere', 'openai/gpt-4o', undefined, 'openai/a'],
    ['the one that is named, listed or not', `${USUAL}/openai/b`, 'openai/c', 'openai/c'],
  ])('%s', async (_name, primary, modelId, expected) => {
    const target = targetOf(await snapshotOf(providers, primary), { modelId });
    expect(target?.modelId).toBe(expected);
    expect(target?.values).toMatchObject({ file: CONFIG, model: expected, modelRef: `${USUAL}/${expected}` });
    expect(target?.access).toMatchObject({ gatewayToken: TOKEN });
  });

  test('a model with its own address uses it', async () => {
    const own = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/other/compat`;
    const entry = { ...block('openai/a'), models: [{ id: 'openai/a' }, { id: 'openai/b', baseUrl: own }] };
    const snapshot = await snapshotOf({ [USUAL]: entry });
    expect(targetOf(snapshot)?.url?.gateway).toBe('my-gateway');
    expect(targetOf(snapshot, { modelId: 'openai/b' })?.url?.gateway).toBe('other');
  });
});

test('an address that cannot be parsed gives a target without access', async () => {
  const target = targetOf(await snapshotOf({ [USUAL]: { ...block('openai/a'), baseUrl: 'nonsense' } }));
  expect(target?.access).toBeUndefined();
  expect(target?.urlProblems.length).toBeGreaterThan(0);
});

test('the secrets of all files are known', async () => {
  const snapshot = await snapshotOf({
    [USUAL]: { ...block('openai/a'), headers: { 'x-api-key': 'sk-fake-literal-000000000000' } },
  });
  expect(secretsOf(snapshot)).toEqual(expect.arrayContaining([TOKEN, 'sk-fake-literal-000000000000']));
});

describe('the secrets of a block', () => {
  const own = { headers: { 'cf-aig-authorization': `Bearer ${TOKEN}` }, apiKey: KEY };
  const NO_VARIABLE = { [TOKEN_VARIABLE]: undefined };
  const shadowed = { value: 'cfut_FAKEother', place: '', winner: '' };
  test.each<[what: string, target: Parameters<typeof targetWith>, expected: string[]]>([
    ['token and key', [own, NO_VARIABLE], [TOKEN, KEY]],
    ['the token alone', [{}], [TOKEN]],
    ['a value that is shadowed', [{}, {}, { otherTokens: [shadowed] }], [TOKEN, shadowed.value]],
    ['no reference without a value', [{}, NO_VARIABLE], []],
    [
      'no text with a variable without a value, beside the token',
      [{ apiKey: TOKEN, headers: { ...own.headers, Authorization: `Bearer ${'$'}{GONE}` } }, NO_VARIABLE],
      [TOKEN],
    ],
  ])('%s', (_, target, expected) => {
    expect(targetSecrets(targetWith(...target))).toEqual(expected);
  });
});

describe('what OpenClaw can do with credentials', () => {
  const version = (text: string) => ({ folder: '/lib/openclaw', version: text }) as never;
  test.each([
    ['unknown, without the plugin', {}, { pluginInstalled: false, configKeyFirst: true }],
    [
      'new, with the plugin',
      { installation: version('2026.9.6'), plugin: '/p' },
      { pluginInstalled: true, configKeyFirst: true },
    ],
    [
      'new, without the plugin',
      { installation: version('2026.9.6') },
      { pluginInstalled: false, configKeyFirst: true },
    ],
    [
      'old, which has it built in',
      { installation: version('2026.2.26') },
      { pluginInstalled: true, configKeyFirst: false },
    ],
  ])('%s', (_name, setup, expected) => {
    expect(credentialOptions({ held: [], ...setup })).toEqual({ held: [], ...expected });
  });
});

describe('the values that steps tell', () => {
  const AUTH = { 'cf-aig-authorization': `Bearer ${TOKEN}` };
  const NO_VARIABLE = { [TOKEN_VARIABLE]: undefined };
  const tokenFrom = (name: string) => ({ 'cf-aig-authorization': `Bearer ${'$'}{${name}}` });
  const FORM = 'sk-ant-api03-FAKEfakeFAKEfakeFAKEfakeFAKE00';
  test.each<
    [name: string, block: Record<string, unknown>, env: NodeJS.ProcessEnv, model: string, values: object]
  >([
    [
      'of a gateway',
      {},
      {},
      'openai/gpt-4o',
      {
        baseUrl: URL,
        gateway: 'my-gateway',
        permission: undefined,
        provider: 'openai',
        tokenVariable: TOKEN_VARIABLE,
        tokenPlace: TOKEN_VARIABLE,
        keyVariable: 'OPENAI_API_KEY',
        otherKey: undefined,
      },
    ],
    [
      'of the REST API',
      { baseUrl: REST },
      {},
      'openai/gpt-4o',
      { gateway: 'default', permission: 'Workers AI > Read' },
    ],
    [
      'of the REST API with a gateway of its own',
      { baseUrl: REST, headers: { 'cf-aig-gateway-id': 'other' } },
      {},
      'openai/gpt-4o',
      { gateway: 'other', permission: 'Workers AI > Read' },
    ],
    [
      'of no address',
      { baseUrl: 'nonsense' },
      {},
      'x',
      { baseUrl: 'nonsense', gateway: undefined, permission: undefined },
    ],
    [
      'of a password in the address',
      { baseUrl: `${URL}?token=${TOKEN}` },
      {},
      'openai/gpt-4o',
      { baseUrl: expect.not.stringContaining(TOKEN) },
    ],
    [
      'of a key in a variable of its own',
      { apiKey: reference('MY_KEY'), headers: AUTH },
      { ...NO_VARIABLE, MY_KEY: KEY },
      'openai/gpt-4o',
      { keyVariable: 'MY_KEY', otherKey: undefined },
    ],
    [
      'of a key in the config',
      { apiKey: KEY, headers: AUTH },
      NO_VARIABLE,
      'openai/gpt-4o',
      { keyVariable: 'OPENAI_API_KEY', otherKey: undefined },
    ],
    [
      'of another provider’s key, which must not be lost',
      { apiKey: reference('MY_KEY'), headers: AUTH },
      { ...NO_VARIABLE, MY_KEY: FORM },
      'openai/gpt-4o',
      { keyVariable: 'OPENAI_API_KEY', otherKey: expect.stringContaining('Anthropic') },
    ],
    [
      'of a provider’s key in the place of the token',
      { apiKey: KEY, headers: tokenFrom('OPENAI_API_KEY') },
      { ...NO_VARIABLE, OPENAI_API_KEY: FORM },
      'openai/gpt-4o',
      { tokenVariable: TOKEN_VARIABLE },
    ],
    [
      'of a token in the variable of a provider',
      { apiKey: KEY, headers: tokenFrom('OPENAI_API_KEY') },
      { ...NO_VARIABLE, OPENAI_API_KEY: TOKEN },
      'openai/gpt-4o',
      { tokenVariable: 'OPENAI_API_KEY' },
    ],
    [
      'of a provider’s key in a variable of its own, in the place of the token',
      { apiKey: KEY, headers: tokenFrom('MY_KEY') },
      { ...NO_VARIABLE, MY_KEY: FORM },
      'openai/gpt-4o',
      { tokenVariable: 'MY_KEY' },
    ],
    [
      'of a token whose variable has no value',
      { apiKey: KEY, headers: tokenFrom('OPENAI_API_KEY') },
      NO_VARIABLE,
      'openai/gpt-4o',
      { tokenVariable: 'OPENAI_API_KEY' },
    ],
  ])('%s', (_name, block, env, model, values) => {
    expect(targetWith(block, env, {}, model).values).toMatchObject(values);
  });

  test.each<[name: string, entry: Record<string, unknown>, place: string | undefined]>([
    ['in its variable', {}, TOKEN_VARIABLE],
    ['in apiKey', { apiKey: TOKEN }, `apiKey in ${CONFIG}`],
    [
      'in a header, however it is written',
      { apiKey: KEY, headers: { 'X-Mine': 'x', 'CF-AIG-Authorization': `Bearer ${TOKEN}` } },
      `the header cf-aig-authorization in ${CONFIG}`,
    ],
  ])('where the token is: %s', async (_name, entry, place) => {
    const home = new Home({
      [CONFIG]: JSON.stringify({ models: { providers: { [USUAL]: { ...block('openai/a'), ...entry } } } }),
      [ENV]: 'apiKey' in entry ? '' : `${TOKEN_VARIABLE}=${TOKEN}\n`,
    });
    const snapshot = await home.snapshot();
    expect(targetOf(snapshot)?.values.tokenPlace).toBe(place);
  });
});

describe('the same variable in two places', () => {
  const shadowed = async (
    dotenv: string,
    env: NodeJS.ProcessEnv = {},
    entry: Record<string, unknown> = {},
  ) => {
    const home = new Home(
      {
        [CONFIG]: JSON.stringify({
          models: { providers: { [USUAL]: { ...block('openai/a'), ...entry } } },
          env: { vars: { [TOKEN_VARIABLE]: 'cfut_FAKEother', OPENAI_API_KEY: 'sk-fake-other' } },
        }),
        [ENV]: dotenv,
      },
      env,
    );
    const snapshot = await home.snapshot();
    return targetOf(snapshot)!;
  };
  const OTHER = { value: 'cfut_FAKEother', place: "the config's env.vars" };

  test('a file and the config', async () => {
    const { otherTokens } = await shadowed(`${TOKEN_VARIABLE}=${TOKEN}\n`);
    expect(otherTokens).toEqual([{ ...OTHER, winner: `${ENV}:1`, exported: undefined }]);
  });

  test('an exported one, a file and the config', async () => {
    const { otherTokens } = await shadowed(`${TOKEN_VARIABLE}=cfut_FAKEfile\n`, { [TOKEN_VARIABLE]: TOKEN });
    const won = { winner: 'the environment', exported: TOKEN_VARIABLE };
    expect(otherTokens).toEqual([
      { value: 'cfut_FAKEfile', place: `${ENV}:1`, ...won },
      { ...OTHER, ...won },
    ]);
  });

  test.each([
    ['the same value', `${TOKEN_VARIABLE}=cfut_FAKEother\n`],
    ['only one has a value', ''],
  ])('%s does not count', async (_name, dotenv) => {
    expect((await shadowed(dotenv)).otherTokens).toEqual([]);
  });

  test('an empty one does not count', async () => {
    const { otherTokens } = await shadowed(`${TOKEN_VARIABLE}=\n`, { [TOKEN_VARIABLE]: TOKEN });
    expect(otherTokens.map(({ value }) => value)).toEqual(['cfut_FAKEother']);
  });

  test('of the provider’s key', async () => {
    const headers = { 'cf-aig-authorization': `Bearer ${TOKEN}` };
    const own = { apiKey: reference('OPENAI_API_KEY'), headers };
    const dotenv = `OPENAI_API_KEY=${KEY}\n`;
    expect((await shadowed(dotenv, {}, own)).values).toMatchObject({
      shadowedKey: "the config's env.vars",
      keyWinner: `${ENV}:1`,
      exported: undefined,
    });
    const found = (await shadowed('', {}, own)).values;
    expect(found).toMatchObject({ shadowedKey: undefined, keyWinner: undefined });
  });
});
