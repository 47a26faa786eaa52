import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Stage } from './features-setup.js';

const SKILL = readFileSync('skills/cf-aig/SKILL.md', 'utf8');
const CHOICE = ['--account-id', '0123456789abcdef0123456789abcdef', '--gateway', 'my-gateway'];
const SETUP = [...CHOICE, '--model', 'openai/gpt-4o-mini', '--token-env', 'T', '--no-input'];

const stage = Stage.forEachTest();
const skillIn = (...folder: string[]) => join(stage.home.path, ...folder, 'skills', 'cf-aig', 'SKILL.md');
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  stage.run(args, { T: stage.sandbox.token, ...env });
const init = (args: readonly string[], env?: NodeJS.ProcessEnv) =>
  run(['init', '--no-input', '--no-check', ...args], env);

describe('init --skill', () => {
  test('with a setup writes the skill in the same run, and undo takes both back', async () => {
    const made = await init([...SETUP, '--skill', '--json']);
    const file = skillIn('.openclaw');
    expect([made.code, made.json().changes.map((change: { file: string }) => change.file)]).toEqual([
      0,
      [stage.home.dotenv, stage.home.config, file],
    ]);
    expect(stage.home.read(file)).toBe(SKILL);
    const undone = await run(['undo', '--yes', '--json']);
    expect(undone.json()).toMatchObject({
      changes: [
        { file, action: 'remove' },
        { file: stage.home.config, action: 'remove' },
        { file: stage.home.dotenv, action: 'remove' },
      ],
      left: 0,
    });
  });

  test('alone adds only the skill, twice the same as once', async () => {
    await init(SETUP);
    const before = [stage.home.read(stage.home.config), stage.home.read(stage.home.dotenv)];
    const file = skillIn('.openclaw');
    const dry = await init(['--skill', '--dry-run']);
    expect(dry.stdout).toContain('+# cf-aig\n');
    expect(() => stage.home.read(file)).toThrow('ENOENT');
    expect((await init(['--skill', '--json'])).json()).toMatchObject({
      ok: true,
      changes: [{ file, action: 'create' }],
    });
    expect((await init(['--skill', '--json'])).json().changes).toEqual([{ file, action: 'none' }]);
    expect(stage.home.read(file)).toBe(SKILL);
    expect([stage.home.read(stage.home.config), stage.home.read(stage.home.dotenv)]).toEqual(before);
    expect((await run(['status', '--json'])).json().lastChange.command).toBe('init --skill');
  });

  test('without a setup asks for one', async () => {
    const { code, stderr } = await init(['--skill']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--model')]);
  });

  test('does not replace what the user has changed unless told so', async () => {
    await init([...SETUP, '--skill']);
    const file = skillIn('.openclaw');
    stage.home.write(file, `${SKILL}DOOR_CODE=1234567890\n`);
    const asked = await init(['--skill']);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('--yes')]);
    expect(asked.stderr).toContain('is not as cf-aig wrote it');
    expect(asked.stderr).not.toContain('1234567890');
    expect(stage.home.read(file)).toContain('DOOR_CODE');
    const told = await init(['--skill', '--yes', '--json']);
    expect(told.json().changes).toEqual([{ file, action: 'edit', backup: `${file}.cf-aig.bak` }]);
    expect(stage.home.read(file)).toBe(SKILL);
  });

  test('--remove takes it out again', async () => {
    await init(SETUP);
    await init(['--skill']);
    const removed = await run(['init', '--remove', '--yes', '--json']);
    expect(removed.json().changes).toContainEqual({
      file: skillIn('.openclaw'),
      action: 'remove',
      backup: `${skillIn('.openclaw')}.cf-aig.bak`,
    });
    expect((await run(['init', '--remove', '--yes'])).stdout).toContain('nothing was changed');
  });

  test.each<[string, string[], NodeJS.ProcessEnv, string[]]>([
    ['a profile', ['--profile', 'work'], {}, ['.openclaw-work']],
    ['OPENCLAW_STATE_DIR', [], { OPENCLAW_STATE_DIR: '~/state' }, ['state']],
    ['OPENCLAW_CONFIG_PATH', [], { OPENCLAW_CONFIG_PATH: '~/etc/openclaw.json' }, ['etc']],
    ['both', [], { OPENCLAW_CONFIG_PATH: '~/etc/openclaw.json', OPENCLAW_STATE_DIR: '~/var' }, ['var']],
  ])('puts it where OpenClaw looks: %s', async (_name, flags, env, folder) => {
    await init([...SETUP, ...flags, '--skill'], env);
    expect(stage.home.read(skillIn(...folder))).toBe(SKILL);
  });

  test('follows links, and keeps them', async () => {
    await init(SETUP);
    const dotfiles = join(stage.home.path, 'dotfiles');
    mkdirSync(dotfiles);
    symlinkSync(dotfiles, join(dirname(stage.home.config), 'skills'));
    await init(['--skill']);
    expect(stage.home.read(join(dotfiles, 'cf-aig', 'SKILL.md'))).toBe(SKILL);
  });

  test('says that OpenClaw needs cf-aig on the PATH, where it is not', async () => {
    const put = (...folder: string[]) => {
      const bin = join(stage.home.path, ...folder);
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, 'cf-aig'), '#!/bin/sh\n');
      chmodSync(join(bin, 'cf-aig'), 0o755);
      return bin;
    };
    // That of npx is there for this run only.
    const npx = put('.npm', '_npx', '0123', 'node_modules', '.bin');
    const PATH = [npx, join(stage.home.path, 'bin'), '/usr/bin'].join(delimiter);
    const before = await init([...SETUP, '--skill'], { PATH });
    expect(before.stdout).toContain('npm install -g cf-aig');
    put('bin');
    const after = await init(['--skill'], { PATH });
    expect(after.stdout + after.stderr).not.toContain('npm install');
  });
});

