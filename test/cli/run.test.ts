import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../src/cli/render/formats/format.js';
import { run } from '../../src/cli/run.js';
import { checkRun } from '../check-document.js';
import { type MemoryIo, memoryIo, type World } from '../memory-io.js';
import { makeTempFolder } from '../temp-folder.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const WRITE = ['init', '--account-id', ACCOUNT, '--gateway', 'g', '--model', 'openai/gpt-4o', '--no-check'];

const root = makeTempFolder('run ');
const env = { HOME: join(root, 'empty') };
const broken = { HOME: join(root, 'broken') };
const blocked = { HOME: join(root, 'blocked') };
const waiting = { HOME: join(root, 'waiting') };

/** Accepts requests and never responds. */
let silent: Server;
let asked: () => void = () => {};

beforeAll(async () => {
  mkdirSync(join(broken.HOME, '.openclaw'), { recursive: true });
  writeFileSync(join(broken.HOME, '.openclaw', 'openclaw.json'), '{ broken');
  mkdirSync(blocked.HOME);
  writeFileSync(join(blocked.HOME, '.openclaw'), 'a file where the folder goes');
  silent = createServer(() => asked()).listen(0, '127.0.0.1');
  await new Promise((ready) => silent.once('listening', ready));
  const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  Object.assign(waiting, { CF_AIG_GATEWAY_ORIGIN: origin, CLOUDFLARE_API_BASE_URL: `${origin}/client/v4` });
  await run(memoryIo({ env: waiting, input: TOKEN }), [...WRITE, '--token-stdin']);
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
  rmSync(root, { recursive: true, force: true });
});

const ofRun = async (argv: readonly string[], world: World = { env }, change?: (io: MemoryIo) => void) => {
  const io = memoryIo(world);
  change?.(io);
  const exitCode = await run(io, argv);
  checkRun(argv, io.stdout);
  return { exitCode, stdout: io.stdout, stderr: io.stderr };
};

/** A stdin that fails, as if by a bug. */
const breakStdin = (thrown: unknown) => (io: MemoryIo) => {
  io.readStdin = () => Promise.reject(thrown);
};

const MESSAGE = expect.any(String);

