import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { inMs } from './measure.js';

const SERVER = fileURLToPath(new URL('sandbox-server.js', import.meta.url));
const REQUESTS = 4_000;
/** The first are slower: Node has not compiled the code yet. */
const ROUNDS = 4;
const AT_ONCE = 16;
const MANY = 60_000;
const MOST_MB = 250;
const MOST_STALL_MS = 50;

const MISS = { 'cf-aig-skip-cache': 'true' };
const HIT = { 'cf-aig-cache-ttl': '3600' };

/** Processor time for each request of the sandbox, in processes of their own, and its memory. @type {import('./measure.js').Part} */
export async function* sandbox() {
  const provider = await start('provider');
  const proxy = await start('proxy', provider.url);
  const withUpstream = await start('upstream', provider.url);
  const alone = await start('built-in');
  try {
    const [bare = 0, miss = 0, hit = 0, builtIn = 0] = await cpuOf(
      [proxy],
      [withUpstream, MISS],
      [withUpstream, HIT],
      [alone, MISS],
    );
    yield {
      name: 'sandbox --upstream',
      ratio: miss / bare,
      detail: inMicroseconds(miss),
      goal: 2.7,
      to: 'a bare node:http proxy',
    };
    yield {
      name: 'sandbox --upstream, from the cache',
      ratio: hit / miss,
      detail: inMicroseconds(hit),
      goal: 0.5,
      to: 'a miss',
    };
    yield {
      name: 'sandbox, a built-in provider',
      ratio: builtIn / bare,
      detail: inMicroseconds(builtIn),
      to: 'a bare node:http proxy',
    };
    await alone.watch();
    for (const count of [MANY, 2 * MANY]) {
      await load(alone, MANY, MISS);
      const { rssMb } = await alone.usage();
      yield {
        name: `sandbox after ${count.toLocaleString('en-US')} requests`,
        ratio: rssMb / MOST_MB,
        detail: `${rssMb.toFixed(0)} MB`,
        goal: 1,
        to: `${MOST_MB} MB`,
      };
    }
    const { stallMs } = await alone.usage();
    yield {
      name: 'sandbox, longest time on one thing',
      ratio: stallMs / MOST_STALL_MS,
      detail: inMs(stallMs),
      goal: 1,
      to: `${MOST_STALL_MS} ms`,
    };
  } finally {
    for (const server of [provider, proxy, withUpstream, alone]) server.stop();
  }
}

/**
 * @typedef {{ cpuMs: number, rssMb: number, stallMs: number }} Usage
 * @typedef {{ url: string, headers: Record<string, string>, usage(): Promise<Usage>, watch(): Promise<Usage>, stop(): void }} Server
 * @param {string} role @param {string} [target] @returns {Promise<Server>}
 */
async function start(role, target = '') {
  const child = fork(SERVER, [role, target], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url, headers }] = await once(child, 'message');
  /** @param {string} wanted @returns {Promise<Usage>} */
  const ask = async (wanted) => {
    child.send(wanted);
    const [usage] = await once(child, 'message');
    return usage;
  };
  return {
    url,
    headers,
    usage: () => ask('usage'),
    watch: () => ask('watch'),
    stop: () => void child.kill(),
  };
}

/** @param {number} ms */
const inMicroseconds = (ms) => `${(ms * 1000).toFixed(0)} µs`;

/**
 * Milliseconds of the processor for each request: of the rounds, which take turns, the one that others disturbed least.
 * @param {...[server: Server, headers?: Record<string, string>]} cases @returns {Promise<number[]>}
 */
async function cpuOf(...cases) {
  const least = cases.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [server, headers]] of cases.entries()) {
      const before = await server.usage();
      await load(server, REQUESTS, headers);
      const after = await server.usage();
      least[index] = Math.min(least[index] ?? 0, (after.cpuMs - before.cpuMs) / REQUESTS);
    }
  }
  return least;
}

/** @param {Server} server @param {number} count @param {Record<string, string>} [headers] */
async function load({ url, headers: own }, count, headers = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let sent = 0;
  const next = async () => {
    while (sent++ < count) await post(url, { ...own, ...headers }, agent);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  agent.destroy();
}

const BODY = JSON.stringify({
  model: 'openai/gpt-4o-mini',
  messages: [{ role: 'user', content: 'Say hello.' }],
});

/** @param {string} url @param {Record<string, string>} headers @param {Agent} agent @returns {Promise<void>} */
function post(url, headers, agent) {
  return new Promise((done, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().on('end', () => done());
    });
    sent.end(BODY);
  });
}