describe('every command in the skill runs as it is written', () => {
  const commands = [...SKILL.matchAll(/^cf-aig [^\n#]+?(?= +#|$)/gm)].map(([command]) => command);

  test('there are some of each kind', () => {
    const names = commands.map((command) => command.split(' ')[1]);
    expect(names).toEqual(['doctor', 'explain', 'status', 'logs', 'usage', 'test-model']);
  });

  test.each(commands)('%s', async (command) => {
    await init(SETUP);
    const [, input] = /<<'TEXT'\n([\s\S]+?)TEXT\n/.exec(SKILL) ?? [];
    const args = command.replace(/ <<.*/, '').split(' ').slice(1);
    const ended = await stage.run(args, {}, command.includes('<<') ? { input } : {});
    expect(ended.json()).toMatchObject({ ok: true, exitCode: 0, command: args[0] });
  });

  test('the sentences that it quotes are known, each with others that it may mean', async () => {
    const quoted = [...SKILL.matchAll(/^- `([^`]{40,})`:$/gm)].map(([, sentence]) => sentence!);
    expect(quoted).toHaveLength(2);
    const [rejected, disabled] = await Promise.all(
      quoted.map((input) => stage.run(['explain', '--json', '-'], {}, { input })),
    );
    const [entry] = rejected!.json().explanations;
    expect(entry.alternatives).toContain('gateway-not-found');
    expect(entry.remedy.join()).toContain('cf-aig doctor');
    expect(disabled!.json().explanations[0].cause).toBe('openclaw-cooldown');
  });

  test('what doctor says of a wrong gateway is where the skill looks for it', async () => {
    await init(SETUP);
    const config = stage.home.read(stage.home.config);
    stage.home.write(stage.home.config, config.replace('/my-gateway/', '/my-gatewai/'));
    const { code, json } = await stage.run(['doctor', '--json']);
    const { verdict, findings } = json();
    expect([code, verdict.category]).toEqual([12, 'bad-url']);
    const finding = findings.find(
      (found: Record<string, string>) => found.cause === verdict.cause && found.status === 'fail',
    );
    for (const key of ['title', 'why', 'evidence', 'remedy', 'transient'])
      expect(finding).toHaveProperty(key);
  });
});
