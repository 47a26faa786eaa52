import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Home, runInProcess } from './harness.js';
import { Terminal } from './terminal.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const BEFORE = '// mine\r\n{\r\n\tagents: { defaults: { model: "openai/gpt-4o" } }, // keep\r\n}\r\n';
const CHOICE = ['--account-id', ACCOUNT, '--gateway', 'my-gateway', '--model', 'openai/gpt-4o-mini'];

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const run = (...args: string[]) => runInProcess(args, { env: { HOME: home.path }, input: TOKEN });
const init = (...more: string[]) =>
  run('init', ...CHOICE, '--token-stdin', '--no-input', '--no-check', ...more);

describe('undo', () => {
  test('without --yes it shows the change, names the flag, and leaves all as it is', async () => {
    home.write(home.config, BEFORE);
    await init();
    const made = home.read(home.config);
    const undo = await run('undo');
    expect(undo.code).toBe(2);
    expect(undo.stderr).toContain('-CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_[redacted]');
    expect(undo.stderr).toContain('--yes');
    expect(undo.stdout + undo.stderr).not.toContain(TOKEN);
    expect(home.read(home.config)).toBe(made);
  });

  test('--yes gives back every byte, once more says that there is nothing', async () => {
    home.write(home.config, BEFORE);
    await init();
    const undo = await run('undo', '--yes', '--json');
    expect(undo.json()).toMatchObject({
      command: 'undo',
      ok: true,
      undone: { command: 'init' },
      changes: [
        { file: home.config, action: 'edit' },
        { file: home.dotenv, action: 'remove' },
      ],
      left: 0,
    });
    expect(home.read(home.config)).toBe(BEFORE);
    expect(() => home.read(home.dotenv)).toThrow('ENOENT');
    const again = await run('undo', '--yes');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('nothing to undo')]);
  });

  test('in a copy of the folder, the copy changes', async () => {
    home.write(home.config, BEFORE);
    await init();
    const made = home.read(home.config);
    const state = dirname(home.config);
    cpSync(state, `${state}-work`, { recursive: true });
    expect((await run('undo', '--profile', 'work', '--yes')).code).toBe(0);
    expect(home.read(join(`${state}-work`, 'openclaw.json'))).toBe(BEFORE);
    expect(() => home.read(join(`${state}-work`, '.env'))).toThrow('ENOENT');
    expect(home.read(home.config)).toBe(made);
    expect(home.read(home.dotenv)).toContain(TOKEN);
  });

  test('what was changed since needs --force', async () => {
    home.write(home.config, BEFORE);
    await init();
    home.write(home.config, `${home.read(home.config)}// later\r\n`);
    const refused = await run('undo', '--yes', '--json');
    expect(refused.code).toBe(2);
    expect(refused.json().error).toMatchObject({
      message: expect.stringContaining('changed since'),
      hint: expect.stringContaining('--force'),
    });
    expect((await run('undo', '--force')).code).toBe(0);
    expect(home.read(home.config)).toBe(BEFORE);
  });

  test('a secret that stood in the old config is not shown', async () => {
    const secret = 'abcdefghij0123456789abcdefghij0123456789';
    home.write(
      home.config,
      `{ models: { providers: { own: { apiKey: "${secret}", baseUrl: "http://x" } } } }\n`,
    );
    await init();
    home.write(home.config, '{}\n');
    const undo = await run('undo', '--force');
    expect(undo.stderr).toContain('baseUrl');
    expect(undo.stdout + undo.stderr).not.toContain(secret);
  });

  test('asks in a terminal', async () => {
    home.write(home.config, BEFORE);
    await init();
    const terminal = new Terminal(['undo'], { HOME: home.path });
    await terminal.answer(/Undo this/, 'y');
    expect(await terminal.exitCode).toBe(0);
    expect(home.read(home.config)).toBe(BEFORE);
  });
});

describe('init --remove', () => {
  test('takes out what init put in', async () => {
    home.write(home.config, BEFORE);
    await init();
    expect((await run('init', '--remove')).code).toBe(2);
    const removed = await run('init', '--remove', '--yes', '--json');
    expect(removed.json()).toMatchObject({ ok: true, removed: 'cloudflare-ai-gateway', notes: [] });
    expect(home.read(home.config)).toBe(BEFORE);
    const again = await run('init', '--remove', '--yes');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('nothing was changed')]);
  });

  test('--dry-run shows it and writes nothing', async () => {
    await init();
    const made = home.read(home.config);
    const shown = await run('init', '--remove', '--dry-run');
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('-    "providers"')]);
    expect(home.read(home.config)).toBe(made);
  });

  test('a broken config is told, not touched', async () => {
    home.write(home.config, '{ models: ');
    expect((await run('init', '--remove', '--yes')).code).toBe(10);
    expect(home.read(home.config)).toBe('{ models: ');
  });

  test('excludes the other modes', async () => {
    const both = await run('init', '--remove', '--print');
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('exclude each other')]);
    home.write(home.config, BEFORE);
    await init();
    const text = home.read(home.config);
    for (const flag of ['--model', '--fallback']) {
      const one = await run('init', '--remove', flag, 'openai/gpt-4o-mini', '--yes');
      expect([one.code, one.stderr]).toEqual([2, expect.stringContaining('--remove-model')]);
    }
    expect(home.read(home.config)).toBe(text);
  });
});
