import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CATALOGUE, type CauseId } from '../../src/diagnosis/causes/catalogue.js';
import { CATEGORY_EXIT_CODES } from '../../src/diagnosis/causes/category.js';
import { mapConcurrently } from '../../src/lib/map-concurrently.js';
import { readSnapshot } from '../../src/openclaw/snapshot.js';
import { targetOf } from '../../src/openclaw/target.js';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import type { Scenario } from '../../src/sandbox/scenarios/scenario.js';
import { SCENARIOS } from '../../src/sandbox/scenarios.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { openFullPort } from './full-port.js';
import { cfAig, Home, type Run, runInProcess, withoutWaits } from './harness.js';

const PROVIDER_KEY = 'sk-sandbox-provider-key-good';
const SECRETS = [...Object.values(SANDBOX_TOKENS).map(({ value }) => value), PROVIDER_KEY];
const TIMEOUT_MS = '900';
const SIDE_BY_SIDE = 3;

type Needs = NonNullable<Scenario['needs']>;

/** How the setup has to be for a scenario that does not show itself to the ordinary one. */
const SETUPS: Partial<Record<Needs, { model?: string; flags?: string[]; break?(home: Home): void }>> = {
  'no-token': {
    flags: ['--recipe', 'compat', '--pay', 'own-key-open', '--provider-key-env', 'PROVIDER_KEY'],
  },
  'token-in-x-api-key': {
    break: (home) => {
      edit(home.config, home, (text) =>
        text
          .replace('/compat"', '/anthropic"')
          .replace('openai-completions', 'anthropic-messages')
          .replaceAll('openai/gpt-4o-mini', 'claude-sonnet-5'),
      );
    },
  },
  'provider-key-as-token': { break: (home) => setToken(home, PROVIDER_KEY) },
  'malformed-token': { break: (home) => setToken(home, `'"${SANDBOX_TOKENS.good.value}"'`) },
  'own-key': { flags: ['--pay', 'own-key', '--provider-key-env', 'PROVIDER_KEY'] },
  rest: { flags: ['--recipe', 'rest'] },
  'rest-responses': {
    flags: ['--recipe', 'rest'],
    break: (home) =>
      edit(home.config, home, (text) => text.replace('openai-completions', 'openai-responses')),
  },
  'dynamic-route': { break: (home) => setModel(home, 'dynamic/my-route') },
  'dynamic-route-rest': {
    flags: ['--recipe', 'rest'],
    break: (home) => setModel(home, 'dynamic/my-route'),
  },
  'workers-ai-key': { model: 'workers-ai/@cf/meta/llama-3.1-8b-instruct' },
};

function edit(file: string, home: Home, change: (text: string) => string): void {
  home.write(file, change(home.read(file)));
}

function setModel(home: Home, model: string): void {
  edit(home.config, home, (text) => text.replaceAll('openai/gpt-4o-mini', model));
}

function setToken(home: Home, written: string): void {
  edit(home.dotenv, home, () => `CLOUDFLARE_AI_GATEWAY_API_KEY=${written}\n`);
}

interface Seen {
  doctor: Run;
  model: Run;
  /** The same for another client that sends the same. */
  client: { doctor: Run; model: Run; text: string };
  /** Everything that any form of output said. */
  all: string;
}

async function play(scenario: Scenario): Promise<Seen> {
  const box = await startSandbox({ port: 0, scenario: scenario.name });
  const home = new Home();
  try {
    const env = await setUp(scenario, box, home);
    // Node reads NODE_EXTRA_CA_CERTS only when it starts.
    const run: typeof runInProcess = scenario.needs === 'trust' ? cfAig : runInProcess;
    const trace = join(home.path, 'trace.har');
    const limit = ['--timeout', TIMEOUT_MS];
    const given = { env, ...withoutWaits };
    const doctor = await run(['doctor', '--json', '--verbose', '--trace', trace, ...limit], given);
    const model = await run(['test-model', '--json', '--verbose', ...limit], given);
    const human = await run(['doctor', '--report', ...limit], given);
    const client = await playAsClient(home, env, run);
    const runs = [doctor, model, human].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    return { doctor, model, client, all: [...runs, client.text, home.read(trace)].join('\n') };
  } finally {
    home.remove();
    await box.close();
  }
}

