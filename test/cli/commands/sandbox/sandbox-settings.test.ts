import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  readSettings,
  type SandboxFlags,
  usageErrorOf,
} from '../../../../src/cli/commands/sandbox/sandbox-settings.js';
import { UsageError } from '../../../../src/cli/shared/errors.js';
import { loadSqlite } from '../../../../src/lib/sqlite.js';
import { SANDBOX_TOKENS } from '../../../../src/sandbox/config/defaults.js';
import { startSandbox } from '../../../../src/sandbox/server.js';
import { makeTempFolder } from '../../../temp-folder.js';

let folder: string;
beforeAll(async () => {
  folder = makeTempFolder('settings ');
  await writeFile(join(folder, 'wrong.json5'), '{ gateway: [] }');
  await writeFile(
    join(folder, 'text.db'),
    'this is no database, but it is long enough to be taken for one'.repeat(20),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const failure = async (flags: SandboxFlags, env: NodeJS.ProcessEnv = {}) => {
  const thrown = await readSettings(flags, env)
    .then(async (settings) => {
      const box = await startSandbox(settings);
      await box.close();
    })
    .catch((error: unknown) => usageErrorOf(error, flags));
  if (!(thrown instanceof UsageError)) throw new Error(`no UsageError: ${thrown}`);
  return `${thrown.message} ${thrown.hint}`;
};

test.each<[SandboxFlags, RegExp]>([
  [{ port: '99999' }, /^--port 99999 is not a port/],
  [{ port: '' }, /^--port {2}is not a port/],
  [{ port: '1e3' }, /^--port 1e3 is not a port/],
  [
    { allowHost: ['https://box.example.com'] },
    /^--allow-host https:\/\/box\.example\.com is not a name It takes/,
  ],
  [{ allowHost: ['box.example.com:8443'] }, /^--allow-host box\.example\.com:8443 is not a name/],
  [{ allowHost: ['*.example.com'] }, /^--allow-host \*\.example\.com is not a name/],
  [{ allowHost: [''] }, /^--allow-host {2}is not a name/],
  [{ tps: 'fast' }, /^--tps fast is not a rate It takes a number above 0/],
  [{ tps: '0' }, /^--tps 0 is not a rate/],
  [{ scenario: 'rate-limitd', port: '0' }, /there is no scenario rate-limitd; did you mean rate-limited\?/],
  [
    { scenario: 'tls-expired', tls: true, port: '0' },
    /^--tls: the scenario tls-expired is about how the sandbox listens.* Leave out one of the two\./,
  ],
  [{ upstream: ['openai'] }, /^--upstream openai: expected <provider>=<URL>/],
  [
    { upstream: ['opnai=https://a.example'] },
    /^--upstream opnai is not a provider of Cloudflare’s; did you mean openai\? Other servers are custom-<name>\./,
  ],
  [
    { upstream: ['quite-another=https://a.example'] },
    /^--upstream quite-another is not a provider of Cloudflare’s\. Other servers are custom-<name>\./,
  ],
  [{ upstream: ['openai=ftp://a.example'] }, /ftp:\/\/a\.example is not an http/],
  [{ upstream: ['openai=https://user:pass@a.example'] }, /holds more than a host and a path/],
  [{ upstream: ['openai=http://a.example'] }, /keys would go to a\.example unencrypted; use https:\/\//],
  [
    { upstream: ['openai=http://a.example'], insecureUpstream: true },
    /keys would go to a\.example unencrypted; --insecure-upstream is only for private networks/,
  ],
  [
    { upstream: ['custom-ollama=http://192.168.1.5:11434/v1'] },
    /to 192\.168\.1\.5:11434 unencrypted; --insecure-upstream allows it in a network that you trust/,
  ],
  [{ host: 'a b' }, /^--host a b is neither an IP address nor a name/],
  [
    { host: '192.0.2.1', port: '0' },
    /^this machine does not have the address 192\.0\.2\.1 \(EADDRNOTAVAIL\)/,
  ],
  [{ host: 'nothing.invalid', port: '0' }, /^this machine does not have the address nothing\.invalid \(E/],
])('%j', async (flags, message) => {
  expect(await failure(flags)).toMatch(message);
});

test.each([
  ['sandbox token of the docs', SANDBOX_TOKENS.good.value, /it is a token of the documentation/],
  ['too short', 'short', /it has fewer than 16 characters/],
  ['not for a header', 'sixteen or more words', /characters that a Bearer token cannot have/],
])('CF_AIG_SANDBOX_TOKEN: %s', async (_, token, message) => {
  const text = await failure({ port: '0' }, { CF_AIG_SANDBOX_TOKEN: token });
  expect(text).toMatch(message);
  expect(text).not.toContain(token);
});

test('an invalid or missing config', async () => {
  expect(await failure({ sandboxConfig: join(folder, 'wrong.json5') })).toMatch(
    /wrong\.json5: config\.gateway: unknown key; known are accounts/,
  );
  expect(await failure({ sandboxConfig: join(folder, 'missing.json5') })).toMatch(
    /cannot read .*no such file/,
  );
});

const onPosix = process.platform === 'win32' ? test.skip : test;
onPosix('a pipe where a file is expected is not waited for', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await failure({ sandboxConfig: pipe })).toMatch(/cannot read .*it is not a regular file/);
  expect(await failure({ data: pipe })).toMatch(/--data: .*(?:it is not a file|needs Node 22)/);
});

test('a config without end to its brackets is an error of the config', async () => {
  const path = join(folder, 'deep.json5');
  writeFileSync(path, `{ accounts: ${'['.repeat(100_000)}${']'.repeat(100_000)} }`);
  expect(await failure({ sandboxConfig: path })).toMatch(/nested more than 400 levels deep/);
});

test('--tps', async () => {
  expect((await readSettings({ tps: '12.5' })).tokensPerSecond).toBe(12.5);
  expect((await readSettings({})).tokensPerSecond).toBeUndefined();
});

test('a port in use', async () => {
  const box = await startSandbox();
  expect(await failure({ port: new URL(box.url).port })).toMatch(/is taken Choose another with --port/);
  await box.close();
});

test('--data needs a Node that has SQLite, and a file that is one', async () => {
  const message = await failure({ data: join(folder, 'text.db') });
  if (loadSqlite())
    expect(message).toMatch(/^--data: cannot keep data in .*text\.db: .*file is not a database/);
  else expect(message).toMatch(/^--data: this is Node 2\d\..*needs Node 22\.13 or newer/);
});

test.each([
  ['openai=https://api.openai.com/v1', 'openai', 'https://api.openai.com/v1'],
  ['custom-ollama=http://localhost:11434/v1', 'custom-ollama', 'http://localhost:11434/v1'],
  ['anthropic=http://127.0.0.1:9000', 'anthropic', 'http://127.0.0.1:9000/'],
])('--upstream %s', async (upstream, slug, url) => {
  const { upstreams } = await readSettings({ upstream: [upstream] });
  expect(upstreams?.get(slug)?.href).toBe(url);
});

test('--insecure-upstream', async () => {
  const upstream = ['custom-ollama=http://192.168.1.5:11434/v1', 'custom-vllm=http://vllm:8000'];
  const { upstreams } = await readSettings({ upstream, insecureUpstream: true });
  expect([...(upstreams?.keys() ?? [])]).toEqual(['custom-ollama', 'custom-vllm']);
});

test('names of --allow-host are as browsers send them', async () => {
  const { allowedHosts } = await readSettings({ allowHost: ['Box.Example.com', 'bücher.example', '[::1]'] });
  expect(allowedHosts).toEqual(['box.example.com', 'xn--bcher-kva.example', '[::1]']);
});
