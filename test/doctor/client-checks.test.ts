import { describe, expect, test } from '@jest/globals';
import { isProblem } from '../../src/doctor/check/finding.js';
import { CLIENT_CHECKS } from '../../src/doctor/client-checks.js';
import { examine } from '../../src/doctor/examine.js';
import { Lab } from '../../src/lab/lab.js';
import type { ClientSetup } from '../../src/openclaw/client-setup.js';
import { clientSnapshot } from '../../src/openclaw/client-snapshot.js';

const GATEWAY = 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway';
const REST = 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1';
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake1';
const env = { TOKEN, QUOTED: `"${TOKEN}"`, KEY: 'sk-FAKEfakeFAKEfakeFAKEfake', DUMMY: 'unused' };
const WHOLE: ClientSetup = {
  baseUrl: `${GATEWAY}/compat`,
  api: 'openai-completions',
  model: 'openai/gpt-4o',
  tokenVariable: 'TOKEN',
  tokenHeader: 'cf-aig-authorization',
  headers: {},
  headerVariables: [],
};

/** Doctor’s findings offline: a request would fail the test. */
async function findingsOf(client: Partial<ClientSetup>) {
  const invocation = {
    env,
    homedir: '/nobody',
    cwd: '/',
    platform: 'linux',
    nodeVersion: 'v22.0.0',
  } as const;
  const snapshot = await clientSnapshot(invocation, { ...WHOLE, ...client });
  const lab = new Lab({ send: () => Promise.reject(new Error('a request')), close: async () => {} });
  const machine = { clock: () => new Date(0) } as never;
  return examine({ snapshot, lab, machine }, { offline: true, strict: false, now: () => 0 });
}

test('looks at nothing of OpenClaw’s', () => {
  expect(CLIENT_CHECKS.map(({ id }) => id)).toEqual([
    ...['base-url', 'credentials', 'headers', 'model', 'proxy', 'connection', 'clock'],
    ...['gateway', 'token', 'provider', 'models-offered', 'gateway-settings'],
  ]);
});

test('a client that is in order', async () => {
  const { ok, findings } = await findingsOf({});
  expect([ok, findings.filter(isProblem)]).toEqual([true, []]);
  expect(
    findings.filter(({ status }) => status === 'pass').map(({ check, title }) => [check, title]),
  ).toEqual([
    ['base-url', WHOLE.baseUrl],
    ['credentials', 'by reference: TOKEN'],
    ['model', 'openai/gpt-4o'],
    ['proxy', 'none for gateway.ai.cloudflare.com'],
  ]);
});

test.each([['/anthropic'], ['/anthropic/v1']])('%s: says what is asked', async (route) => {
  const { findings } = await findingsOf({
    baseUrl: GATEWAY + route,
    api: 'anthropic-messages',
    model: 'claude-opus-5-5',
  });
  const [baseUrl] = findings.filter(({ check }) => check === 'base-url');
  expect(baseUrl?.evidence).toEqual([`asked is ${GATEWAY}/anthropic/v1/messages`]);
});

describe('what is seen without a request', () => {
  test.each<[string, Partial<ClientSetup>, string | null]>([
    ['http:// to another machine', { baseUrl: WHOLE.baseUrl.replace('https', 'http') }, 'base-url-insecure'],
    ['a whole endpoint', { baseUrl: `${WHOLE.baseUrl}/chat/completions` }, 'base-url-full-endpoint'],
    ['another API than that of the route', { api: 'anthropic-messages' }, 'api-mismatch'],
    ['a model without its provider', { model: 'gpt-4o' }, 'model-prefix-missing'],
    [
      'a model of another provider',
      { baseUrl: `${GATEWAY}/openai`, model: 'claude-opus-5-5' },
      'model-listed-unfit',
    ],
    ['the token in another header than that of the REST API', { baseUrl: REST }, 'header-malformed'],
    [
      'a variable that the shell did not replace',
      { baseUrl: `${GATEWAY}/\${ROUTE}` },
      'base-url-placeholder',
    ],
    ['a token in quotes', { tokenVariable: 'QUOTED' }, 'token-malformed'],
    ['a key of a provider as token', { tokenVariable: 'KEY' }, 'token-is-provider-key'],
    ['a placeholder as key', { keyVariable: 'DUMMY' }, 'provider-key-is-placeholder'],
    ['a header that does not exist', { headers: { 'cf-aig-cache-tll': '60' } }, null],
  ])('%s', async (_name, client, cause) => {
    const { verdict, findings } = await findingsOf(client);
    expect(verdict?.cause ?? null).toBe(cause);
    const texts = JSON.stringify(findings.filter(isProblem).map(({ docs: _, ...finding }) => finding));
    expect(texts).toMatch(cause === null ? /header-unknown/ : /remedy/);
    expect(texts).not.toMatch(/openclaw|cf-aig init|\.env\b|models\.providers/i);
  });
});