/** Examines what OpenClaw sends in this setup as that of another client, from an empty home. */
async function playAsClient(
  home: Home,
  env: NodeJS.ProcessEnv,
  run: typeof runInProcess,
): Promise<Seen['client']> {
  const [homedir, platform, nodeVersion] = [home.path, process.platform, process.version];
  const target = targetOf(await readSnapshot({ env, homedir, cwd: homedir, platform, nodeVersion }))!;
  const { block, modelId = '', credentials } = target;
  const { gatewayToken: token, providerKey: key } = credentials;
  const plain = Object.entries(block.headers).filter(([name]) => name === 'cf-aig-gateway-id');
  const flags = [
    ...['--base-url', block.baseUrl ?? '', '--api', block.api, '--model', modelId],
    ...(token ? ['--token-env', 'CLIENT_TOKEN', '--token-header', token.header] : []),
    ...(key ? ['--key-env', 'CLIENT_KEY'] : []),
    ...plain.flatMap(([name, value]) => ['--header', `${name}=${value}`]),
    ...['--timeout', TIMEOUT_MS],
  ];
  const given = {
    env: { ...env, HOME: join(home.path, 'none'), CLIENT_TOKEN: token?.value, CLIENT_KEY: key?.value },
    ...withoutWaits,
  };
  const doctor = await run(['doctor', '--json', ...flags], given);
  const model = await run(['test-model', '--json', ...flags], given);
  const others = [
    await run(['doctor', '--verbose', ...flags], given),
    await run(['doctor', '--report', ...flags], given),
    await run(['test-model', '--verbose', ...flags], given),
  ];
  const text = [doctor, model, ...others].flatMap(({ stdout, stderr }) => [stdout, stderr]).join('\n');
  return { doctor, model, text };
}

async function setUp(scenario: Scenario, box: Sandbox, home: Home): Promise<NodeJS.ProcessEnv> {
  const setup = (scenario.needs && SETUPS[scenario.needs]) ?? {};
  const behindProxy = scenario.needs === 'proxy';
  const env: NodeJS.ProcessEnv = {
    HOME: home.path,
    ...(behindProxy
      ? { HTTPS_PROXY: box.url, CLOUDFLARE_API_BASE_URL: 'https://api.cloudflare.com/client/v4' }
      : { CF_AIG_GATEWAY_ORIGIN: box.gatewayOrigin, CLOUDFLARE_API_BASE_URL: box.apiBaseUrl }),
  };
  if (scenario.needs === 'trust') {
    const authority = join(home.path, 'authority.pem');
    writeFileSync(authority, box.authority ?? '');
    env.NODE_EXTRA_CA_CERTS = authority;
  }
  const made = await runInProcess(
    [
      ...['init', '--account-id', box.accountId, '--gateway', box.gateway, '--token-env', 'SANDBOX_TOKEN'],
      ...['--model', setup.model ?? 'openai/gpt-4o-mini', '--no-input', '--no-check', ...(setup.flags ?? [])],
    ],
    { env: { ...env, SANDBOX_TOKEN: box.token, PROVIDER_KEY } },
  );
  expect(made.code).toBe(0);
  setup.break?.(home);
  return env;
}

const seen = new Map<string, Seen>();

beforeAll(async () => {
  await mapConcurrently(STAGEABLE, SIDE_BY_SIDE, async (scenario) => {
    seen.set(scenario.name, await play(scenario));
  });
}, 600_000);
afterAll(() => seen.clear());

/** What needs a network with a route to everywhere is staged below, on this machine. The others are no requests of
 * OpenClaw's: it always fills Authorization, and a key in the wrong header is seen in the config first. */
const NOT_BY_OPENCLAW: readonly Scenario['needs'][] = ['route', 'key-as-bearer', 'workers-ai'];
const STAGEABLE = SCENARIOS.filter(({ needs }) => !NOT_BY_OPENCLAW.includes(needs));

/** Only the management plane is in trouble: the setup works. */
const HARMLESS = STAGEABLE.filter(({ needs, name }) => needs === 'management' || name === 'token-lacks-read');
const HARMFUL = STAGEABLE.filter((scenario) => !HARMLESS.includes(scenario));