describe('with --json every error is one document', () => {
  test.each<[string, string[], World, number, Record<string, unknown>]>([
    ['no such command', ['docter'], { env }, 2, { message: "unknown command 'docter'" }],
    ['no such flag', ['doctor', '--offlin'], { env }, 2, { hint: '(Did you mean --offline?)' }],
    ['a value that cannot be', ['doctor', '--timeout', '0'], { env }, 2, { message: MESSAGE }],
    ['a flag without its value', ['doctor', '--timeout'], { env }, 2, { message: MESSAGE }],
    ['an argument too few', ['completion'], { env }, 2, { message: MESSAGE }],
    ['an argument too many', ['doctor', 'please'], { env }, 2, { message: MESSAGE }],
    ['help for no command', ['help', 'nope'], { env }, 2, { message: 'there is no such command' }],
    ['something missing', ['init'], { env }, 2, { missing: expect.any(Array) }],
    [
      'an address that is none',
      ['doctor'],
      { env: { ...env, CF_AIG_GATEWAY_ORIGIN: 'bogus' } },
      2,
      { message: 'CF_AIG_GATEWAY_ORIGIN is not a URL' },
    ],
    ...['http://gateway.example', 'http://192.168.1.7:8787', 'http://sandbox'].map(
      (address): [string, string[], World, number, Record<string, unknown>] => [
        `a token in plain text to ${address}`,
        ['doctor'],
        { env: { ...env, CLOUDFLARE_API_BASE_URL: `${address}/client/v4` } },
        2,
        {
          message: `CLOUDFLARE_API_BASE_URL would send your token to ${new URL(address).host} without encryption`,
        },
      ],
    ),
    ['nothing to read', [...WRITE, '--token-stdin'], { env }, 2, { message: MESSAGE }],
    ['a cause', ['status'], { env: broken }, 10, { cause: 'config-syntax', category: 'config' }],
    ['no config to ask with', ['test-model'], { env }, 10, { cause: 'config-missing' }],
    ['files that cannot be written', [...WRITE, '--token-stdin'], { env: blocked, input: TOKEN }, 10, {}],
  ])('%s', async (_name, argv, world, exitCode, error) => {
    const ended = await ofRun([...argv, '--json'], world);
    const document = JSON.parse(ended.stdout);
    expect(document).toMatchObject({ schemaVersion: 1, ok: false, exitCode });
    expect(document.error).toMatchObject({ message: MESSAGE, hint: MESSAGE, ...error });
    // Wrong usage has no cause in the catalogue, so no verdict.
    if (exitCode === 2) expect(document.verdict).toBeNull();
    else expect(document.verdict).toEqual({ category: 'config', cause: expect.any(String) });
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stdout + ended.stderr).not.toContain(TOKEN);
  });

  test.each([
    ['doctor'],
    ['doctor', '--offline', '--fix'],
    ['test-model'],
    ['test-model', '--all'],
    ['verify', '--yes'],
    ['logs'],
    ['logs', '--follow'],
    ['usage'],
    ['status'],
    [...WRITE, '--token-stdin'],
    ['init', '--add-model', 'openai/gpt-4o'],
    ['init', '--remove', '--yes'],
  ])('on a broken config the verdict names it: %s', async (...argv) => {
    const ended = await ofRun([...argv, '--json'], { env: broken, input: TOKEN });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      ok: false,
      exitCode: 10,
      verdict: { category: 'config', cause: 'config-syntax' },
    });
    expect(ended.exitCode).toBe(10);
  });

  test('a model with a name similar to a listed one is not requested', async () => {
    const ended = await ofRun(['test-model', 'gpt-4o', '--json'], { env: waiting });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      exitCode: 10,
      verdict: { category: 'config', cause: 'model-not-listed' },
      results: [{ model: 'gpt-4o', fix: { command: 'cf-aig test-model openai/gpt-4o' } }],
    });
  });

  test('undo reports a missing backup', async () => {
    const world = { env: { HOME: join(root, 'no-backup') }, input: TOKEN };
    await ofRun([...WRITE, '--token-stdin'], world);
    const folder = join(world.env.HOME, '.openclaw');
    writeFileSync(join(folder, 'openclaw.json'), '{}');
    await ofRun([...WRITE, '--token-stdin'], world);
    for (const name of readdirSync(folder)) if (name.includes('bak')) rmSync(join(folder, name));
    const ended = await ofRun(['undo', '--yes', '--json'], world);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      exitCode: 10,
      verdict: { category: 'config', cause: 'backup-missing' },
    });
  });

  test('undo does not call a record that it cannot read an empty one', async () => {
    const world = { env: { HOME: join(root, 'no-record') }, input: TOKEN };
    await ofRun([...WRITE, '--token-stdin'], world);
    const record = join(world.env.HOME, '.openclaw', 'openclaw.json.cf-aig.journal');
    writeFileSync(record, '{"version": 1, "runs"');
    const ended = await ofRun(['undo', '--yes', '--json'], world);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      exitCode: 10,
      verdict: { cause: 'backup-missing' },
      error: { message: expect.stringContaining('openclaw.json.cf-aig.journal') },
    });
  });

  test('a bug and an unknown text have no verdict', async () => {
    const ended = await ofRun(['explain', 'qqq zzz', '--json']);
    expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: 3, verdict: null });
    const bug = await ofRun(['explain', '-', '--json'], { env }, breakStdin(new Error('boom')));
    expect(JSON.parse(bug.stdout)).toMatchObject({ exitCode: 1, verdict: null });
  });

  test('names the command, unless it looks like a secret', async () => {
    const named = async (...argv: string[]) => JSON.parse((await ofRun([...argv, '--json'])).stdout).command;
    expect(await named('docter')).toBe('docter');
    expect(await named(TOKEN)).toBe('[redacted]');
    expect(await named('--offline')).toBe(null);
  });

  test('after -- it is text to explain', async () => {
    const { stdout, stderr } = await ofRun(['explain', '--', '--json']);
    expect([stdout, stderr]).toEqual(['', expect.stringMatching(/^cf-aig: /)]);
  });
});

describe('without --json stdout stays empty, and stderr has the error', () => {
  test.each<[string, string[], World, number, RegExp]>([
    [
      'no such command',
      ['docter'],
      { env },
      2,
      /^cf-aig: unknown command 'docter'\n {2}\(Did you mean doctor\?\)\n$/,
    ],
    ['a cause', ['status'], { env: broken }, 10, /^cf-aig: .*openclaw\.json/s],
    ['something missing', ['init', '--no-input'], { env }, 2, /--account-id +or CLOUDFLARE_ACCOUNT_ID: /],
  ])('%s', async (_name, argv, world, exitCode, text) => {
    expect(await ofRun(argv, world)).toEqual({ exitCode, stdout: '', stderr: expect.stringMatching(text) });
  });
});

describe('help and version are not errors', () => {
  // commander reads it.
  const before = process.exitCode;
  beforeEach(() => {
    process.exitCode = 1;
  });
  afterEach(() => {
    process.exitCode = before;
  });

  test.each([
    ['nothing at all', [], /^OpenClaw does not use Cloudflare AI Gateway yet\./],
    ['--help', ['--help'], /^Usage: cf-aig /],
    ['help doctor', ['help', 'doctor'], /^Usage: cf-aig doctor /],
    ['--version', ['--version'], /^\d+\.\d+\.\d+\n$/],
  ])('%s', async (_name, argv, text) => {
    expect(await ofRun(argv)).toEqual({ exitCode: 0, stdout: expect.stringMatching(text), stderr: '' });
  });
});

