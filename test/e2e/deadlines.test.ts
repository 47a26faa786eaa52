import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { Stage } from './features-setup.js';

jest.setTimeout(60_000);

// A busy machine takes its time: what is counted is how often a command waits for an answer that does not come, and the
// waits that it chooses by itself, which take no time here.

const TIMEOUT_MS = 1_500;

let stage: Stage;
let server: Server;
/** How often something was asked after a request had got no answer: each time is one more timeout for the user. */
let roundsWasted = 0;
let isGivenUp = false;

// Loading the HTTP client and the commands would take up the time of the first request.
beforeAll(async () => {
  stage = await Stage.open();
  for (const command of [['logs'], ['usage'], ['verify', 'logs', '--yes']]) await stage.run(command);
  await stage.close();
});
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await stage.close();
});

/** Puts a server of its own kind in place of Cloudflare, for the planes that `isReplaced` names by their path. */
async function replace(
  listener: RequestListener,
  isReplaced: (path: string) => boolean = () => true,
): Promise<void> {
  const { gatewayOrigin } = stage.sandbox;
  server = createServer(async (request, response) => {
    if (isReplaced(request.url!)) {
      if (isGivenUp) roundsWasted++;
      isGivenUp = false;
      response.on('close', () => {
        isGivenUp ||= !response.writableFinished;
      });
      return listener(request, response);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(gatewayOrigin + request.url, {
      method: request.method,
      headers: headers as Record<string, string>,
      body: chunks.length ? Buffer.concat(chunks) : undefined,
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stage.env.CF_AIG_GATEWAY_ORIGIN = origin;
  stage.env.CLOUDFLARE_API_BASE_URL = `${origin}/client/v4`;
  stage.home.write(stage.home.config, stage.home.read(stage.home.config).replaceAll(gatewayOrigin, origin));
}

const silent: RequestListener = () => {};
const busy: RequestListener = (_request, response) => {
  response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '600' });
  response.end('{"success":false,"errors":[{"code":971,"message":"throttled"}],"messages":[],"result":null}');
};
const limited: RequestListener = (_request, response) => {
  response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '600' });
  response.end(
    '{"success":false,"error":[{"code":2003,"message":"Rate limited"}],"name":"AiGatewayError","internalCode":2003}',
  );
};
const stalling: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"success":true,');
};

/** `passedMs`: what passes besides the waits. */
async function runWith(args: readonly string[], timeoutMs = TIMEOUT_MS, passedMs = () => performance.now()) {
  roundsWasted = 0;
  isGivenUp = false;
  let waitedMs = 0;
  const run = await stage.run(
    [...args, '--timeout', String(timeoutMs), '--json'],
    {},
    {
      now: () => passedMs() + waitedMs,
      sleep: async (ms, signal) => {
        signal?.throwIfAborted();
        waitedMs += ms;
      },
    },
  );
  return { ...run, document: run.json(), waitedMs };
}

const COMMANDS: Record<string, string[]> = {
  logs: ['logs'],
  'logs --since': ['logs', '--since', '1h'],
  'logs --follow': ['logs', '--follow'],
  usage: ['usage'],
  verify: ['verify', '--yes'],
};
const SERVERS: [string, RequestListener, cause: string, code: number][] = [
  ['accepts and never answers', silent, 'response-timeout', 11],
  ['begins and never ends', stalling, 'response-stalled', 11],
  ['answers 429 with a Retry-After of ten minutes', busy, 'management-rate-limited', 14],
];

describe.each(SERVERS)('a server that %s', (_name, listener, cause, code) => {
  test.each(Object.keys(COMMANDS).filter((name) => name !== 'verify' || listener !== busy))(
    '%s ends within its timeout, with the cause',
    async (name) => {
      await replace(listener);
      const run = await runWith(COMMANDS[name]!);
      expect(roundsWasted).toBe(0);
      expect(run.waitedMs).toBeLessThanOrEqual(TIMEOUT_MS);
      expect(run.document).toMatchObject({ ok: false, exitCode: code, verdict: { cause } });
      expect(run.code).toBe(code);
    },
  );
});

test('verify ends at once if every request is rate-limited, and calls no limit shown', async () => {
  await replace(limited);
  const run = await runWith(['verify', '--yes', '--measure']);
  expect(run.waitedMs).toBe(0);
  expect(run.document).toMatchObject({ exitCode: 14, verdict: { cause: 'rate-limited' } });
  expect(run.document.sections.map(({ status }: { status: string }) => status)).not.toContain('pass');
});

test.each([silent, busy])('verify, if only the management API fails', async (listener) => {
  await replace(listener, (path) => path.startsWith('/client/v4'));
  const run = await runWith(['verify', '--yes'], 3_000);
  expect([roundsWasted, run.waitedMs]).toEqual([0, 0]);
  expect(run.document.sections[0]).toMatchObject({ section: 'caching', status: 'pass' });
});

test('a log whose failed requests cannot be read is shown all the same', async () => {
  await stage.run(['test-model', 'openai/fail-401', '--retries', '0']);
  await replace(silent, (path) => path.endsWith('/response'));
  for (const command of ['logs', 'usage']) {
    const run = await runWith([command]);
    expect([roundsWasted, run.waitedMs]).toEqual([0, 0]);
    expect(run.document).toMatchObject({ ok: true });
  }
});

test('--deadline ends a log that never ends', async () => {
  const row = (id: number) => ({ id: `row-${id}`, created_at: new Date().toISOString(), success: true });
  let next = 0;
  await replace((_request, response) => {
    const result = Array.from({ length: 50 }, () => row(next++));
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ success: true, result, result_info: { total_count: 1e9 } }));
    }, 50);
  });
  for (const command of [['logs', '--since', '1h'], ['usage']]) {
    const run = await runWith([...command, '--deadline', '2000']);
    expect(run.document).toMatchObject({ ok: false, exitCode: 11, verdict: { cause: 'response-timeout' } });
    expect(run.document.error.message).toMatch(/not read to its end within 2 s: \d{2,} rows/);
  }
});

test('--deadline ends the wait for a limit that does not reset', async () => {
  await stage.close();
  stage = await Stage.open({
    token: SANDBOX_TOKENS.runOnly.value,
    // A fixed window would begin anew at the full hour.
    gateway: { rateLimitingLimit: 5, rateLimitingInterval: 3600, rateLimitingTechnique: 'sliding' },
  });
  const run = await runWith(['verify', 'rate-limit', '--yes', '--deadline', '40000'], 10_000, () => 0);
  expect(run.waitedMs).toBe(39_000);
  expect(run.document.sections[0]).toMatchObject({ status: 'pass', measured: { passedRequests: 5 } });
  expect(run.document.sections[0].notes.join(' ')).toContain('did not reset within 39 s');
});

test('--deadline that passes in the middle of verify', async () => {
  await replace(silent, (path) => path.endsWith('/chat/completions'));
  const run = await runWith(['verify', '--yes', '--deadline', '2000'], 60_000);
  expect(roundsWasted).toBe(0);
  expect(run.document).toMatchObject({ exitCode: 11, verdict: { cause: 'response-timeout' } });
  expect(run.document.sections.map(({ status }: { status: string }) => status)).toEqual([
    'fail',
    'skip',
    'skip',
    'skip',
  ]);
});
