import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { cfAig, Home, runInProcess } from './harness.js';
import { lay } from './setups.js';
import { Terminal } from './terminal.js';

// Another OpenClaw on the PATH than the one whose schema cf-aig has: its own verdict counts. And what `init` makes of a
// config that OpenClaw refuses.

let home: Home;
afterEach(() => home.remove());

/** The environment with an `openclaw` of a version on the PATH that runs this script for Node. */
function withOpenClaw(version: string, script: string): NodeJS.ProcessEnv {
  const folder = join(home.path, 'openclaw');
  home.write(join(folder, 'package.json'), JSON.stringify({ name: 'openclaw', version }));
  home.write(join(folder, 'openclaw'), `#!/usr/bin/env node\n${script}`, 0o755);
  return { HOME: home.path, PATH: `${folder}:${dirname(process.execPath)}:/usr/bin:/bin` };
}

const answer = (document: object, exitCode: number) =>
  `if (process.argv.slice(2).join(' ') === 'config validate --json') {
    console.log(${JSON.stringify(JSON.stringify(document, null, 2))});
    process.exitCode = ${exitCode};
  }`;

interface Finding {
  check: string;
}
const findingOf = (findings: Finding[]) => findings.find(({ check }) => check === 'openclaw-config');

describe('doctor with another OpenClaw', () => {
  test('it takes a key that the schema does not know', async () => {
    home = lay({ block: { brandNew: true } });
    const env = withOpenClaw('2026.12.1', answer({ valid: true, warnings: [] }, 0));
    const doctor = await runInProcess(['doctor', '--offline', '--json'], { env });
    expect(doctor.code).toBe(0);
    expect(findingOf(doctor.json().findings)).toMatchObject({
      status: 'pass',
      title: 'no errors for OpenClaw 2026.12.1',
    });
  });

  test('it refuses what the schema allows', async () => {
    home = lay({});
    const issues = [{ path: 'models.providers.cloudflare-ai-gateway', message: 'Unrecognized key: "auth"' }];
    const env = withOpenClaw('2026.4.9', answer({ valid: false, issues }, 1));
    const doctor = await runInProcess(['doctor', '--offline', '--json'], { env });
    expect(doctor.code).toBe(10);
    expect(doctor.json().verdict).toEqual({ category: 'config', cause: 'config-rejected-by-openclaw' });
    expect(findingOf(doctor.json().findings)).toMatchObject({
      title: `OpenClaw 2026.4.9 refuses ${home.config}.`,
      evidence: [expect.stringMatching(/openclaw\.json:\d+:\d+: models\..*Unrecognized key: "auth"$/)],
    });
  });

  test('one that gives no verdict: the schema judges, the line says so, and it is a warning', async () => {
    home = lay({ block: { brandNew: true } });
    const env = withOpenClaw('2026.2.23', 'process.exitCode = 1');
    const doctor = await runInProcess(['doctor', '--offline', '--json'], { env });
    expect(findingOf(doctor.json().findings)).toMatchObject({
      status: 'warn',
      evidence: [
        expect.any(String),
        expect.stringContaining('2026.2.23 could not be asked: `openclaw config get meta`'),
      ],
    });
  });

  const HANGING = (file: string) =>
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(
      `setInterval(() => require('node:fs').appendFileSync(${JSON.stringify(file)}, '.'), 20)`,
    )}]);
     setInterval(() => {}, 1000);`;

  test('Ctrl-C ends it, with the processes that it has started', async () => {
    home = lay({});
    const file = join(home.path, 'alive');
    const size = () => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const started = (async () => {
      while (!size()) await setTimeout(20);
    })();
    const env = withOpenClaw('2026.6.6', HANGING(file));
    const ended = await cfAig(['doctor', '--offline'], { env, signalWhen: started });
    expect(ended.code).toBe(130);
    await setTimeout(100);
    const last = size();
    await setTimeout(200);
    expect(size()).toBe(last);
  });

  test('in a terminal, what is waited for is shown, and taken away again', async () => {
    home = lay({});
    const env = withOpenClaw('2026.6.6', `setTimeout(() => { ${answer({ valid: true }, 0)} }, 1500)`);
    const terminal = new Terminal(['doctor', '--offline'], env, 80, 24, 1);
    await terminal.see('OpenClaw schema ...');
    await terminal.see('Files (4)');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).toContain('\u001b[2K');
  });
});

describe('init on a config that OpenClaw refuses', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    home = new Home();
  });

  const init = (...more: string[]) =>
    runInProcess(
      [
        ...['init', '--account-id', sandbox.accountId, '--gateway', sandbox.gateway, '--token-stdin'],
        ...['--model', 'openai/gpt-4o-mini', '--no-input', ...more],
      ],
      {
        env: {
          HOME: home.path,
          PATH: '',
          CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
          CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
        },
        input: sandbox.token,
      },
    );
  const REFUSED = '{\n  meta: { lastTouchedAt: "2026-02-01" },\n}\n';

  test.each([[[]], [['--no-check']]])(
    'it says so before it writes, and fails afterwards %j',
    async (more) => {
      home.write(home.config, REFUSED);
      const { code, stderr } = await init(...more);
      expect(code).toBe(10);
      const text = stderr.replace(/\s+/g, ' ');
      expect(text).toMatch(
        /^Note: As it is, OpenClaw 2026\.9\.6 would refuse .*none is on the PATH to ask .*openclaw\.json:2:26: meta has the unknown key/,
      );
      expect(text.indexOf('lastTouchedAt')).toBeLessThan(text.indexOf('changed'));
    },
  );

  test.each([[[]], [['--no-check']]])('the document has the verdict and the note %j', async (more) => {
    home.write(home.config, REFUSED);
    const { code, json } = await init('--json', ...more);
    expect(code).toBe(10);
    expect(json()).toMatchObject({
      ok: false,
      exitCode: 10,
      verdict: { category: 'config', cause: 'config-rejected-by-openclaw' },
      notes: expect.arrayContaining([expect.stringContaining('lastTouchedAt')]),
    });
  });

  test('what its own changes cure is no failure', async () => {
    home.write(
      home.config,
      '{ models: { providers: { "cloudflare-ai-gateway": { baseUrl: "x", api: "openai-completion", models: [] } } } }',
    );
    const cured = await init('--json');
    expect(cured.json()).toMatchObject({ ok: true, exitCode: 0 });
    expect(cured.json().notes.join()).toContain('api is "openai-completion"');
  });
});