describe('every scenario of the sandbox is named by doctor or test-model', () => {
  test.each(HARMFUL.map(({ name, cause }): [string, CauseId] => [name, cause]))('%s: %s', (name, cause) => {
    const { doctor, model } = seen.get(name)!;
    const verdicts = [doctor.json().verdict, model.json().verdict];
    expect(verdicts.map((verdict) => verdict?.cause)).toContain(cause);
    const deciding = verdicts.find((verdict) => verdict?.cause === cause);
    expect(deciding.category).toBe(CATALOGUE[cause].category);
    expect([doctor.code, model.code]).toContain(CATEGORY_EXIT_CODES[CATALOGUE[cause].category]);
  });

  test.each(HARMLESS.map(({ name }) => name))('%s changes no verdict of a setup that works', (name) => {
    const { doctor, model } = seen.get(name)!;
    expect(doctor.json()).toMatchObject({ ok: true, verdict: null });
    expect(model.json()).toMatchObject({ ok: true, verdict: null });
  });
});

describe('another client that sends the same', () => {
  test.each(STAGEABLE.map(({ name }) => name))('%s: gets the same verdicts', (name) => {
    const { doctor, model, client } = seen.get(name)!;
    expect(verdictsOf(client)).toEqual(verdictsOf({ doctor, model }));
  });

  test.each(STAGEABLE.map(({ name }) => name))('%s: is told nothing about OpenClaw', (name) => {
    expect(seen.get(name)!.client.text).not.toMatch(/openclaw|cf-aig init|\.env\b|\bbaseUrl\b/i);
  });
});

test('workers-ai-token-missing: another client sends the token in cf-aig-authorization alone, as OpenClaw does not', async () => {
  const box = await startSandbox({ port: 0, scenario: 'workers-ai-token-missing' });
  const env = { HOME: '/nonexistent', CLOUDFLARE_API_BASE_URL: box.apiBaseUrl, CLIENT_TOKEN: box.token };
  const flags = [
    ...['--base-url', `${box.gatewayOrigin}/v1/${box.accountId}/${box.gateway}/compat`],
    ...['--api', 'openai-completions', '--model', 'workers-ai/@cf/meta/llama-3.1-8b-instruct'],
    ...['--token-env', 'CLIENT_TOKEN'],
  ];
  try {
    const given = { env, ...withoutWaits };
    const doctor = await runInProcess(['doctor', '--json', ...flags], given);
    const model = await runInProcess(['test-model', '--json', ...flags], given);
    const verdict = { category: 'upstream-error', cause: 'workers-ai-token-missing' };
    expect(verdictsOf({ doctor, model })).toEqual([
      { code: 15, verdict },
      { code: 15, verdict },
    ]);
    expect(doctor.stdout).not.toMatch(/openclaw|cf-aig init/i);
  } finally {
    await box.close();
  }
});

function verdictsOf({ doctor, model }: Pick<Seen, 'doctor' | 'model'>) {
  return [doctor, model].map((run) => ({ code: run.code, verdict: run.json().verdict }));
}

test('connect-timeout: nobody answers at the address', async () => {
  const full = await openFullPort();
  const home = new Home();
  try {
    const env = { HOME: home.path, CF_AIG_GATEWAY_ORIGIN: `http://127.0.0.1:${full.port}` };
    const flags = [
      '--account-id',
      SANDBOX_TOKENS.good.accountId,
      '--gateway',
      'my-gateway',
      '--token-env',
      'TOKEN',
    ];
    await runInProcess(['init', ...flags, '--model', 'openai/gpt-4o-mini', '--no-input', '--no-check'], {
      env: { ...env, TOKEN: SANDBOX_TOKENS.good.value },
    });
    const run = await runInProcess(['doctor', '--json', '--timeout', TIMEOUT_MS], { env });
    expect(run.json().verdict).toEqual({ category: 'network', cause: 'connect-timeout' });
  } finally {
    home.remove();
    full.close();
  }
});

test('no secret appears in any output of any scenario', () => {
  for (const [name, { all }] of seen) {
    const leaked = SECRETS.filter((secret) => all.includes(secret));
    expect({ name, leaked }).toEqual({ name, leaked: [] });
  }
});
