import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { makeTempFolder } from '../temp-folder.js';
import { builtProgram } from './built.js';

/** `cf-aig sandbox` in a process of its own, from the moment it says that it runs. */
async function start(...args: string[]) {
  return startWith({}, ...args);
}

async function startWith(env: NodeJS.ProcessEnv, ...args: string[]) {
  return startProgram([process.execPath], args, env);
}

/** `node`: what runs a script of Node's. */
async function startProgram([node, ...before]: string[], args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(node!, [...before, builtProgram(), 'sandbox', '--port', '0', ...args], {
    env: { PATH: process.env.PATH, ...env },
    timeout: 60_000,
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  let stderr = '';
  let stdout = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const url = await new Promise<string>((done) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const origin = /ORIGIN=(\S+)/.exec(stdout)?.[1];
      if (origin && stdout.includes('init')) done(origin);
    });
  });
  return { url, child, ended, stderr: () => stderr, stdout: () => stdout };
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(20);
}

test.each(['connection-refused', 'gateway-not-found'])('--scenario %s runs until Ctrl-C', async (name) => {
  const { child, ended } = await start('--scenario', name);
  const early = await Promise.race([ended, new Promise((done) => setTimeout(done, 500, 'running'))]);
  expect(early).toBe('running');
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});

test('a request cannot write lines or escape sequences to the terminal', async () => {
  const { url, child, ended, stderr } = await start('--verbose');
  const { hostname, port } = new URL(url);
  await new Promise((done) => {
    request({ hostname, port, path: '/x%0aGET%20/forged%20200%1b%5b2J?a=%0a' }, done).end();
  });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(stderr()).toMatch(/^\d\d:\d\d:\d\d 404 \d+ ms GET \/x%0aGET%20\/forged%20200%1b%5b2J(: .*)?\n$/);
});

const CHAT = {
  method: 'POST',
  body: '{"model":"openai/gpt-4o","messages":[{"role":"user","content":"hi"}]}',
};
const GATEWAY = '/v1/0123456789abcdef0123456789abcdef/my-gateway';

test('a request has no line unless it is asked for', async () => {
  const { url, child, ended, stderr } = await start();
  await fetch(`${url}${GATEWAY}/compat/chat/completions`, CHAT);
  child.kill('SIGTERM');
  await ended;
  expect(stderr()).toBe('');
});

test('--journal is a whole document also after a kill, goes on in the next run, and explain reads it', async () => {
  const folder = makeTempFolder('journal ');
  const path = join(folder, 'a.har');
  for (const count of [1, 2]) {
    const { url, child, ended } = await start('--journal', path);
    await fetch(`${url}${GATEWAY}/compat/chat/completions`, CHAT);
    await waitFor(() => JSON.parse(readFileSync(path, 'utf8')).log.entries.length === count);
    child.kill('SIGKILL');
    await ended;
  }
  const { stdout } = spawnSync(process.execPath, [builtProgram(), 'explain', '-'], {
    input: readFileSync(path),
    encoding: 'utf8',
  });
  expect(stdout).toContain('bad-token');
  rmSync(folder, { recursive: true });
});

// A limit on the size of files is what a full disk is: a write that is cut short, then an error.
(process.platform === 'win32' ? test.skip : test)('a full disk ends --journal, not the sandbox', async () => {
  const folder = makeTempFolder('full disk ');
  const path = join(folder, 'a.har');
  const { url, child, ended, stderr } = await startProgram(
    ['sh', '-c', 'ulimit -f 32 && exec "$@"', 'sh', process.execPath],
    ['--journal', path],
  );
  const body = CHAT.body.replace('hi', 'x'.repeat(3000));
  while (!stderr()) {
    const reply = await fetch(`${url}${GATEWAY}/compat/chat/completions`, { ...CHAT, body });
    expect(reply.status).toBe(401);
  }
  child.kill('SIGTERM');
  await ended;
  expect(stderr()).toMatch(/^--journal has ended: (the disk is full|EFBIG)\n$/);
  expect(JSON.parse(readFileSync(path, 'utf8')).log.entries.length).toBeGreaterThan(1);
  rmSync(folder, { recursive: true });
});

test('--host warns, has a token of its own, and does not print that of the variable', async () => {
  const token = 'fake-token-of-my-own-000';
  const { url, child, ended, stderr, stdout } = await startWith(
    { CF_AIG_SANDBOX_TOKEN: token },
    '--host',
    '0.0.0.0',
  );
  const headers = { 'cf-aig-authorization': `Bearer ${token}` };
  expect((await fetch(`${url}${GATEWAY}/compat/chat/completions`, CHAT)).status).toBe(401);
  expect((await fetch(`${url}${GATEWAY}/compat/chat/completions`, { ...CHAT, headers })).status).toBe(200);
  child.kill('SIGTERM');
  await ended;
  expect(stderr()).toContain('Other machines can reach this sandbox.');
  expect(stdout() + stderr()).not.toContain(token);
});

test('what the sandbox does not have it says in its terminal, each thing once', async () => {
  const { url, child, ended, stderr } = await start();
  const headers = { authorization: `Bearer ${SANDBOX_TOKENS.good.value}` };
  for (const path of ['memberships', 'zones/x', 'memberships'])
    expect((await fetch(`${url}/client/v4/${path}`, { headers })).status).toBe(501);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(stderr().split('\n')).toEqual([
    'GET /memberships is not in the sandbox of cf-aig',
    'GET /zones is not in the sandbox of cf-aig',
    '',
  ]);
});
