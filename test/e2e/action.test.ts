import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ACTION, type ActionRun, runAction } from './action-runner.js';
import { builtProgram } from './built.js';
import { Stage } from './features-setup.js';

let stage: Stage;
beforeEach(async () => {
  builtProgram();
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** In the folder of the config, with nothing of the machine in the environment, and an npm that fails. */
function act(inputs: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<ActionRun> {
  const tools = join(stage.home.path, 'no npm');
  stage.home.write(join(tools, 'npm'), '#!/bin/sh\nexit 1\n', 0o755);
  const PATH = `${tools}:${process.env.PATH}`;
  return runAction(inputs, { folder: stage.home.path, env: { ...stage.env, PATH, ...env } });
}

const CONFIG = { config: '.openclaw/openclaw.json' };

/** bash of a Windows machine may be that of a Linux beside it. */
const onlyWithBash = process.platform === 'win32' ? describe.skip : describe;

onlyWithBash('the action', () => {
  test('a healthy setup: exit code 0, a notice, the summary, no cause', async () => {
    const { code, commands, outputs, summary } = await act(CONFIG);
    expect({ code, commands }).toEqual({
      code: 0,
      commands: [expect.stringContaining('notice title=cf-aig doctor::')],
    });
    expect(outputs).toMatchObject({ 'exit-code': '0', category: '', cause: '' });
    expect(summary.match(/^### cf-aig doctor$/gm)).toHaveLength(1);
  });

  test('a misspelt gateway: its exit code and cause, an annotation at the line, SARIF', async () => {
    const text = stage.home.read(stage.home.config);
    stage.home.write(stage.home.config, text.replace('/my-gateway/', '/my-gatewya/'));
    const { code, commands, outputs, summary } = await act(CONFIG);
    expect(code).toBe(12);
    expect(outputs).toMatchObject({ 'exit-code': '12', category: 'bad-url', cause: 'gateway-not-found' });
    expect(commands).toContainEqual(
      expect.stringMatching(
        /^error title=.*gateway-not-found,file=\.openclaw\/openclaw\.json,line=\d+,col=\d+::/,
      ),
    );
    expect(summary).toContain('gateway-not-found');
    const log = JSON.parse(readFileSync(join(outputs.sarif!, 'doctor.sarif'), 'utf8'));
    expect(log.runs[0].results).toMatchObject([{ ruleId: 'gateway-not-found' }]);
  });

  test('doctor and test-model: each runs once, and has its SARIF and its part of the summary', async () => {
    const { code, outputs, summary } = await act({
      ...CONFIG,
      commands: 'doctor test-model',
      models: 'openai/gpt-4o-mini\nopenai/gpt-4o',
    });
    expect(code).toBe(0);
    expect(readdirSync(outputs.sarif!).sort()).toEqual(['doctor.sarif', 'test-model.sarif']);
    expect(summary).toMatch(/^### cf-aig doctor$(.|\n)*^### cf-aig test-model$/m);
    expect(summary).toMatch(/`openai\/gpt-4o-mini`(.|\n)*`openai\/gpt-4o`/);
  });

  test('what doctor found is not paid for again by test-model', async () => {
    rmSync(stage.home.dotenv);
    const { code, commands, outputs } = await act({ ...CONFIG, commands: 'doctor test-model' });
    expect({ code, cause: outputs.cause }).toEqual({ code: 10, cause: 'env-file-missing' });
    expect(readdirSync(outputs.sarif!)).toEqual(['doctor.sarif']);
    expect(commands.filter((command) => command.startsWith('notice'))).toHaveLength(1);
  });

  test('a failing model: the exit code of test-model', async () => {
    const { code, outputs } = await act({
      ...CONFIG,
      commands: 'test-model',
      models: 'openai/fail-401',
      'test-model-arguments': '--retries\n0',
    });
    expect({ code, category: outputs.category }).toEqual({ code: 15, category: 'upstream-error' });
  });

  test('the token comes from the input, and is in no output', async () => {
    const { token } = stage.sandbox;
    rmSync(stage.home.dotenv);
    const given = await act({ ...CONFIG, token });
    expect(given.code).toBe(0);
    expect(given.log + given.summary + JSON.stringify(given.outputs)).not.toContain(token);
    const other = await act({ ...CONFIG, token, 'token-env': 'OTHER' });
    expect(other.outputs.cause).toBe('env-file-missing');
  });

  test('another client than OpenClaw, by its base URL', async () => {
    const { gatewayOrigin, accountId, token } = stage.sandbox;
    const client = {
      'base-url': `${gatewayOrigin}/v1/${accountId}/my-gateway/compat`,
      api: 'openai-completions',
      models: 'openai/gpt-4o-mini openai/gpt-4o',
      commands: 'doctor test-model',
      token,
    };
    const { code, summary } = await act(client);
    expect(code).toBe(0);
    expect(summary).toMatch(/test-model$(.|\n)*`openai\/gpt-4o-mini`(.|\n)*`openai\/gpt-4o`/m);
    // Code scanning would refuse a result without a place.
    expect((await act({ ...client, token: `${token.slice(0, -1)}1` })).outputs).toMatchObject({
      category: 'bad-token',
      sarif: '',
    });
  });

  test('an input that is not given hides no variable', async () => {
    expect((await act(CONFIG)).code).toBe(0);
    rmSync(stage.home.dotenv);
    const env = { CLOUDFLARE_AI_GATEWAY_API_KEY: stage.sandbox.token };
    expect((await act(CONFIG, env)).code).toBe(0);
  });

  test('offline and strict are those of doctor', async () => {
    stage.editBlock((block) => {
      block.headers = { 'cf-aig-cach-ttl': '60' };
    });
    await stage.sandbox.close();
    const offline = { ...CONFIG, offline: 'true' };
    expect((await act(offline)).code).toBe(0);
    expect((await act({ ...offline, strict: 'true' })).outputs).toMatchObject({ cause: 'header-unknown' });
  });

  test('a path with spaces, quotes and what a shell or a runner would read is only a path', async () => {
    const name = `it's a "$(touch injected)"; %0A::error::x`;
    const folder = join(stage.home.path, name);
    renameSync(join(stage.home.path, '.openclaw'), folder);
    const { code, commands, outputs } = await act({
      config: `${name}/openclaw.json`,
      'doctor-arguments': '--offline',
    });
    expect({ code, commands: commands.length }).toEqual({ code: 0, commands: 1 });
    expect(readdirSync(stage.home.path)).not.toContain('injected');
    expect(readdirSync(outputs.sarif!)).toEqual(['doctor.sarif']);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a command that is none', { commands: 'docter' }, /commands: there is no "docter"/],
    ['no command', { commands: ' ' }, /commands is empty/],
    ['a flag that is neither true nor false', { offline: 'yes' }, /offline is "true" or "false"/],
    ['requests without the network', { commands: 'test-model', offline: 'true' }, /exclude each other/],
    ['a token for the name of a variable', { 'token-env': 'cfut-x' }, /token-env is the name of a variable/],
    ['two setups', { 'base-url': 'https://example.com' }, /config and base-url exclude each other/],
    ['a client without its URL', { api: 'openai-completions' }, /give its base-url/],
    ['a client without a model', { config: '', 'base-url': 'https://example.com' }, /client completely/],
    ['all models of a client', { config: '', 'base-url': 'https://example.com', models: 'all' }, /"all" are/],
    ['two programs', { version: '0.1.0', tarball: 'x.tgz' }, /exclude each other/],
    ['what is no version', { version: 'git+https://example.com/x' }, /version is a version or a tag/],
    ['a tarball that is not there', { tarball: 'no such.tgz' }, /there is no .*no such\.tgz/],
    ['an argument that doctor does not know', { 'doctor-arguments': '--nonsense' }, /unknown option/],
    ['a second format for stdout', { 'doctor-arguments': '--json' }, /the output is github or json/],
  ])('wrong usage: %s', async (_, inputs, message) => {
    const { code, commands, outputs } = await act({ ...CONFIG, ...inputs });
    expect({ code, outputs }).toMatchObject({
      code: 2,
      outputs: { 'exit-code': '2', category: '', sarif: '' },
    });
    expect(commands).toEqual([expect.stringMatching(/^error title=cf-aig/)]);
    expect(commands[0]).toMatch(message);
  });

  test('runs the tarball that npm pack wrote', async () => {
    const folder = join(stage.home.path, 'a folder');
    mkdirSync(folder);
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
    const [name] = readdirSync(folder);
    const env = {
      PATH: process.env.PATH,
      npm_config_cache: join(stage.home.path, 'npm'),
      npm_config_offline: 'true',
    };
    const { code, log } = await act({ ...CONFIG, tarball: `a folder/${name}` }, env);
    expect({ code, log }).toMatchObject({
      code: 0,
      log: expect.stringContaining('::notice title=cf-aig doctor::'),
    });
  });

  test('says which signal ended the program', async () => {
    const program = join(stage.home.path, 'killed.cjs');
    stage.home.write(program, "if (process.argv[2] === 'doctor') process.kill(process.pid, 'SIGKILL');");
    const { code, commands } = await act(CONFIG, { NODE_OPTIONS: `--require "${program}"` });
    expect({ code, commands }).toEqual({
      code: 1,
      commands: ['error title=cf-aig doctor::ended by SIGKILL'],
    });
  });

  test('says so when npm does not have the version', async () => {
    const { code, commands, outputs } = await act({ ...CONFIG, version: '9.9.9' });
    expect({ code, outputs }).toMatchObject({ code: 1, outputs: { 'exit-code': '1', sarif: '' } });
    expect(commands).toContainEqual(
      expect.stringMatching(/^error title=cf-aig::npm may have no cf-aig@9\.9\.9/),
    );
  });

  test('installs that version and no other package', async () => {
    const npm = join(stage.home.path, 'tools', 'npm');
    const asked = join(stage.home.path, 'asked.json');
    const installed = 'node_modules/cf-aig/bin';
    const program = `import '${pathToFileURL(builtProgram()).href}';`;
    stage.home.write(
      npm,
      `#!/bin/sh\ncp package.json '${asked}'; mkdir -p ${installed}\ncat > ${installed}/cf-aig.js <<'EOF'\n${program}\nEOF\necho '{"type":"module"}' > node_modules/cf-aig/package.json\n`,
      0o755,
    );
    const env = { PATH: `${dirname(npm)}:${process.env.PATH}` };
    const { code, commands } = await act({ ...CONFIG, version: '1.2.3-rc.1' }, env);
    expect({ code, commands }).toEqual({
      code: 0,
      commands: expect.arrayContaining([expect.stringContaining('notice title=cf-aig doctor::')]),
    });
    expect(JSON.parse(stage.home.read(asked)).dependencies).toEqual({ 'cf-aig': '1.2.3-rc.1' });
  });

  test('builds the checkout if that has not been done, and only then', async () => {
    const root = join(stage.home.path, 'the action');
    const tools = join(stage.home.path, 'tools');
    for (const path of ['action', 'bin']) {
      mkdirSync(join(root, path), { recursive: true });
      for (const file of readdirSync(path))
        writeFileSync(join(root, path, file), readFileSync(join(path, file)));
    }
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    stage.home.write(
      join(tools, 'npm'),
      `#!/bin/sh\necho "$* $INPUT_TOKEN" >> '${join(tools, 'calls')}'\n[ "$1" = run ] && ln -s '${resolve('dist')}' dist\nexit 0\n`,
      0o755,
    );
    const env = { PATH: `${tools}:${process.env.PATH}`, GITHUB_ACTION_PATH: root };
    const inputs = { ...CONFIG, token: stage.sandbox.token };
    for (let run = 0; run < 2; run++) expect((await act(inputs, env)).code).toBe(0);
    // Without the token, and with what builds, whatever NODE_ENV says.
    expect(readFileSync(join(tools, 'calls'), 'utf8')).toBe(
      'ci --no-audit --no-fund --ignore-scripts --include=dev \nrun build \n',
    );
  });

  test('says what is missing on a runner without Node', async () => {
    const tools = join(stage.home.path, 'tools');
    mkdirSync(tools);
    symlinkSync('/bin/bash', join(tools, 'bash'));
    const { code, commands } = await act(CONFIG, { PATH: tools });
    expect(code).toBe(1);
    expect(commands).toEqual([expect.stringContaining('actions/setup-node')]);
  });
});

test('inputs reach the script through the environment only', () => {
  for (const { run } of ACTION.runs.steps) expect(run).not.toContain('${{');
  const given = ACTION.runs.steps.flatMap(({ env }) => Object.values(env));
  expect(given).toEqual(Object.keys(ACTION.inputs).map((name) => `\${{ inputs.${name} }}`));
});

test('every input has a default and a description, and every output is one of the step', () => {
  for (const input of Object.values(ACTION.inputs))
    expect(input).toEqual({ description: expect.any(String), default: expect.any(String) });
  for (const [name, { value }] of Object.entries(ACTION.outputs))
    expect(value).toBe(`\${{ steps.run.outputs.${name} }}`);
});
