import { createServer } from 'node:http';
import { join } from 'node:path';
import { localPortOf } from '../../local-port.js';
import { bundle, load } from '../bundle.js';
import { inPool } from '../pool.js';
import { line } from '../report.js';
import { ClientProcess } from './client-process.js';
import { commandsFor, HOMES } from './commands.js';
import { environment, removeHome, setUpHomes, writeHome } from './homes.js';
import { judge, KEYS, TOKEN } from './judge.js';
import { surroundings } from './listen.js';
import { ANSWERS } from './servers/answers.js';
import { BODIES } from './servers/bodies.js';
import { CHANGED } from './servers/changing.js';
import { CONNECTIONS } from './servers/connections.js';
import { ECHOES } from './servers/echoes.js';
import { ENCODINGS } from './servers/encodings.js';
import { FRAMING } from './servers/framing.js';
import { MANAGEMENT } from './servers/management.js';
import { MODELS } from './servers/models.js';
import { STREAMS } from './servers/streams.js';

/** @typedef {import('../report.js').Miss} Miss */
/** @typedef {{ at: string, server: import('./listen.js').Hostile, command: import('./commands.js').Command }} Pair */

/** @type {Record<string, Record<string, import('./listen.js').Hostile>>} */
const SERVERS = {
  connections: CONNECTIONS,
  framing: FRAMING,
  encodings: ENCODINGS,
  answers: ANSWERS,
  bodies: BODIES,
  models: MODELS,
  streams: STREAMS,
  'the API': MANAGEMENT,
  'honest answers, changed': CHANGED,
  'credentials come back': ECHOES,
};

/** The command line with an Io in memory, for the client; the sandbox and certificates, for the servers. */
const SOURCES = {
  run: 'src/cli/run.ts',
  'memory-io': 'test/memory-io.ts',
  sandbox: 'src/sandbox/server.ts',
  'sandbox-config': 'src/sandbox/config/config.ts',
  certificate: 'src/sandbox/listening/certificate.ts',
};

/** What these servers send is not read in another way by other flags or routes. */
const WITHOUT_VARIANTS = new Set(['encodings', 'the API']);

/** Runs at the same time: they mostly wait. */
const AT_ONCE = 24;
const HEAVY_AT_ONCE = 4;
/** What a busy machine may cause is tried once more. */
const DEPENDS_ON_TIME = new Set(['hung', 'wrong']);
const AGAIN_AT_ONCE = 3;
/** Milliseconds in which nothing but one computation happened: neither Ctrl-C nor a timeout ends it. */
const BLOCKED_MS = 4_000;
const MAX_MEMORY = 1_200_000_000;

const SECRETS = {
  SET_UP_TOKEN: TOKEN,
  SET_UP_ANTHROPIC_KEY: KEYS.anthropic,
  SET_UP_GOOGLE_KEY: KEYS.google,
};

/** Only the pairs `server | command` that it fits, to repeat a miss; of one or two all output is shown. */
const only = new RegExp(process.env.FAULTS_ONLY ?? '');

/** Every kind of server against every command with a wire. @type {import('../report.js').Attack} */
export async function* hostileServers(root) {
  const folder = join(root, 'bundle');
  await bundle(folder, SOURCES);
  /** @type {typeof import('../../../src/sandbox/server.js')} */
  const sandbox = await load(folder, 'sandbox');
  /** @type {typeof import('../../../src/sandbox/config/config.js')} */
  const sandboxConfig = await load(folder, 'sandbox-config');
  /** @type {typeof import('../../../src/sandbox/listening/certificate.js')} */
  const certificate = await load(folder, 'certificate');
  const config = sandboxConfig.readSandboxConfig(JSON.stringify({ tokens: [{ value: TOKEN }] }));
  const honest = await sandbox.startSandbox({ config });
  const elsewhere = await startElsewhere();
  surroundings.sandbox = honest.url;
  surroundings.elsewhere = elsewhere.origin;
  for (const kind of /** @type {const} */ (['untrusted', 'expired'])) {
    const made = certificate.makeCertificate({
      hosts: ['127.0.0.1'],
      nowMs: Date.now(),
      expired: kind === 'expired',
    });
    surroundings.certificates[kind] = { cert: made.certificate, key: made.key };
  }
  const client = new ClientProcess(folder);
  try {
    const homes = await setUpHomes(HOMES, join(root, 'homes'), async (args, env) => {
      const ended = await client.run({ args, env: { ...env, ...SECRETS } });
      if (typeof ended === 'string' || ended.code !== 0) throw new Error(JSON.stringify(ended));
    });
    for (const [name, servers] of Object.entries(SERVERS)) {
      const pairs = pairsOf(servers, !WITHOUT_VARIANTS.has(name));
      if (pairs.length) yield await attack(`hostile: ${name}`, pairs, { root, homes, client, elsewhere });
    }
  } finally {
    await client.stop();
    elsewhere.close();
    await honest.close();
  }
}

