import { delimiter } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import json5 from 'json5';
import { CATEGORIES } from '../../src/diagnosis/causes/category.js';
import type { Finding } from '../../src/doctor/check/finding.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { type Home, runInProcess } from './harness.js';
import { GATEWAY_URL, lay, SETUPS, type Setup, TOKEN, VARIABLE } from './setups.js';

/** Several faults at once, as people have them. */
const MORE: [string, Setup][] = [
  ['nothing wrong', {}],
  [
    'the block of a page on the web',
    { block: { baseUrl: GATEWAY_URL, apiKey: VARIABLE, api: undefined, auth: undefined, models: [] } },
  ],
  [
    'no route, and ids without a provider',
    {
      block: { baseUrl: GATEWAY_URL, models: [{ id: 'gpt-4o-mini', name: 'x' }] },
      primary: 'cloudflare-ai-gateway/gpt-4o-mini',
    },
  ],
  ['a name of a variable that nothing defines', { block: { apiKey: 'MY_GATEWAY_TOKEN' } }],
  [
    'the token in a header of the config',
    { block: { headers: { 'cf-aig-authorization': `Bearer ${TOKEN}` } } },
  ],
  [
    'a known model under a short name',
    { block: { models: [{ id: 'kimi-k2.6', name: 'x' }] }, primary: 'cloudflare-ai-gateway/kimi-k2.6' },
  ],
  [
    'the right model beside the wrong name of it',
    { block: { models: ['gpt-4o-mini', 'openai/gpt-4o-mini'].map((id) => ({ id, name: 'x' })) } },
  ],
  [
    'Auto Router, a dynamic route and a custom provider',
    {
      block: {
        models: ['cloudflare/auto', 'dynamic/support', 'custom-mine/m'].map((id) => ({ id, name: 'x' })),
      },
      primary: 'cloudflare-ai-gateway/cloudflare/auto',
    },
  ],
  ['Bearer in .env', { dotenv: `${VARIABLE}="Bearer ${TOKEN}"\n` }],
  [
    'Bearer in .env and in the header',
    {
      block: { headers: { 'cf-aig-authorization': `Bearer \${${VARIABLE}}` } },
      dotenv: `${VARIABLE}=Bearer ${TOKEN}\n`,
    },
  ],
];

type Doctor = { findings: Finding[]; fixed?: { cause: string }[]; left?: { cause: string; why: string }[] };

const failures = ({ findings }: Doctor) => findings.filter(({ status }) => status === 'fail');
const causes = (findings: readonly Finding[]) => findings.map(({ cause }) => cause);
const rank = ({ category }: Finding) => (category ? CATEGORIES.indexOf(category) : -1);

/** Every model that the config names, in the block or as a ref. */
function modelsOf(home: Home): string[] {
  try {
    const config = json5.parse(home.read(home.config));
    const block = config.models.providers['cloudflare-ai-gateway'];
    return block.models.map(({ id }: { id: string }) => id);
  } catch {
    return [];
  }
}

