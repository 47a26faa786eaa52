import { describe, expect, test } from '@jest/globals';
import { readSnapshot, secretsOf } from '../../src/openclaw/snapshot.js';
import { blockOf, isAmbiguous, targetOf, targetSecrets } from '../../src/openclaw/target.js';
import { ACCOUNT, CONFIG, ENV, Home, KEY, TOKEN } from './memory.js';
import { TOKEN_VARIABLE, targetWith } from './target-with.js';

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
  const where = {
    env: home.env,
    homedir: '/home/u',
    cwd: '/work',
    platform: 'linux' as const,
    nodeVersion: '20.18.1',
  };
  return readSnapshot(where, {
    readText: home.read,
    exists: (path) => home.files.has(path),
    openDatabase: () => undefined,
  });
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
  ])('%s', (_, target, expected) => {
    expect(targetSecrets(targetWith(...target))).toEqual(expected);
  });
});
