import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CAUSE_IDS, type CauseId } from '../../src/diagnosis/causes/catalogue.js';
import { FEATURES } from '../../src/diagnosis/causes/features.js';
import { thisMachine } from '../../src/openclaw/machine/this-machine.js';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { SCENARIOS } from '../../src/sandbox/scenarios.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { Home, runInProcess } from './harness.js';
import { lay, SETUPS, TOKEN, VARIABLE } from './setups.js';

const SANDBOX_ACCOUNT = SANDBOX_TOKENS.good.accountId;

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

/** Reached below, or in the file that is named. */
const ELSEWHERE: Partial<Record<CauseId, string>> = {
  'node-too-old': 'process.test.ts',
  'edit-refused': 'below',
  'file-not-written': 'test/cli/run.test.ts',
  'backup-missing': 'test/cli/run.test.ts',
  'clock-skewed': 'below',
  'daemon-lacks-variable': 'below',
  'daemon-has-other-value': 'below',
  'provider-key-is-gateway-token': 'below',
  'provider-key-is-placeholder': 'below',
  'model-not-offered': 'below',
  'account-id-mistyped': 'below',
  'token-is-oauth': 'below',
};

/** What no test can bring about through the program alone, and where it is proven instead. */
const NOT_HERE: Partial<Record<CauseId, string>> = {
  'dns-unavailable': 'needs a machine without DNS: test/corpus/transport.json',
  'cloudflare-name-unresolved': 'needs a machine without DNS: test/corpus/transport.json',
  'connection-failed': 'a code of the system that no table knows: test/corpus/transport.json',
  'base-url-private-host': 'OpenClaw’s own refusal, known to explain',
  'plugin-off': 'what OpenClaw’s onboarding says of it, known to explain',
  'openclaw-cooldown': 'needs OpenClaw’s database: test/openclaw/auth-store.test.ts',
  'auth-profile-shadows': 'needs OpenClaw’s database: test/openclaw/auth-store.test.ts',
  'reply-empty': 'needs a model without words: test/corpus/network-bodies.json',
  'gateway-headers-missing': 'seen by verify only: test/e2e/verify.test.ts',
  'gateway-fault': 'needs a gateway that contradicts itself: test/models/model-test.test.ts',
  'daemon-older-than-env': 'needs a system that hides variables of processes: test/checks',
};

test('every cause of the catalogue is reached end to end', () => {
  const reached = new Set<string>([
    ...SETUPS.map(([cause]) => cause),
    ...SCENARIOS.map(({ cause }) => cause),
    ...Object.keys({ ...ELSEWHERE, ...NOT_HERE, ...FEATURES }),
    // `test-model --tools` and `--image`: test-model.test.ts
    'tool-call-missing',
    'image-not-recognised',
  ]);
  expect(CAUSE_IDS.filter((cause) => !reached.has(cause))).toEqual([]);
});

test.each(Object.keys(NOT_HERE))('explain knows %s all the same', async (cause) => {
  const run = await runInProcess(['explain', cause, '--json']);
  expect(run.json().explanations).toMatchObject([{ cause }]);
});

/** A setup on the sandbox, broken by `edit`, and what doctor says of it. */
async function diagnose(o: { model?: string; edit?(home: Home): void; env?: NodeJS.ProcessEnv }) {
  const sandbox = await startSandbox({ port: 0 });
  try {
    const env = {
      HOME: home.path,
      CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    };
    const where = ['--account-id', sandbox.accountId, '--gateway', sandbox.gateway, '--token-stdin'];
    const model = o.model ?? 'openai/gpt-4o-mini';
    await runInProcess(['init', ...where, '--model', model, '--no-input', '--no-check'], {
      env,
      input: sandbox.token,
    });
    o.edit?.(home);
    return await runInProcess(['doctor', '--json'], { env: { ...env, ...o.env } });
  } finally {
    await sandbox.close();
  }
}

test('model-not-offered: a misspelt primary is the verdict, not what the provider says of it', async () => {
  const run = await diagnose({ model: 'openai/gpt-4o-min' });
  expect(run.json().verdict).toEqual({ category: 'bad-url', cause: 'model-not-offered' });
  expect(run.stdout).toContain('Use openai/gpt-4o-mini');
});

