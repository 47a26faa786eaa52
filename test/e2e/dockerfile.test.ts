import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeTempFolder } from '../temp-folder.js';
import { builtProgram } from './built.js';

// No Docker engine is needed: these tests check what can be checked without building the image.

const lines = readFileSync('Dockerfile', 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));
const of = (instruction: string) =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));
const copied = of('COPY').map((rest) => rest.split(' '));

test('every file that it copies from the repository is there, and not ignored', () => {
  const sources = copied
    .filter(([first]) => !first!.startsWith('--from'))
    .flatMap((words) => words.slice(0, -1));
  expect(sources.length).toBeGreaterThan(4);
  expect(sources.filter((path) => !existsSync(path))).toEqual([]);
  const [all, ...exceptions] = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  expect(all).toBe('*');
  expect(exceptions.map((line) => line.replace(/^!/, '')).sort()).toEqual([...sources].sort());
});

test('the version of Node is one that has SQLite, and the user is not root', () => {
  const [, major, minor] = /^NODE_VERSION=(\d+)\.(\d+)\.\d+$/.exec(of('ARG')[0]!)!.map(Number);
  expect(major! * 100 + minor!).toBeGreaterThanOrEqual(2213);
  expect(of('FROM')).toEqual([`node:\${NODE_VERSION}-alpine AS build`, `node:\${NODE_VERSION}-alpine`]);
  expect(lines.indexOf('USER node')).toBeLessThan(lines.findIndex((line) => line.startsWith('ENTRYPOINT')));
});

test('its command runs with what it copies into the image, and another container reaches it by a name', async () => {
  builtProgram();
  const folder = makeTempFolder('image ');
  for (const [, from] of copied.filter(([first]) => first === '--from=build')) {
    const path = from!.replace('/build/', '');
    cpSync(path, join(folder, path), { recursive: true });
  }
  const [[, ...entry], command] = [JSON.parse(of('ENTRYPOINT')[0]!), JSON.parse(of('CMD')[0]!)];
  const token = 'fake-token-of-my-own-000';
  const child = spawn(process.execPath, [...entry, ...command, '--port', '0', '--json'], {
    cwd: folder,
    env: { PATH: process.env.PATH, CF_AIG_SANDBOX_TOKEN: token },
    timeout: 60_000,
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const { url, accountId } = await new Promise<{ url: string; accountId: string }>((done) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.endsWith('}\n')) done(JSON.parse(text));
    });
  });
  const { port } = new URL(url);
  const status = await new Promise((done) => {
    request(
      {
        ...{
          host: '127.0.0.1',
          port,
          method: 'POST',
          path: `/v1/${accountId}/my-gateway/compat/chat/completions`,
        },
        headers: { host: 'sandbox:8787', 'cf-aig-authorization': `Bearer ${token}` },
      },
      (response) => done(response.resume().statusCode),
    ).end('{"model":"openai/gpt-4o","messages":[{"role":"user","content":"hi"}]}');
  });
  expect(status).toBe(200);
  const [program, ...check] = JSON.parse(/CMD (\[.*)/.exec(of('HEALTHCHECK')[0]!)![1]!.replace('8787', port));
  const isHealthy = () => spawnSync(program, check, { env: { PATH: process.env.PATH } }).status;
  expect(isHealthy()).toBe(0);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(isHealthy()).toBe(1);
  rmSync(folder, { recursive: true });
});