describe('a bug', () => {
  const boom = new Error(`boom: Bearer ${TOKEN}`);

  test('exits with 1 and prints a redacted stack trace', async () => {
    const { exitCode, stdout, stderr } = await ofRun(
      ['explain', '-', '--verbose'],
      { env },
      breakStdin(boom),
    );
    expect([exitCode, stdout]).toEqual([1, '']);
    const words = stderr.replace(/\s+/g, ' ');
    expect(words).toMatch(
      /^cf-aig: a bug in cf-aig \d+\.\d+\.\d+: boom: Bearer cfut_\[redacted\] Your setup/,
    );
    expect(words).toContain('the command (cf-aig explain --verbose)');
    expect(stderr).toMatch(/\nError: boom: Bearer cfut_\[redacted\]\n {4}at .*run\.test/);
    expect(stderr).not.toContain(TOKEN);
  });

  test('the same with --json', async () => {
    const { exitCode, stdout } = await ofRun(['explain', '-', '--json'], { env }, breakStdin(boom));
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      exitCode: 1,
      error: { stack: expect.stringMatching(/^Error: boom: Bearer cfut_\[redacted\]\n {4}at /) },
    });
    expect(stdout).not.toContain(TOKEN);
  });

  test('anything can be thrown', async () => {
    const { exitCode, stderr } = await ofRun(['explain', '-'], { env }, breakStdin(`odd ${TOKEN}`));
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/: odd cfut_\[redacted\]\n/)]);
  });

  test('does not print the values of flags', async () => {
    const argv = ['explain', '-', '--json', '--verbose=my-private-value'];
    const { stdout } = await ofRun(argv, { env }, breakStdin(boom));
    expect(stdout).not.toContain('my-private-value');
  });
});

describe('a signal', () => {
  /** Sent as soon as the command waits for a response. */
  const interrupted = (argv: string[], count: number, farewell?: string) => {
    const io = memoryIo({ env: waiting });
    asked = () => {
      asked = () => {};
      if (farewell) io.signals.farewell = () => farewell;
      for (let sent = 0; sent < count; sent++) io.signals.send('SIGINT');
    };
    return run(io, argv).then((exitCode) => {
      if (count === 1) checkRun(argv, io.stdout);
      return { exitCode, stdout: io.stdout, stderr: io.stderr, io };
    });
  };

  test('ends the run with 130', async () => {
    const { exitCode, stderr, io } = await interrupted(['doctor'], 1);
    expect([exitCode, stderr]).toEqual([130, expect.stringContaining('cf-aig: Interrupted.\n')]);
    expect(io.signals.send('SIGINT')).toBe(false);
  });

  test('with the message of the command', async () => {
    const { stderr } = await interrupted(['doctor'], 1, 'Interrupted. A gateway was created.');
    expect(stderr).toContain('cf-aig: Interrupted. A gateway was created.\n');
  });

  test.each(FORMATS.filter((format) => format !== 'json'))(
    'as a word on stderr with --format %s',
    async (format) => {
      const { exitCode, stdout, stderr } = await interrupted(['doctor', '--format', format], 1);
      expect({ exitCode, stdout: format === 'human' ? '' : stdout }).toEqual({ exitCode: 130, stdout: '' });
      expect(stderr).toContain('cf-aig: Interrupted.\n');
    },
  );

  test('as one document', async () => {
    const { exitCode, stdout } = await interrupted(['doctor', '--json'], 1);
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'doctor', ok: false, exitCode: 130 });
  });

  test('a command that has started a document finishes it', async () => {
    const { exitCode, stdout } = await interrupted(['logs', '--json'], 1);
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'logs', ok: false, exitCode: 130, rows: [] });
  });

  test('a second signal exits at once, without a second document', async () => {
    const { exitCode, stdout } = await interrupted(['logs', '--json'], 2);
    expect([exitCode, stdout]).toEqual([130, '']);
  });
});

test('concurrent runs are independent: a secret of one is a word to the other', async () => {
  const word = 'my-own-private-word';
  const [one, other] = await Promise.all([
    ofRun([word, '--json'], { env }, (io) => io.redactor.add(word)),
    ofRun([word, '--json'], { env }),
  ]);
  expect(JSON.parse(one.stdout).error.message).toBe("unknown command '[redacted]'");
  expect(JSON.parse(other.stdout).error.message).toBe(`unknown command '${word}'`);
});