test('account-id-mistyped: the token’s own account differs by a letter', async () => {
  const run = await diagnose({
    edit: ({ config }) =>
      home.write(config, home.read(config).replace(SANDBOX_ACCOUNT, SANDBOX_ACCOUNT.replace(/f$/, 'e'))),
  });
  expect(run.json().verdict).toEqual({ category: 'bad-url', cause: 'account-id-mistyped' });
  expect(run.stdout).toContain(`Put ${SANDBOX_ACCOUNT} into baseUrl`);
});

const OAUTH = `${'Xv9k'.repeat(10)}.${'Yzqf'.repeat(10)}`;

test('token-is-oauth: what wrangler keeps', async () => {
  const run = await diagnose({
    edit: ({ dotenv }) => home.write(dotenv, `CLOUDFLARE_AI_GATEWAY_API_KEY=${OAUTH}\n`),
  });
  expect(run.json().verdict).toEqual({ category: 'bad-token', cause: 'token-is-oauth' });
});

test('a bad token in the shell, a good one in .env: the variable has to be unset', async () => {
  const run = await diagnose({ env: { CLOUDFLARE_AI_GATEWAY_API_KEY: SANDBOX_TOKENS.expired.value } });
  expect(run.json().verdict).toEqual({ category: 'config', cause: 'variable-shadowed' });
  expect(run.stdout).toContain('"command": "unset CLOUDFLARE_AI_GATEWAY_API_KEY"');
});

test.each(['changeme', 'sk-proj-FAKE00000000000000000000000000000000000'])(
  '%s in the shell, a good token in .env: the variable has to be unset',
  async (value) => {
    const run = await diagnose({ env: { CLOUDFLARE_AI_GATEWAY_API_KEY: value } });
    expect(run.json().verdict).toEqual({ category: 'config', cause: 'variable-shadowed' });
    expect(run.stdout).toContain('"command": "unset CLOUDFLARE_AI_GATEWAY_API_KEY"');
    expect(run.stdout).not.toContain('followed by the token alone');
  },
);

test('a bad provider key in the shell, a good one in .env: the first step is to unset the variable', async () => {
  const run = await diagnose({
    env: { OPENAI_API_KEY: 'sk-old-wrong-key-000000000000' },
    edit: ({ config, dotenv }) => {
      const { models, ...rest } = JSON.parse(home.read(config));
      const [id] = Object.keys(models.providers);
      const headers = {
        Authorization: `Bearer \${OPENAI_API_KEY}`,
        'cf-aig-authorization': `Bearer \${CLOUDFLARE_AI_GATEWAY_API_KEY}`,
      };
      Object.assign(models.providers[id!], { headers });
      home.write(config, JSON.stringify({ ...rest, models }));
      home.write(dotenv, `${home.read(dotenv)}OPENAI_API_KEY=sk-sandbox-provider-key-good\n`);
    },
  });
  const { verdict, findings } = run.json();
  expect(verdict).toEqual({ category: 'upstream-error', cause: 'provider-key-rejected' });
  const { fix, remedy } = findings.find((one: { cause?: string }) => one.cause === 'provider-key-rejected');
  expect(remedy[0]).toContain('the environment wins');
  expect(remedy[0]).toContain('unset OPENAI_API_KEY');
  expect(fix).toEqual({ command: 'unset OPENAI_API_KEY', what: expect.stringContaining('.env:2 count') });
});

test('token-malformed: says what is wrong with it', async () => {
  const run = await diagnose({
    edit: ({ dotenv }) => home.write(dotenv, 'CLOUDFLARE_AI_GATEWAY_API_KEY=your_token_here\n'),
  });
  expect(run.json().verdict).toEqual({ category: 'bad-token', cause: 'token-malformed' });
  expect(run.stdout).toContain('what is wrong with it: this is a placeholder');
});

test('token-wrong-header: names the header', async () => {
  const run = await diagnose({
    edit: ({ config }) =>
      home.write(
        config,
        home
          .read(config)
          .replace('/compat', '/anthropic')
          .replace('openai-completions', 'anthropic-messages')
          .replaceAll('openai/gpt-4o-mini', 'claude-sonnet-5'),
      ),
  });
  expect(run.json().verdict).toEqual({ category: 'bad-token', cause: 'token-wrong-header' });
  expect(run.stdout).toContain('was sent in x-api-key');
});

