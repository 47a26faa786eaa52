import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkRun } from '../check-document.js';
import { makeTempFolder } from '../temp-folder.js';
import { builtProgram } from './built.js';

// Programs that know only Cloudflare's own hosts, led to the sandbox in each way that its start screen prints.

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOKEN = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
const VERIFY = 'https://api.cloudflare.com/client/v4/user/tokens/verify';

interface Started {
  child: ChildProcess;
  ended: Promise<number | null>;
  /** The variables on the start screen. */
  variables: Record<string, string>;
  stderr(): string;
}

async function start(temp: string): Promise<Started> {
  const args = [builtProgram(), 'sandbox', '--tls', '--port', '0'];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, TMPDIR: temp },
    // One serves the whole file, on a machine that may be busy.
    timeout: 600_000,
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const screen = await new Promise<string>((done) => {
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (/CURL_CA_BUNDLE=.+\n/.test(stdout)) done(stdout);
    });
  });
  // As a POSIX shell reads them.
  const lines = screen.replaceAll('\\\n', '').matchAll(/^export (\w+)=(.*)$/gm);
  const variables = Object.fromEntries(
    [...lines].map(([, name, value = '']) => [name, value.replace(/\\(.)/g, '$1')]),
  );
  return { child, ended, variables, stderr: () => stderr };
}

let temp: string;
let started: Started;
beforeAll(async () => {
  // With a space in its name: what is printed can be pasted all the same.
  temp = makeTempFolder('tls ');
  started = await start(temp);
});
afterAll(() => {
  started.child.kill('SIGKILL');
  rmSync(temp, { recursive: true, force: true });
});

/** What a program prints that has only these of the variables. */
async function printed(program: string, args: string[], names: string[]): Promise<string> {
  const known = { ...started.variables, NODE_USE_ENV_PROXY: '1' };
  const variables = Object.entries(known).filter(([name]) => names.includes(name));
  const { stdout } = await run(program, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...Object.fromEntries(variables), TOKEN: started.variables[TOKEN] },
    timeout: 30_000,
  });
  return stdout;
}

const node = (code: string, names: string[]) =>
  printed(process.execPath, ['--no-warnings', '--input-type=module', '-e', code], names);

const HEADERS = "{ authorization: 'Bearer ' + process.env.TOKEN }";
const FETCH = `
const response = await fetch('${VERIFY}', { headers: ${HEADERS} });
console.log(response.status, (await response.json()).success);`;
const OK = '200 true\n';

describe('NODE_OPTIONS alone', () => {
  test.each([
    ['fetch', FETCH],
    [
      'undici',
      `import { request } from 'undici';
      const { statusCode, body } = await request('${VERIFY}', { headers: ${HEADERS} });
      console.log(statusCode, (await body.json()).success);`,
    ],
    [
      'node:https',
      `import { get } from 'node:https';
      import { json } from 'node:stream/consumers';
      get('${VERIFY}', { headers: ${HEADERS} }, async (response) => {
        console.log(response.statusCode, (await json(response)).success);
      });`,
    ],
    [
      'node:tls, imported by name, with port and host',
      `import { connect } from 'node:tls';
      import { text } from 'node:stream/consumers';
      const socket = connect(443, 'API.cloudflare.com', { servername: 'api.cloudflare.com' }, () => {
        console.log(socket.authorized);
        const authorization = \`authorization: Bearer \${process.env.TOKEN}\`;
        socket.write(['GET ${new URL(VERIFY).pathname} HTTP/1.1', 'host: api.cloudflare.com', authorization, 'connection: close', '', ''].join('\\r\\n'));
      });
      const received = await text(socket);
      console.log(received.slice(9, 12), received.includes('"success":true'));`,
      `true\n${OK}`,
    ],
  ])('%s', async (_, code, out = OK) => {
    expect(await node(code, ['NODE_OPTIONS'])).toBe(out);
  });

  test('other hosts are reached as before, and the certificate is not trusted for them', async () => {
    const code = `
      const url = '${started.variables.CF_AIG_GATEWAY_ORIGIN?.replace('http:', 'https:')}';
      console.log(await fetch(url).then(String, ({ cause }) => cause.code));`;
    expect(await node(code, ['NODE_OPTIONS'])).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE\n');
  });
});