/** @param {Record<string, import('./listen.js').Hostile>} servers @param {boolean} withVariants @returns {Pair[]} */
function pairsOf(servers, withVariants) {
  return Object.entries(servers).flatMap(([kind, server]) =>
    Object.entries(commandsFor(server.waits))
      .filter(([, { isVariant }]) => !isVariant || (withVariants && !server.isHeavy))
      .map(([name, command]) => ({ at: `${kind} | ${name}`, server, command }))
      .filter(({ at }) => only.test(at)),
  );
}

/**
 * @param {string} name @param {Pair[]} pairs
 * @param {{ root: string, homes: Record<string, import('./homes.js').Home>, client: ClientProcess, elsewhere: { hits: string[] } }} use
 */
async function attack(name, pairs, { root, homes, client, elsewhere }) {
  /** @type {Map<string, Miss[]>} */
  const failed = new Map();
  const miss = (/** @type {string} */ at, /** @type {Miss[]} */ misses) => {
    if (misses.length) failed.set(at, [...(failed.get(at) ?? []), ...misses]);
  };
  client.trouble.length = 0;
  elsewhere.hits.length = 0;
  client.blockedMs = 0;
  client.memory = 0;
  const attackPair = async (/** @type {Pair} */ { at, server, command }) => {
    const folder = join(root, at.replace(/\W+/g, '-').slice(0, 100));
    const listener = await open(server);
    const origin = `${server.scheme ?? 'http'}://127.0.0.1:${listener.port}`;
    const { args, stopMs, home = 'compat' } = command;
    writeHome(folder, homes[home] ?? {}, origin);
    const env = { ...environment(folder, origin), ...SECRETS };
    const ended = await client.run({ args, env, stopMs });
    listener.close();
    removeHome(folder);
    if (pairs.length < 3 && typeof ended === 'object') console.error(at, ended);
    return typeof ended === 'string'
      ? [{ kind: /** @type {const} */ ('hung'), what: ended }]
      : judge(ended, command, server);
  };
  /** @type {Pair[]} */
  const again = [];
  const tryPair = async (/** @type {Pair} */ pair) => {
    const misses = await attackPair(pair);
    miss(
      pair.at,
      misses.filter(({ kind }) => !DEPENDS_ON_TIME.has(kind)),
    );
    if (misses.some(({ kind }) => DEPENDS_ON_TIME.has(kind))) again.push(pair);
  };
  await inPool(
    pairs.filter(({ server }) => !server.isHeavy),
    AT_ONCE,
    tryPair,
  );
  await inPool(
    pairs.filter(({ server }) => server.isHeavy),
    HEAVY_AT_ONCE,
    tryPair,
  );
  await inPool(again, AGAIN_AT_ONCE, async (pair) => miss(pair.at, await attackPair(pair)));
  const wrong = (/** @type {string} */ what) => miss('all together', [{ kind: 'wrong', what }]);
  for (const what of client.trouble) wrong(what);
  if (client.memory > MAX_MEMORY) wrong(`${Math.round(client.memory / 1e6)} MB of memory`);
  if (client.blockedMs > BLOCKED_MS)
    miss('all together', [{ kind: 'hung', what: `nothing else ran for ${Math.round(client.blockedMs)} ms` }]);
  for (const what of elsewhere.hits)
    miss('all together', [{ kind: 'leaked', what: `another host was asked: ${what}` }]);
  return line(name, pairs.length, failed);
}

/** @param {import('./listen.js').Hostile} hostile @returns {Promise<{ port: number, close(): void }>} */
async function open(hostile) {
  const server = await hostile.open();
  if ('port' in server) return server;
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await localPortOf(server);
  return {
    port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A host that must get no request. @returns {Promise<{ origin: string, hits: string[], close(): void }>} */
async function startElsewhere() {
  /** @type {string[]} */
  const hits = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  const port = await localPortOf(server);
  return { origin: `http://localhost:${port}`, hits, close: () => void server.close() };
}