const FLAGS = [
  ...['init', '--account-id', '0123456789abcdef0123456789abcdef', '--gateway', 'my-gateway', '--no-input'],
  ...['--model', 'openai/gpt-4o-mini', '--token-stdin'],
];

test.each<[CauseId, string, string]>([
  ['provider-key-is-gateway-token', 'the token as apiKey, too', TOKEN],
  ['provider-key-is-placeholder', 'a word as apiKey', 'unused'],
])('%s: %s', async (cause, _title, key) => {
  const box = await startSandbox({ port: 0 });
  const token = key === TOKEN ? box.token : key;
  const env = {
    HOME: home.path,
    CF_AIG_GATEWAY_ORIGIN: box.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: box.apiBaseUrl,
  };
  const block = {
    auth: 'api-key',
    baseUrl: `${box.gatewayOrigin}/v1/${box.accountId}/${box.gateway}/openai`,
    api: 'openai-completions',
    apiKey: { source: 'env', provider: 'default', id: 'OPENAI_API_KEY' },
    headers: { 'cf-aig-authorization': `Bearer \${${VARIABLE}}` },
    models: [{ id: 'gpt-4o-mini', name: 'GPT' }],
  };
  home.write(
    home.config,
    JSON.stringify({
      models: { providers: { 'cloudflare-ai-gateway': block } },
      agents: { defaults: { model: { primary: 'cloudflare-ai-gateway/gpt-4o-mini' } } },
    }),
  );
  home.write(home.dotenv, `${VARIABLE}=${box.token}\nOPENAI_API_KEY=${token}\n`);
  const run = await runInProcess(['test-model', '--json'], { env });
  await box.close();
  expect(run.json().verdict).toEqual({ cause, category: 'config' });
  expect(run.code).toBe(10);
});

test.each([
  ['workers-ai/v1', 'meta/llama-3.1-8b-instruct', 'If you mean @cf/meta/llama-3.1-8b-instruct, write that.'],
  ['compat', 'cf/meta/llama-3.1-8b-instruct', 'Write it as workers-ai/@cf/meta/llama-3.1-8b-instruct.'],
])('on /%s %s lacks the @', async (route, model, step) => {
  const run = await diagnose({
    edit: ({ config }) => {
      const parsed = JSON.parse(home.read(config));
      const block = parsed.models.providers['cloudflare-ai-gateway'];
      block.baseUrl = block.baseUrl.replace(/compat$/, route);
      block.models = [{ id: model, name: 'Llama' }];
      parsed.agents.defaults.model.primary = `cloudflare-ai-gateway/${model}`;
      home.write(config, JSON.stringify(parsed));
    },
  });
  const { findings } = run.json();
  const found = findings.find(({ check }: { check: string }) => check === 'provider');
  expect(found.remedy).toContain(step);
  expect(run.stdout).not.toContain('custom-');
});

test('provider-key-rejected: another provider’s key is not to be overwritten', async () => {
  const run = await diagnose({
    edit: ({ config, dotenv }) => {
      const parsed = JSON.parse(home.read(config));
      const block = parsed.models.providers['cloudflare-ai-gateway'];
      Object.assign(block, {
        baseUrl: block.baseUrl.replace(/compat$/, 'openai'),
        apiKey: { source: 'env', provider: 'default', id: 'ANTHROPIC_API_KEY' },
        headers: { 'cf-aig-authorization': `Bearer \${${VARIABLE}}` },
        models: [{ id: 'gpt-4o-mini', name: 'GPT' }],
      });
      parsed.agents.defaults.model.primary = 'cloudflare-ai-gateway/gpt-4o-mini';
      home.write(config, JSON.stringify(parsed));
      home.write(dotenv, `${home.read(dotenv)}\nANTHROPIC_API_KEY=sk-ant-api03-FAKE0000000000000000000000\n`);
    },
  });
  expect(run.json().verdict).toEqual({ category: 'upstream-error', cause: 'provider-key-rejected' });
  expect(run.stdout).toContain('the form of an Anthropic key. Let the block refer to OPENAI_API_KEY instead');
  expect(run.stdout).not.toContain('ANTHROPIC_API_KEY=');
});

