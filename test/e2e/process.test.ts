import { spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { builtProgram } from './built.js';
import { cfAig, type Home, type Run } from './harness.js';
import { lay, TOKEN } from './setups.js';

// What only a process of its own shows: signals, errors that nothing catches, and the version of Node.

let home: Home;
beforeEach(() => {
  home = lay({});
});
afterEach(() => home.remove());

/** Runs a command of which the gateway takes the request and never answers. */
async function runUnanswered(args: readonly string[], { signal, env }: Unanswered): Promise<Run> {
  const silent = createServer();
  const asked = new Promise((connected) => silent.once('connection', connected));
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  home.write(home.config, home.read(home.config).replace('https://gateway.ai.cloudflare.com', origin));
  const ended = await cfAig(args, {
    env: { HOME: home.path, CF_AIG_GATEWAY_ORIGIN: origin, ...env },
    signal,
    signalWhen: signal && asked,
  });
  silent.close();
  return ended;
}

interface Unanswered {
  /** Sent once the gateway is asked. */
  signal?: NodeJS.Signals;
  env?: NodeJS.ProcessEnv;
}

/** On Windows a signal from another process ends a program at once. */
const withSignals = process.platform === 'win32' ? describe.skip : describe;
withSignals.each(['SIGINT', 'SIGTERM'] as const)('%s while an answer is awaited', (signal) => {
  test('ends the program with 130 and a word', async () => {
    const { code, stderr } = await runUnanswered(['doctor'], { signal });
    expect([code, stderr]).toEqual([130, expect.stringContaining('cf-aig: Interrupted.')]);
  });

  test('is one document with --json', async () => {
    const ended = await runUnanswered(['doctor', '--json'], { signal });
    expect(ended.json()).toMatchObject({ ok: false, exitCode: 130 });
    expect(ended.code).toBe(130);
  });
});

const withFolders = process.platform === 'win32' ? test.skip : test;
withFolders.each([
  ['which is gone: it says so', 'rmdir "$PWD"', 2, 'the current folder does not exist any more'],
  ['which was made again: it is entered anew', 'rmdir "$PWD"; mkdir "$PWD"', 0, 'Config'],
])('a current folder %s', (_what, change, code, expected) => {
  const folder = join(home.path, 'here');
  const script = `mkdir "$HERE"; cd "$HERE"; ${change}; exec "$NODE" "$PROGRAM" status 2>&1`;
  const { PATH } = process.env;
  const env = { PATH, HOME: home.path, HERE: folder, NODE: process.execPath, PROGRAM: builtProgram() };
  const ended = spawnSync('sh', ['-c', script], { env, encoding: 'utf8' });
  expect([ended.status, ended.stdout]).toEqual([code, expect.stringContaining(expected)]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a program that is busy at once', async (signal) => {
  const file = join(home.path, 'preload.mjs');
  home.write(
    file,
    `import fs from 'node:fs';
     import { syncBuiltinESMExports } from 'node:module';
     const { readFileSync } = fs;
     fs.readFileSync = (path, ...options) => {
       if (!String(path).endsWith('openclaw.json')) return readFileSync(path, ...options);
       fs.writeSync(2, 'busy');
       for (;;);
     };
     syncBuiltinESMExports();`,
  );
  const child = spawn(process.execPath, ['--import', pathToFileURL(file).href, builtProgram(), 'status'], {
    env: { PATH: process.env.PATH, HOME: home.path },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  child.stderr.once('data', () => child.kill(signal));
  expect(await new Promise((done) => child.once('close', (...ended) => done(ended)))).toEqual([null, signal]);
});

describe('an error that nothing catches is a bug: exit code 1, and no secret in what is said', () => {
  test.each([
    ['thrown in a callback', `throw new Error('boom ${TOKEN}')`],
    ['a promise that nobody awaits', `Promise.reject(new Error('boom ${TOKEN}'))`],
    ['something that is no Error', `Promise.reject('boom ${TOKEN}')`],
  ])('%s', async (_name, code) => {
    const file = join(home.path, 'preload.mjs');
    // As soon as the program listens for such errors.
    home.write(
      file,
      `process.on('newListener', (event) => event === 'unhandledRejection' && setImmediate(() => { ${code} }));`,
    );
    const env = { HOME: home.path, NODE_OPTIONS: `--import=${pathToFileURL(file).href}` };
    const text = await cfAig(['sandbox', '--port', '0'], { env });
    expect(text.code).toBe(1);
    expect(text.stderr).toMatch(/^cf-aig: a bug in cf-aig \d+\.\d+\.\d+: boom cfut_\[redacted\]\n/);
    expect(text.stderr.replace(/\s+/g, ' ')).toContain('the command (cf-aig sandbox --port)');
    expect(text.stderr).toMatch(/^Error: boom cfut_\[redacted\]\n {4}at /m);
    const json = await runUnanswered(['doctor', '--json'], { env });
    expect(json.code).toBe(1);
    expect(json.json().error.message).toContain('boom cfut_[redacted]');
    for (const { stdout, stderr } of [text, json]) expect(stdout + stderr).not.toContain(TOKEN);
  });
});

test('a bug after the document of --json is said on stderr, so that there is only one', async () => {
  const file = join(home.path, 'preload.mjs');
  home.write(
    file,
    `const { write } = process.stdout;
    process.stdout.write = (...text) => {
      setImmediate(() => { throw new Error('boom ${TOKEN}'); });
      return write.apply(process.stdout, text);
    };`,
  );
  const env = { HOME: home.path, NODE_OPTIONS: `--import=${pathToFileURL(file).href}` };
  const { code, json, stderr } = await cfAig(['sandbox', '--port', '0', '--json'], { env });
  expect([code, json().ok]).toEqual([1, true]);
  expect(stderr).toContain('boom cfut_[redacted]');
});

test('nor a secret of the environment that looks like any other word', async () => {
  const file = join(home.path, 'preload.mjs');
  const secret = 'my-own-secret-value';
  home.write(
    file,
    `process.on('newListener', (event) => event === 'unhandledRejection' && setImmediate(() => { throw new Error('boom ${secret}') }));`,
  );
  const env = { HOME: home.path, MY_API_KEY: secret, NODE_OPTIONS: `--import=${pathToFileURL(file).href}` };
  const { code, stderr } = await cfAig(['sandbox', '--port', '0'], { env });
  expect(code).toBe(1);
  expect(stderr).toContain('boom [redacted]');
  expect(stderr).not.toContain(secret);
});

test('a Node that is too old gets a clear message instead of a stack trace', async () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.19.0' });
    import(${JSON.stringify(pathToFileURL(builtProgram()).href)});`;
  const { status, stderr, stdout } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
  expect(stderr).toMatch(/needs Node 20\.18\.1 or newer; this is 18\.19\.0/);
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  expect(stdout).toBe('');
  expect(status).toBe(1);
});
