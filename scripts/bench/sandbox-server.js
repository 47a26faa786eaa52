// A server for the benchmark, in a process of its own: a provider, a bare proxy in front of it, or the sandbox.
import { Agent, createServer, request } from 'node:http';
import { startSandbox } from '../../dist/sandbox.mjs';
import { localPortOf } from '../local-port.js';

const [role = '', target = ''] = process.argv.slice(2);
const ANSWER = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  model: 'gpt-4o-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
});

/** @type {Record<string, () => Promise<{ url: string, headers?: Record<string, string> }>>} */
const ROLES = {
  provider: () =>
    listen((incoming, outgoing) => {
      incoming.resume().on('end', () => {
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end(ANSWER);
      });
    }),
  proxy: () => {
    const agent = new Agent({ keepAlive: true });
    return listen((incoming, outgoing) => {
      const { method, url = '/', headers } = incoming;
      const passed = request(new URL(url, target), { method, headers, agent }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(passed);
    });
  },
  upstream: () => sandbox({ upstreams: { openai: target } }),
  'built-in': () => sandbox({}),
};

/** @param {import('node:http').RequestListener} listener */
async function listen(listener) {
  return { url: `http://127.0.0.1:${await localPortOf(createServer(listener))}` };
}

/** The rate limit counts every request and is never reached. */
const GATEWAY = { id: 'my-gateway', rateLimitingLimit: 1e9, rateLimitingInterval: 60 };

/** @param {object} options */
async function sandbox(options) {
  const { gatewayUrl, token } = await startSandbox({ ...options, config: { gateways: [GATEWAY] } });
  return {
    url: `${gatewayUrl}/compat/chat/completions`,
    headers: {
      'cf-aig-authorization': `Bearer ${token}`,
      authorization: 'Bearer sk-sandbox-provider-key-good',
    },
  };
}

/** Milliseconds. */
const TICK = 5;
/** The longest time on one thing since `watch`. Time in which another process had the processor does not count. */
let stallMs = 0;

function watch() {
  let last = times();
  setInterval(() => {
    const { wallMs, cpuMs } = times();
    stallMs = Math.max(stallMs, Math.min(wallMs - last.wallMs, cpuMs - last.cpuMs));
    last = { wallMs, cpuMs };
  }, TICK);
}

function times() {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1000 };
}

process.on('message', (wanted) => {
  if (wanted === 'watch') watch();
  process.send?.({ cpuMs: times().cpuMs, rssMb: process.memoryUsage.rss() / 1024 / 1024, stallMs });
});
process.send?.(await ROLES[role]?.());
