import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { inMs } from './measure.js';

const SERVER = fileURLToPath(new URL('sandbox-server.js', import.meta.url));
const WARM_UP = 500;
const REQUESTS = 4_000;
const AT_ONCE = 16;
const MANY = 60_000;

/** Processor time for each request of the sandbox, in processes of their own. @type {import('./measure.js').Part} */
export async function* sandbox() {
  const provider = await start('provider');
  const servers = {
    proxy: await start('proxy', provider.url),
    upstream: await start('upstream', provider.url),
    'built-in': await start('built-in'),
  };
  try {
    const proxy = await cpuOf(servers.proxy);
    const upstream = await cpuOf(servers.upstream);
    const builtIn = await cpuOf(servers['built-in']);
    const hit = await cpuOf(servers['built-in'], { 'cf-aig-cache-ttl': '3600' });
    yield {
      name: 'sandbox --upstream',
      ratio: upstream / proxy,
      detail: inMs(upstream),
      goal: 3,
      to: 'a bare node:http proxy',
    };
    yield {
      name: 'sandbox, a built-in provider',
      ratio: builtIn / proxy,
      detail: inMs(builtIn),
      to: 'a bare node:http proxy',
    };
    yield {
      name: 'sandbox, from the cache',
      ratio: hit / builtIn,
      detail: inMs(hit),
      goal: 0.5,
      to: 'a miss',
    };
    await load(servers['built-in'], MANY);
    const { rssMb, stallMs } = await servers['built-in'].usage();
    yield {
      name: `sandbox after ${MANY.toLocaleString('en-US')} requests`,
      detail: `${rssMb.toFixed(0)} MB; nothing else ran for ${stallMs.toFixed(0)} ms at most`,
    };
  } finally {
    for (const server of [provider, ...Object.values(servers)]) server.stop();
  }
}

/**
 * @typedef {{ url: string, headers: Record<string, string>, usage(): Promise<{ cpuMs: number, rssMb: number, stallMs: number }>, stop(): void }} Server
 * @param {string} role @param {string} [target] @returns {Promise<Server>}
 */
async function start(role, target = '') {
  const child = fork(SERVER, [role, target], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url, headers }] = await once(child, 'message');
  return {
    url,
    headers,
    async usage() {
      child.send('usage');
      const [usage] = await once(child, 'message');
      return usage;
    },
    stop: () => void child.kill(),
  };
}

/** Milliseconds of the processor for each request. @param {Server} server @param {Record<string, string>} [headers] */
async function cpuOf(server, headers) {
  await load(server, WARM_UP, headers);
  const before = await server.usage();
  await load(server, REQUESTS, headers);
  const after = await server.usage();
  return (after.cpuMs - before.cpuMs) / REQUESTS;
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