test('edit-refused: the block stands in two files', async () => {
  home.write(home.config, '{ models: { $include: ["./a.json5", "./b.json5"] } }');
  for (const name of ['a', 'b']) {
    const text = `{ providers: { "cloudflare-ai-gateway": { baseUrl: "https://${name}.example" } } }`;
    home.write(join(home.path, '.openclaw', `${name}.json5`), text);
  }
  const box = await startSandbox({ port: 0 });
  const run = await runInProcess([...FLAGS, '--json', '--no-check'], {
    env: { HOME: home.path },
    input: box.token,
  });
  await box.close();
  expect(run.json()).toMatchObject({ ok: false, exitCode: 10, error: { cause: 'edit-refused' } });
  expect(run.code).toBe(10);
  expect(() => home.read(home.dotenv)).toThrow('ENOENT');
});

/** A process that looks like OpenClaw's gateway; what it holds is what it was started with. */
const runGateway = (env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'openclaw', 'gateway'], {
    env: { HOME: home.path, ...env },
    stdio: 'ignore',
  });

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux.each<[CauseId, NodeJS.ProcessEnv, NodeJS.ProcessEnv]>([
  ['daemon-lacks-variable', {}, { [VARIABLE]: TOKEN }],
  ['daemon-has-other-value', { [VARIABLE]: TOKEN.replace('FAKE', 'fake') }, {}],
])('%s', async (cause, held, shell) => {
  const broken = lay({ dotenv: cause === 'daemon-lacks-variable' ? '' : undefined });
  home.remove();
  home = broken;
  const gateway = runGateway(held);
  try {
    const run = await runInProcess(['doctor', '--offline', '--json'], {
      env: { HOME: home.path, ...shell },
      machine: thisMachine,
    });
    expect(run.json().findings).toContainEqual(expect.objectContaining({ cause, status: 'warn' }));
    expect(run.stdout).not.toContain(TOKEN);
  } finally {
    gateway.kill();
  }
});

test('clock-skewed: the gateway’s clock is an hour ahead', async () => {
  const box = await startSandbox({ port: 0 });
  const ahead = await relay(box.url, { date: new Date(Date.now() + 3_600_000).toUTCString() });
  const origin = `http://127.0.0.1:${(ahead.address() as AddressInfo).port}`;
  const env = {
    HOME: home.path,
    CF_AIG_GATEWAY_ORIGIN: origin,
    CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
  };
  const run = await runInProcess([...FLAGS, '--json'], { env, input: box.token });
  ahead.close();
  await box.close();
  expect(run.json().doctor.findings).toContainEqual(
    expect.objectContaining({ cause: 'clock-skewed', status: 'warn' }),
  );
  expect(run.code).toBe(0);
});

/** Hands everything on to `target`, with other headers in the answers. */
async function relay(target: string, headers: Record<string, string>): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _host, connection: _connection, 'content-length': _length, ...sent } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: request.method,
      headers: sent as Record<string, string>,
      ...(chunks.length && { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...headers });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

test('gateway-not-found on the REST API, where a header names the gateway: says the one that is meant', async () => {
  const run = await diagnose({
    edit: ({ config }) => {
      const parsed = JSON.parse(home.read(config));
      const block = parsed.models.providers['cloudflare-ai-gateway'];
      const { origin } = new URL(block.baseUrl);
      block.baseUrl = `${origin}/client/v4/accounts/${SANDBOX_ACCOUNT}/ai/v1`;
      block.apiKey = { source: 'env', provider: 'default', id: VARIABLE };
      block.headers = { 'cf-aig-gateway-id': 'my-gatway' };
      home.write(config, JSON.stringify(parsed));
    },
  });
  expect(run.json().verdict).toEqual({ category: 'bad-url', cause: 'gateway-not-found' });
  const { fix } = run.json().findings.find(({ check }: { check: string }) => check === 'gateway');
  expect(fix).toEqual({
    command: 'cf-aig doctor --fix',
    what: 'my-gatway -> my-gateway in the header cf-aig-gateway-id',
  });
});