describe('--offline --fix: never worse, and what it promises it does or says why not', () => {
  const setups: [string, Setup][] = [
    ...SETUPS.map(([cause, title, setup]): [string, Setup] => [`${cause}: ${title}`, setup]),
    ...MORE,
  ];
  test.each(setups)('%s', async (_title, setup) => {
    const home = lay(setup);
    try {
      const env = {
        HOME: home.path,
        ...(setup.path && { PATH: `${setup.path(home)}${delimiter}${process.env.PATH}` }),
        ...setup.env,
      };
      const doctor = async (...flags: string[]): Promise<Doctor> =>
        (await runInProcess(['doctor', '--offline', '--json', ...flags], { env })).json();
      const before = await doctor();
      const listed = modelsOf(home);
      const { fixed = [], left = [] } = await doctor('--fix', '--yes');
      const after = await doctor();

      const known = causes(failures(before));
      const isKnown = (cause: string) => causes(before.findings).some((one) => one === cause);
      const hidden = (finding: Finding) => failures(before).some((failure) => rank(failure) < rank(finding));
      expect(causes(failures(after).filter((one) => !known.includes(one.cause) && !hidden(one)))).toEqual([]);
      expect(failures(after).length).toBeLessThanOrEqual(failures(before).length);

      const troubled = before.findings.flatMap(({ model }) => model ?? []);
      const sound = listed.filter((id) => !troubled.includes(id));
      // A route that only the repair of the address shows may want another prefix.
      const isAnotherForm = fixed.some(({ cause }) => cause.startsWith('model-prefix-') && !isKnown(cause));
      const formOf = (id: string) => (isAnotherForm ? id.replace(/^.*\//, '') : id);
      expect(modelsOf(home).map(formOf)).toEqual(expect.arrayContaining(sound.map(formOf)));

      const still = causes(after.findings);
      for (const { cause } of before.findings.filter(({ fixable }) => fixable)) {
        expect({ cause, left: left.some((one) => one.cause === cause) }).toEqual({
          cause,
          left: still.includes(cause),
        });
      }
      expect(fixed.filter(({ cause }) => still.some((one) => one === cause))).toEqual([]);

      const again = await doctor('--fix', '--yes');
      expect(again.fixed ?? []).toEqual([]);
    } finally {
      home.remove();
    }
  });
});

describe('--fix on the wire', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterAll(() => sandbox.close());

  const url = (gateway = sandbox.gateway, account = sandbox.accountId) =>
    `${sandbox.gatewayOrigin}/v1/${account}/${gateway}/compat`;

  async function mend(setup: Setup) {
    const home = lay({ dotenv: `${VARIABLE}=${sandbox.token}\n`, ...setup });
    const env = {
      HOME: home.path,
      CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    };
    try {
      const before = await runInProcess(['doctor', '--json'], { env });
      const after = await runInProcess(['doctor', '--fix', '--yes', '--json'], { env });
      const text = home.read(home.config);
      const config = json5.parse(text);
      return {
        cause: before.json().verdict?.cause,
        after: after.json(),
        text,
        block: config.models.providers['cloudflare-ai-gateway'],
        model: config.agents.defaults.model,
        dotenv: home.read(home.dotenv),
        everything: before.stdout + before.stderr + after.stdout + after.stderr,
      };
    } finally {
      home.remove();
    }
  }

  test('a gateway one letter off', async () => {
    const { cause, after, block } = await mend({ block: { baseUrl: url('my-gatway') } });
    expect(cause).toBe('gateway-not-found');
    expect(after).toMatchObject({ ok: true, verdict: null, fixed: [{ cause: 'gateway-not-found' }] });
    expect(block.baseUrl).toBe(url());
  });

  test('an account ID one letter off', async () => {
    const last = sandbox.accountId.at(-1) === '0' ? '1' : '0';
    const { cause, after, block } = await mend({
      block: { baseUrl: url(undefined, sandbox.accountId.slice(0, -1) + last) },
    });
    expect(cause).toBe('account-id-mistyped');
    expect(after).toMatchObject({ ok: true, fixed: [{ cause: 'account-id-mistyped' }] });
    expect(block.baseUrl).toBe(url());
  });

  test('a gateway that nothing like it exists for', async () => {
    const { after, block } = await mend({ block: { baseUrl: url('production') } });
    expect(after).toMatchObject({ ok: false, fixed: [], left: [{ cause: 'gateway-not-found' }] });
    expect(block.baseUrl).toBe(url('production'));
  });

  test('a misspelt model, wherever it is named, and a gateway one letter off before it', async () => {
    const wrong = 'cloudflare-ai-gateway/openai/gpt-4o-min';
    const config = {
      models: {
        providers: {
          'cloudflare-ai-gateway': {
            auth: 'api-key',
            apiKey: { source: 'env', provider: 'default', id: VARIABLE },
            baseUrl: url('my-gatway'),
            api: 'openai-completions',
            models: [{ id: 'openai/gpt-4o-min', name: 'x' }],
          },
        },
      },
      agents: {
        defaults: { model: { primary: wrong, fallbacks: [wrong] } },
        entries: { coder: { model: wrong } },
      },
    };
    const { after, block, model, text } = await mend({ config: `// mine\n${JSON.stringify(config)}` });
    expect(after.fixed.map(({ cause }: { cause: string }) => cause)).toEqual(
      expect.arrayContaining(['gateway-not-found', 'model-not-offered']),
    );
    expect(after.verdict).toBeNull();
    expect(block.models).toMatchObject([{ id: 'openai/gpt-4o-mini' }]);
    expect(model.primary).toBe('cloudflare-ai-gateway/openai/gpt-4o-mini');
    expect(text).not.toMatch(/gpt-4o-min\b/);
    expect(text).toMatch(/^\/\/ mine\n/);
  });

  test.each<[string, string, () => string]>([
    ['provider-key-is-placeholder', 'a placeholder', () => 'unused'],
    ['provider-key-is-gateway-token', 'the gateway token', () => sandbox.token],
  ])('%s: %s as provider key', async (expected, _title, key) => {
    const { cause, after, block, everything } = await mend({
      block: {
        baseUrl: `${sandbox.gatewayOrigin}/v1/${sandbox.accountId}/${sandbox.gateway}/openai`,
        apiKey: { source: 'env', provider: 'default', id: 'OPENAI_API_KEY' },
        headers: { 'cf-aig-authorization': `Bearer \${${VARIABLE}}`, 'cf-aig-metadata': '{"team":"a"}' },
        models: [{ id: 'gpt-4o-mini', name: 'x' }],
      },
      primary: 'cloudflare-ai-gateway/gpt-4o-mini',
      dotenv: `${VARIABLE}=${sandbox.token}\nOPENAI_API_KEY=${key()}\n`,
    });
    expect(cause).toBe(expected);
    expect(after.fixed).toContainEqual(expect.objectContaining({ cause: expected }));
    expect(after).toMatchObject({ ok: true, verdict: null });
    expect(block.apiKey).toEqual({ source: 'env', provider: 'default', id: VARIABLE });
    expect(block.headers).toEqual({ 'cf-aig-metadata': '{"team":"a"}' });
    expect(everything).not.toContain(sandbox.token);
  });

  test.each([
    ['Bearer', (token: string) => `Bearer ${token}`],
    ['quotes', (token: string) => `'"${token}"'`],
  ])('%s around the token in .env', async (_title, written) => {
    const { after, dotenv, everything } = await mend({
      dotenv: `# mine\n${VARIABLE}=${written(sandbox.token)}\n`,
      block: { baseUrl: url() },
    });
    expect(after).toMatchObject({ ok: true, verdict: null });
    expect(dotenv).toMatch(/^# mine\n/);
    expect(dotenv).not.toMatch(/Bearer/);
    expect(everything).not.toContain(sandbox.token);
  });

  test('a setup that works is left as it is', async () => {
    const { after, text } = await mend({ block: { baseUrl: url() } });
    expect(after).toMatchObject({ ok: true });
    expect(json5.parse(text).models.providers['cloudflare-ai-gateway'].baseUrl).toBe(url());
  });
});
