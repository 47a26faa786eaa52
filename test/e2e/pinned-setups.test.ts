import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { Stage } from './features-setup.js';
import type { Run } from './harness.js';

// Configurations of real users, and the right answer to each. Those about a wrong token use the sandbox.

const SETUPS = fileURLToPath(new URL('../corpus/setups/', import.meta.url));
/** The sandbox's address in the files. */
const WRITTEN_ORIGIN = 'http://127.0.0.1:8787';

interface Finding {
  check: string;
  status: string;
  cause?: string;
  title: string;
  evidence: string[];
}

const stage = Stage.forEachTest();

/** Puts a folder's files in place, as `openclaw.json` and `.env`. */
function setUp(folder: string, change: (dotenv: string) => string = (text) => text): void {
  const read = (name: string) => readFileSync(`${SETUPS}${folder}/${name}`, 'utf8');
  stage.home.write(
    stage.home.config,
    read('openclaw.json').replaceAll(WRITTEN_ORIGIN, stage.sandbox.gatewayOrigin),
  );
  if (existsSync(`${SETUPS}${folder}/dotenv`)) stage.home.write(stage.home.dotenv, change(read('dotenv')));
}

const run = (...args: string[]): Promise<Run> =>
  stage.run([...args, '--json'], {
    PATH: '',
    CF_AIG_SANDBOX_TOKEN: stage.sandbox.token,
  });

/** The usual arguments of `init` on the stage.sandbox. */
const init = (...models: string[]): Promise<Run> =>
  run(
    ...['init', '--account-id', stage.sandbox.accountId, '--gateway', 'my-gateway'],
    ...['--token-env', 'CF_AIG_SANDBOX_TOKEN', '--no-input', ...models.flatMap((id) => ['--model', id])],
  );

const offline = (...args: string[]): Promise<Run> => run('doctor', '--offline', ...args);
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the file
const readConfig = (): any => JSON5.parse(stage.home.read(stage.home.config));

/** Causes of a doctor's document, by status. */
function causesOf(document: Run, status: string): (string | undefined)[] {
  const findings: Finding[] = document.json().findings;
  return findings.filter((finding) => finding.status === status).map(({ cause }) => cause);
}

/** Everything that a doctor's document says about findings that are not in order. */
function troubleIn(document: Run): string {
  const findings: Finding[] = document.json().findings;
  return JSON.stringify(findings.filter(({ status }) => status === 'warn' || status === 'fail'));
}

interface Row {
  folder: string;
  title: string;
  /** Not right yet. */
  failing?: true;
  check(): Promise<void>;
}

