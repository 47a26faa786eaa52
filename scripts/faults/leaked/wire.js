import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, GATEWAY, run } from '../program.js';
import { Tries } from '../report.js';
import { configText, sandboxOf, writeSecretHome } from './home.js';
import { leaksIn, secretsIn } from './judge.js';
import { startRecordingProxy } from './recording-proxy.js';
import { SECRETS } from './secrets.js';

const REAL = {
  gatewayOrigin: 'https://gateway.ai.cloudflare.com',
  apiBaseUrl: 'https://api.cloudflare.com/client/v4',
  accountId: ACCOUNT,
};
const LIMIT = ['--timeout', '3000'];
const QUIET = ['--yes', '--no-input'];
const COMMANDS = [
  ['doctor', '--verbose', ...LIMIT],
  ['test-model', '--compare-direct', '--verbose', '--retries', '0', ...LIMIT],
  ['verify', ...QUIET, '--deadline', '8000', ...LIMIT],
  ['logs', '--token-env', 'READ_TOKEN', '--deadline', '5000', ...LIMIT],
  ['usage', '--deadline', '5000', ...LIMIT],
  ['init', '--token-stdin', ...GATEWAY, '--model', 'openai/gpt-4o', ...QUIET, ...LIMIT],
  ['status'],
];

const CLOUDFLARE = ['gateway.ai.cloudflare.com', 'api.cloudflare.com'];
/** The hosts that a secret is for, by TLS; `proxy` is the proxy itself. No other host may get it. @type {Record<string, string[]>} */
const MEANT_FOR = {
  token: CLOUDFLARE,
  newToken: CLOUDFLARE,
  readToken: ['api.cloudflare.com'],
  openai: ['gateway.ai.cloudflare.com', 'api.openai.com'],
  blockHeader: CLOUDFLARE,
  proxyPassword: ['proxy'],
};

/** Redirects to another host, to the same one without TLS, and to another one of Cloudflare's. */
const REDIRECTS = [
  '',
  'https://evil.example/x',
  'http://gateway.ai.cloudflare.com/x',
  'https://other.example/v1',
];

/** Which host gets which secret, and with which arguments child processes start. @param {string} root @param {import('./home.js').Program} program */
export async function leakedOnTheWire(root, program) {
  const tries = new Tries();
  const home = join(root, 'wire');
  const sandbox = await sandboxOf(program);
  const proxy = await startRecordingProxy(program, sandbox);
  const authorities = join(root, 'authorities.pem');
  writeFileSync(authorities, proxy.authorities);
  const argumentsFile = join(root, 'arguments-of-openclaw');
  const bin = installOpenClaw(root, argumentsFile);
  const address = `http://me:${encodeURIComponent(SECRETS.proxyPassword)}@127.0.0.1:${proxy.port}`;
  const env = {
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: home,
    ...{ HTTPS_PROXY: address, HTTP_PROXY: address, NODE_EXTRA_CA_CERTS: authorities },
    ...{ READ_TOKEN: SECRETS.readToken, EXPORTED_API_KEY: SECRETS.exported },
  };
  const insecure = { ...REAL, gatewayOrigin: 'http://gateway.ai.cloudflare.com' };
  let reached = 0;
  try {
    for (const [name, config] of /** @type {const} */ ([
      ['stored', configText('stored', REAL)],
      ['own-key', configText('own-key', REAL)],
      ['http', configText('own-key', insecure)],
    ])) {
      for (const [index, redirect] of REDIRECTS.entries()) {
        Object.assign(proxy.mode, { redirect, status: [302, 301, 307, 308][index] });
        for (const args of COMMANDS) {
          writeSecretHome(home, { config });
          const { stdout, stderr } = await run(home, args, { env, input: SECRETS.newToken });
          const requests = proxy.take();
          reached += requests.length;
          const misses = [...leaksIn('the output', stdout + stderr), ...requests.flatMap(misdirected)];
          if (existsSync(argumentsFile))
            misses.push(...leaksIn('the arguments of a child process', readFileSync(argumentsFile, 'utf8')));
          rmSync(argumentsFile, { force: true });
          tries.add(`${name}, ${redirect || 'no redirect'}: ${args.slice(0, 2).join(' ')}`, misses);
        }
      }
    }
  } finally {
    proxy.close();
    await sandbox.close();
  }
  if (reached === 0) tries.add('whole', [{ kind: 'wrong', what: 'no request was recorded' }]);
  return tries.line('leaked: hosts');
}

/** @param {import('./recording-proxy.js').Recorded} request @returns {import('../report.js').Miss[]} */
function misdirected({ host, scheme, text }) {
  const to = { https: host, http: `http ${host}`, proxy: 'proxy' }[scheme];
  return secretsIn(text)
    .filter((name) => !MEANT_FOR[name]?.includes(to))
    .map((name) => ({ kind: 'leaked', what: `${name} was sent to ${to} (${host})` }));
}

/** An `openclaw` of another version, which is asked for its verdict, and writes down its arguments. @param {string} root @param {string} file */
function installOpenClaw(root, file) {
  const bin = join(root, 'openclaw');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'package.json'), JSON.stringify({ name: 'openclaw', version: '2026.9.1' }));
  writeFileSync(
    join(bin, 'openclaw'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >> '${file}'\necho '{"valid":true}'\n`,
    { mode: 0o755 },
  );
  return bin;
}
