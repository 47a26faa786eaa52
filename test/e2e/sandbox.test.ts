import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { expect, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { builtProgram } from './built.js';

/** `cf-aig sandbox` in a process of its own, from the moment it says that it runs. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [builtProgram(), 'sandbox', '--port', '0', ...args], {
    env: { PATH: process.env.PATH },
    timeout: 60_000,
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const url = await new Promise<string>((done) => {
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const origin = /ORIGIN=(\S+)/.exec(stdout)?.[1];
      if (origin && stdout.includes('init')) done(origin);
    });
  });
  return { url, child, ended, stderr: () => stderr };
}

test.each(['connection-refused', 'gateway-not-found'])('--scenario %s runs until Ctrl-C', async (name) => {
  const { child, ended } = await start('--scenario', name);
  const early = await Promise.race([ended, new Promise((done) => setTimeout(done, 500, 'running'))]);
  expect(early).toBe('running');
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});

test('a request cannot write lines or escape sequences to the terminal', async () => {
  const { url, child, ended, stderr } = await start();
  const { hostname, port } = new URL(url);
  await new Promise((done) => {
    request({ hostname, port, path: '/x%0aGET%20/forged%20200%1b%5b2J?a=%0a' }, done).end();
  });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(stderr()).toBe('GET /x%0aGET%20/forged%20200%1b%5b2J 404\n');
});

test('what the sandbox does not have it says in its terminal, each thing once', async () => {
  const { url, child, ended, stderr } = await start();
  const headers = { authorization: `Bearer ${SANDBOX_TOKENS.good.value}` };
  for (const path of ['memberships', 'zones/x', 'memberships'])
    expect((await fetch(`${url}/client/v4/${path}`, { headers })).status).toBe(501);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(stderr().split('\n')).toEqual([
    'GET /client/v4/memberships 501',
    'GET /memberships is not in the sandbox of cf-aig',
    'GET /client/v4/zones/x 501',
    'GET /zones is not in the sandbox of cf-aig',
    'GET /client/v4/memberships 501',
    '',
  ]);
});