const ROWS: Row[] = [
  {
    folder: 'F02-legacy-models-allowlist',
    title: 'init adds its models to the old allow list',
    async check() {
      const { code } = await init('openai/gpt-4o-mini', 'anthropic/claude-haiku-4-5');
      expect(code).toBe(0);
      expect(Object.keys(readConfig().agents.defaults.models)).toEqual(
        expect.arrayContaining([
          'anthropic/claude-opus-4-6',
          expect.stringMatching(/^cloudflare-ai-gateway\S*\/openai\/gpt-4o-mini$/),
          expect.stringMatching(/^cloudflare-ai-gateway\S*\/anthropic\/claude-haiku-4-5$/),
        ]),
      );
    },
  },
  {
    folder: 'F02b-doctor-legacy-allow',
    title: 'the old allow list shuts the gateway’s models out',
    async check() {
      const doctor = await offline();
      expect(doctor.code).toBe(0);
      expect(troubleIn(doctor)).toContain('agents.defaults.models');
    },
  },
  {
    folder: 'F03a-openai-env-key',
    title: 'OpenClaw takes OPENAI_API_KEY for its own provider',
    async check() {
      const doctor = await offline();
      expect(causesOf(doctor, 'fail')).toEqual([]);
      expect(doctor.code).toBe(0);
    },
  },
  {
    folder: 'F03b-openrouter-env-key',
    title: 'OpenClaw takes OPENROUTER_API_KEY for its own provider',
    async check() {
      const doctor = await offline();
      expect(causesOf(doctor, 'fail')).toEqual([]);
      expect(doctor.code).toBe(0);
    },
  },
  {
    folder: 'F04-route-taken-over',
    title: 'the route comes from the model, not from an old block',
    async check() {
      const { code } = await init('openai/gpt-4o-mini');
      expect(code).toBe(0);
      const { models, agents } = readConfig();
      const [, provider] = /^([^/]+)\/openai\/gpt-4o-mini$/.exec(agents.defaults.model.primary) ?? [];
      expect(models.providers[provider!].baseUrl).toMatch(/\/compat$/);
      expect(models.providers['cf-ai-gw-workers-ai'].baseUrl).toMatch(/\/workers-ai\/v1$/);
    },
  },
  {
    folder: 'F05-inline-secret-wrong-token',
    title: 'a key in the config is a warning, and the diagnosis goes on',
    async check() {
      const doctor = await run('doctor');
      expect(causesOf(doctor, 'warn')).toContain('secret-in-config');
      expect(doctor.json().verdict).toMatchObject({ category: 'bad-token' });
      expect(doctor.code).toBe(13);
      const [result] = (await run('test-model')).json().results;
      expect(result).toMatchObject({ category: 'bad-token' });
    },
  },
  {
    folder: 'F06-rest-messages-base-url',
    title: 'OpenClaw appends /v1/messages to /ai',
    async check() {
      const doctor = await offline();
      expect(causesOf(doctor, 'fail')).toEqual([]);
      expect(doctor.code).toBe(0);
    },
  },
  {
    folder: 'F07-apikey-env-colon',
    title: '"env:NAME" is a wrong reference, never a secret',
    async check() {
      const before = stage.home.read(stage.home.dotenv);
      const doctor = await offline();
      expect(doctor.code).toBe(10);
      expect(troubleIn(doctor)).toContain('CF_AIG_TOKEN');
      await offline('--fix', '--yes');
      expect(stage.home.read(stage.home.dotenv)).toBe(before);
    },
  },
  {
    folder: 'F08-apikey-env-brace',
    title: '"{env:NAME}" is sent literally',
    async check() {
      const doctor = await offline();
      expect(doctor.code).toBe(10);
      expect(troubleIn(doctor)).toContain('CF_AIG_TOKEN');
    },
  },
  {
    folder: 'F09-header-not-string',
    title: 'headers have to be strings',
    async check() {
      const doctor = await offline();
      expect(doctor.code).toBe(10);
      expect(causesOf(doctor, 'fail')).toContain('config-rejected-by-openclaw');
      expect(troubleIn(doctor)).toContain('cf-aig-skip-cache');
    },
  },
  {
    folder: 'F11-roles-ignored',
    title: 'a typo in any role is found, and roles that bypass the gateway are named',
    async check() {
      const trouble = troubleIn(await offline());
      for (const text of ['gpt-4o-typo', 'gpt-nope', 'heartbeat', 'imageModel', 'subagents', 'utilityModel'])
        expect(trouble).toContain(text);
    },
  },
  {
    folder: 'F12-agent-typo',
    title: 'an agent’s own model is compared with the list',
    async check() {
      const doctor = await offline();
      expect(doctor.code).toBe(10);
      expect(causesOf(doctor, 'fail')).toContain('model-not-listed');
      expect(troubleIn(doctor)).toContain('typo');
    },
  },
  {
    folder: 'F13-policy',
    title: 'modelPolicy.allow shuts the gateway’s models out',
    async check() {
      const doctor = await offline();
      expect(doctor.code).toBe(0);
      expect(troubleIn(doctor)).toContain('modelPolicy');
    },
  },
  {
    folder: 'F14-memory-search',
    title: 'memory search at the gateway needs a route',
    async check() {
      expect(troubleIn(await offline())).toContain('memory.search.remote');
    },
  },
  {
    folder: 'F15-policy-multi-model',
    title: 'init adds all its models to modelPolicy.allow',
    async check() {
      const { code } = await init('openai/gpt-4o-mini,anthropic/claude-haiku-4-5');
      expect(code).toBe(0);
      expect(readConfig().agents.defaults.modelPolicy.allow).toEqual([
        'anthropic/claude-opus-4-6',
        expect.stringMatching(/\/openai\/gpt-4o-mini$/),
        expect.stringMatching(/\/anthropic\/claude-haiku-4-5$/),
      ]);
    },
  },
];

for (const { folder, title, failing, check } of ROWS) {
  (failing ? test.failing : test)(`${folder}: ${title}`, async () => {
    setUp(folder);
    await check();
  });
}

describe('F10-placeholder-token: a placeholder is not a token', () => {
  const PLACEHOLDERS = ['<CLOUDFLARE_AIG_RUNTIME_TOKEN>', '<...>', 'your_token_here', 'changeme', 'xxxx'];
  const MORE = ['sk-...', 'Bearer cfut_...', '$' + '{OTHER}'];
  test.each([...PLACEHOLDERS, ...MORE])('%s', async (placeholder) => {
    setUp('F10-placeholder-token', (dotenv) => dotenv.replace('<CLOUDFLARE_AIG_RUNTIME_TOKEN>', placeholder));
    const doctor = await offline();
    expect(troubleIn(doctor)).toMatch(/placeholder/i);
    expect(causesOf(doctor, 'fail')).toHaveLength(1);
  });
});