describe('as a proxy', () => {
  const NODE = ['HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS'];
  const OTHERS = ['HTTPS_PROXY', 'SSL_CERT_FILE'];
  const has = (program: string) => !spawnSync(program, ['--version']).error;

  test('undici’s EnvHttpProxyAgent', async () => {
    const code = `import { EnvHttpProxyAgent, fetch, setGlobalDispatcher } from 'undici';
      setGlobalDispatcher(new EnvHttpProxyAgent());${FETCH}`;
    expect(await node(code, NODE)).toBe(OK);
  });

  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const canUseProxies = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  (canUseProxies ? test : test.skip)('NODE_USE_ENV_PROXY=1, on a Node that knows it', async () => {
    expect(await node(FETCH, [...NODE, 'NODE_USE_ENV_PROXY'])).toBe(OK);
  });

  (has('curl') ? test : test.skip)('curl', async () => {
    const args = [
      '-sS',
      '-o',
      join(temp, 'body'),
      '-w',
      '%{http_code}',
      '-H',
      `authorization: Bearer ${started.variables[TOKEN]}`,
      VERIFY,
    ];
    expect(await printed('curl', args, ['HTTPS_PROXY', 'CURL_CA_BUNDLE'])).toBe('200');
  });

  (has('python3') ? test : test.skip)('Python', async () => {
    const code = `
import json, os, urllib.request
request = urllib.request.Request('${VERIFY}', headers={'authorization': 'Bearer ' + os.environ['TOKEN']})
with urllib.request.urlopen(request) as response: print(response.status, str(json.load(response)['success']).lower())`;
    expect(await printed('python3', ['-c', code], OTHERS)).toBe(OK);
  });

  test('another host is refused, which the sandbox says', async () => {
    const code = `import { EnvHttpProxyAgent, fetch, setGlobalDispatcher } from 'undici';
      setGlobalDispatcher(new EnvHttpProxyAgent());
      console.log(await fetch('https://example.com/').then(String, () => 'refused'));`;
    expect(await node(code, NODE)).toBe('refused\n');
    expect(started.stderr()).toContain('CONNECT example.com:443 403\n');
  });
});

test('--json has the paths', async () => {
  const child = spawn(process.execPath, [builtProgram(), 'sandbox', '--tls', '--port', '0', '--json'], {
    env: { PATH: process.env.PATH, TMPDIR: temp },
    timeout: 60_000,
  });
  let stdout = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    stdout += chunk;
    if (stdout.endsWith('}\n')) break;
  }
  checkRun(['sandbox', '--json'], stdout);
  const { authority, preload } = JSON.parse(stdout);
  expect(readFileSync(authority, 'utf8')).toContain('BEGIN CERTIFICATE');
  expect(readFileSync(new URL(preload), 'utf8')).toContain('tls.connect');
  child.kill('SIGTERM');
  await new Promise((done) => child.once('close', done));
  expect(existsSync(authority)).toBe(false);
});

test('the files are gone when the sandbox ends, and those of another run are new', async () => {
  const authority = started.variables.NODE_EXTRA_CA_CERTS ?? '';
  const another = await start(temp);
  expect(another.variables.NODE_EXTRA_CA_CERTS).not.toBe(authority);
  expect(readFileSync(another.variables.NODE_EXTRA_CA_CERTS ?? '')).not.toEqual(readFileSync(authority));
  another.child.kill('SIGINT');
  expect(await another.ended).toBe(130);
  expect(existsSync(dirname(another.variables.NODE_EXTRA_CA_CERTS ?? ''))).toBe(false);
  expect(existsSync(authority)).toBe(true);
});

test('goes on without a reader of its stderr, and removes the files', async () => {
  const another = await start(temp);
  const authority = another.variables.NODE_EXTRA_CA_CERTS ?? '';
  another.child.stderr?.destroy();
  const nowhere = `${another.variables.CF_AIG_GATEWAY_ORIGIN}/client/v4/accounts`;
  // The first that it says goes into the pipe's void, the second finds it broken.
  for (const what of ['one', 'two', 'three'])
    expect((await fetch(`${nowhere}/x/secrets_store/${what}`)).status).toBeGreaterThan(399);
  another.child.kill('SIGINT');
  expect(await another.ended).toBe(130);
  expect(existsSync(authority)).toBe(false);
});

test('without a temporary folder it says so, and ends', () => {
  // A folder that is only missing would be made by Node, for its compile cache.
  const env = { PATH: process.env.PATH, TMPDIR: join(temp, 'missing'), NODE_DISABLE_COMPILE_CACHE: '1' };
  const args = [builtProgram(), 'sandbox', '--tls', '--port', '0'];
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 30_000 });
  expect([status, stderr]).toEqual([2, expect.stringContaining('cannot write into the temporary folder')]);
});
