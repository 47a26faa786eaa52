import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { PlannedRequest } from '../../../src/gateway/requests/access.js';
import type { SendOptions } from '../../../src/gateway/wire/pending-exchange.js';
import { createSender, type Sender } from '../../../src/gateway/wire/send.js';
import { Redactor } from '../../../src/lib/redact/redactor.js';
import { closedPort, type Running, serveHttp, serveHttps, serveProxy, serveTcp } from '../servers.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
/** For what never ends. On a busy machine, connecting alone can take hundreds of milliseconds. */
const SHORT = 1000;
const LONG = 20_000;

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function keep<T extends { close(): Promise<unknown> }>(one: T): T {
  open.push(one);
  return one;
}

function sender(env: NodeJS.ProcessEnv = {}, timeoutMs = LONG): Sender {
  return keep(createSender({ env, redactor: new Redactor(), timeoutMs, userAgent: 'cf-aig/test' }));
}

const request = (url: string, more: Partial<PlannedRequest> = {}): PlannedRequest => ({
  id: 'probe',
  plane: 'gateway',
  method: 'POST',
  url,
  headers: { 'cf-aig-authorization': `Bearer ${TOKEN}`, 'content-type': 'application/json' },
  body: '{}',
  sent: { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: [] },
  ...more,
});

const at = ({ port }: Running, path = '/v1/x') => `http://127.0.0.1:${port}${path}`;
const send = (url: string, o?: SendOptions, env?: NodeJS.ProcessEnv) => sender(env).send(request(url), o);

describe('a response', () => {
  test('is complete, with its request and timings', async () => {
    const seen: { headers?: NodeJS.Dict<string | string[]>; body?: string } = {};
    const server = keep(
      await serveHttp((incoming, outgoing) => {
        seen.headers = incoming.headers;
        incoming.on('data', (data) => {
          seen.body = String(data);
        });
        incoming.on('end', () => {
          outgoing.writeHead(400, { 'content-type': 'application/json', 'CF-AIG-Log-Id': 'log-1' });
          outgoing.end('{"success":false}');
        });
      }),
    );
    const exchange = await send(at(server, '/v1/a/g/x?q=1'));
    expect(exchange).toMatchObject({
      id: 'probe',
      plane: 'gateway',
      request: { method: 'POST', url: at(server, '/v1/a/g/x?q=1'), body: '{}' },
      response: {
        status: 400,
        headers: { 'cf-aig-log-id': 'log-1' },
        body: '{"success":false}',
        truncated: false,
      },
      sent: { gatewayTokenIn: ['cf-aig-authorization'] },
    });
    expect(exchange.error).toBeUndefined();
    expect(exchange.timings.firstByteMs).toBeLessThanOrEqual(exchange.timings.totalMs);
    expect(exchange.timings.startedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(seen).toMatchObject({
      headers: {
        'user-agent': 'cf-aig/test',
        'accept-encoding': 'identity',
        'cf-aig-authorization': `Bearer ${TOKEN}`,
      },
      body: '{}',
    });
  });

  test('is redacted, even if the server echoes a secret', async () => {
    const server = keep(
      await serveHttp(({ headers }, outgoing) =>
        outgoing
          .writeHead(200, { 'x-echo': headers['cf-aig-authorization'] })
          .end(`you sent ${headers['cf-aig-authorization']}`),
      ),
    );
    const chunks: string[] = [];
    const exchange = await send(at(server, `/x?token=${TOKEN}`), { onChunk: (text) => chunks.push(text) });
    expect(JSON.stringify([exchange, chunks])).not.toContain(TOKEN.slice(5));
    expect(exchange.response?.body).toContain('[redacted]');
  });

  test('shows a variable name in the place of a secret', async () => {
    const server = keep(await serveHttp((_, outgoing) => outgoing.end('set CLOUDFLARE_AI_GATEWAY_API_KEY')));
    const headers = { authorization: 'Bearer CLOUDFLARE_AI_GATEWAY_API_KEY' };
    const exchange = await sender().send(request(at(server), { headers }));
    expect(exchange.response?.body).toBe('set CLOUDFLARE_AI_GATEWAY_API_KEY');
  });

  test('that redirects is not followed', async () => {
    let requests = 0;
    const server = keep(
      await serveHttp((_, outgoing) => {
        requests++;
        outgoing.writeHead(302, { location: '/elsewhere' }).end();
      }),
    );
    const exchange = await send(at(server));
    expect(exchange.response).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
    expect(requests).toBe(1);
  });

  test.each([
    ['gzip', gzipSync('{"a":"ä"}')],
    ['br', brotliCompressSync('{"a":"ä"}')],
    ['identity', Buffer.from('{"a":"ä"}')],
    ['unheard-of', Buffer.from('{"a":"ä"}')],
  ])('is decoded from %s', async (encoding, body) => {
    const server = keep(
      await serveHttp((_, outgoing) => outgoing.writeHead(200, { 'content-encoding': encoding }).end(body)),
    );
    expect((await send(at(server))).response).toMatchObject({ body: '{"a":"ä"}', truncated: false });
  });

  test('streams whole characters with their times', async () => {
    const bytes = Buffer.from('data: "ä€𝄞"\n\n');
    const server = keep(
      await serveHttp((_, outgoing) => {
        outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
        let index = 0;
        const timer = setInterval(() => {
          if (index < bytes.length) outgoing.write(bytes.subarray(index, ++index));
          else {
            clearInterval(timer);
            outgoing.end();
          }
        }, 2);
      }),
    );
    const pieces: [string, number][] = [];
    const exchange = await send(at(server), {
      onChunk: (text, ms) => pieces.push([text, ms]),
    });
    expect(pieces.map(([text]) => text).join('')).toBe('data: "ä€𝄞"\n\n');
    expect(pieces.every(([text]) => !text.includes('\ufffd'))).toBe(true);
    expect(pieces[0]?.[1]).toBeGreaterThanOrEqual(exchange.timings.firstByteMs ?? Number.NaN);
    expect(exchange.response?.body).toBe('data: "ä€𝄞"\n\n');
  });

  test('connections are reused', async () => {
    const server = await serveHttp((_, outgoing) => outgoing.end('ok'));
    keep(server);
    let connections = 0;
    server.server.on('connection', () => connections++);
    const one = sender();
    for (let i = 0; i < 5; i++) await one.send(request(at(server)));
    // undici releases the first one a moment after the response ends.
    expect(connections).toBeLessThanOrEqual(2);
  });
});

describe('network failures', () => {
  test('connection refused', async () => {
    const port = await closedPort();
    const { error, response } = await send(`http://127.0.0.1:${port}/`);
    expect(error).toMatchObject({ code: 'ECONNREFUSED', phase: 'connect', host: '127.0.0.1', port });
    expect(response).toBeUndefined();
  });

  test('connection refused on all of several addresses', async () => {
    const port = await closedPort();
    expect((await send(`http://localhost:${port}/`)).error).toMatchObject({
      code: 'ECONNREFUSED',
      phase: 'connect',
    });
  });

  test('the name does not exist', async () => {
    const { error } = await send('https://no-such-host.invalid/');
    expect(error).toMatchObject({ phase: 'dns', host: 'no-such-host.invalid', port: 443 });
    expect(error?.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  const tcp: [name: string, (socket: import('node:net').Socket) => void, error: object, response?: object][] =
    [
      [
        'reset at once',
        (s) => s.resetAndDestroy(),
        { code: 'ECONNRESET', phase: expect.stringMatching(/^(connect|headers)$/) },
      ],
      [
        'reset before the answer',
        (s) => s.once('data', () => s.resetAndDestroy()),
        { code: 'ECONNRESET', phase: 'headers' },
      ],
      [
        'closed before the answer',
        (s) => s.once('data', () => s.end()),
        { code: 'UND_ERR_SOCKET', phase: 'headers' },
      ],
      ['silent', () => {}, { code: 'CF_AIG_TIMEOUT', phase: 'headers' }],
      [
        'not http',
        (s) => s.once('data', () => s.end('SSH-2.0-OpenSSH_9.6\r\n')),
        { phase: 'headers', code: expect.stringMatching(/^HPE_/) },
      ],
      [
        'closed in the middle of the body',
        (s) => s.once('data', () => s.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":')),
        { phase: 'body' },
        { status: 200, body: '{"a":', truncated: true },
      ],
      [
        'reset in the middle of the body',
        (s) =>
          s.once('data', () =>
            s.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":', () =>
              setTimeout(() => s.resetAndDestroy(), 30),
            ),
          ),
        { code: 'ECONNRESET', phase: 'body' },
        { status: 200, body: '{"a":', truncated: true },
      ],
      [
        'chunks that break off',
        (s) =>
          s.once('data', () => s.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n')),
        { phase: 'body' },
        { body: 'hello', truncated: true },
      ],
      [
        'headers, and then nothing',
        (s) => s.once('data', () => s.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n')),
        { code: 'CF_AIG_TIMEOUT', phase: 'body' },
        { status: 200, body: '', truncated: true },
      ],
    ];
  test.each(tcp)('%s', async (...[, handler, error, response]) => {
    const server = keep(await serveTcp(handler));
    const isTimeout = (error as { code?: unknown }).code === 'CF_AIG_TIMEOUT';
    const exchange = await send(at(server), { timeoutMs: isTimeout ? SHORT : LONG });
    expect(exchange.error).toMatchObject(error);
    if (response) expect(exchange.response).toMatchObject(response);
    else expect(exchange.response).toBeUndefined();
  });

  test('a response that drips forever: the timeout is for the whole exchange', async () => {
    const server = keep(
      await serveHttp((_, outgoing) => {
        const timer = setInterval(() => outgoing.write('.'), 10);
        outgoing.on('close', () => clearInterval(timer));
      }),
    );
    const { error, response, timings } = await send(at(server), { timeoutMs: SHORT });
    expect(error).toMatchObject({ code: 'CF_AIG_TIMEOUT', phase: 'body' });
    expect(response?.body).toMatch(/^\.{5,}$/);
    expect(timings.totalMs).toBeLessThan(LONG);
  });

  test('an endless response is cut off at the maximum', async () => {
    let closed = false;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const server = keep(
      await serveHttp((_, outgoing) => {
        const block = Buffer.alloc(64 * 1024, 'x');
        const more = () => {
          while (!closed && outgoing.write(block));
        };
        outgoing.on('drain', more).on('close', () => {
          closed = true;
          end();
        });
        more();
      }),
    );
    const { error, response } = await send(at(server));
    expect(error).toMatchObject({ code: 'CF_AIG_BODY_TOO_LARGE', phase: 'body' });
    expect(response).toMatchObject({ truncated: true });
    expect(response?.body.length).toBe(1024 * 1024);
    await ended;
  });

  test('a small body that decompresses to a huge one', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const server = keep(
      await serveHttp((_, outgoing) => outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)),
    );
    expect(await send(at(server))).toMatchObject({
      error: { code: 'CF_AIG_BODY_TOO_LARGE' },
      response: { truncated: true },
    });
  });

  test('a self-signed certificate', async () => {
    const server = keep(await serveHttps((_, outgoing) => outgoing.end('ok')));
    const { error, response } = await send(`https://127.0.0.1:${server.port}/`);
    expect(error).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', phase: 'tls' });
    expect(response).toBeUndefined();
  });

  test('https to a port that speaks http', async () => {
    const server = keep(await serveHttp((_, outgoing) => outgoing.end('ok')));
    expect((await send(`https://127.0.0.1:${server.port}/`)).error).toMatchObject({ phase: 'tls' });
  });

  test('a connection that closes or is silent during the TLS handshake', async () => {
    const dying = keep(await serveTcp((socket) => socket.once('data', () => socket.destroy())));
    const silent = keep(await serveTcp(() => {}));
    expect((await send(`https://127.0.0.1:${dying.port}/`)).error).toMatchObject({
      phase: 'tls',
      code: 'ECONNRESET',
    });
    expect((await send(`https://127.0.0.1:${silent.port}/`)).error?.phase).toBe('tls');
  });

  test('a header that cannot be sent', async () => {
    const server = keep(await serveHttp((_, outgoing) => outgoing.end('ok')));
    const headers = { authorization: `Bearer ${TOKEN}\ninjected: yes` };
    const exchange = await sender().send(request(at(server), { headers }));
    expect(exchange.error).toMatchObject({ code: 'UND_ERR_INVALID_ARG' });
    expect(JSON.stringify(exchange)).not.toContain(TOKEN.slice(5));
  });

  test('an invalid URL', async () => {
    expect((await send('not a url')).error).toMatchObject({ code: 'ERR_INVALID_URL' });
  });
});

test.each(['101 Switching Protocols', '100 Continue'])('%s, which was not asked for', async (status) => {
  const server = keep(await serveTcp((socket) => void socket.end(`HTTP/1.1 ${status}\r\n\r\n`)));
  expect((await send(at(server))).error).toMatchObject({ code: 'UND_ERR_RESPONSE', phase: 'headers' });
});

describe('an abort by the caller', () => {
  test('throws even before anything is sent', async () => {
    const server = keep(await serveTcp(() => {}));
    await expect(send(at(server), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('throws while waiting', async () => {
    const server = keep(await serveTcp(() => {}));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await expect(send(at(server), { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('throws while the response arrives', async () => {
    const server = keep(await serveHttp((_, outgoing) => void outgoing.write('x')));
    const controller = new AbortController();
    const options = { signal: controller.signal, onChunk: () => controller.abort() };
    await expect(send(at(server), options)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('through a proxy', () => {
  test('https uses a tunnel: the certificate is the target’s', async () => {
    const target = keep(await serveHttps((_, outgoing) => outgoing.end('ok')));
    const log: string[] = [];
    const proxy = keep(await serveProxy(target.port, log));
    const env = { HTTPS_PROXY: `http://user:proxy-password@127.0.0.1:${proxy.port}` };
    const exchange = await send('https://gateway.test/v1/x', {}, env);
    expect(exchange.error).toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      phase: 'tls',
      host: 'gateway.test',
      proxy: `http://127.0.0.1:${proxy.port}`,
    });
    expect(log[0]).toMatch(/^CONNECT gateway\.test:443 Basic /);
    expect(JSON.stringify(exchange)).not.toContain('proxy-password');
  });

  test('http uses no tunnel', async () => {
    const target = keep(await serveHttp(({ url }, outgoing) => outgoing.end(`from ${url}`)));
    const log: string[] = [];
    const proxy = keep(await serveProxy(target.port, log));
    const exchange = await send('http://gateway.test/v1/x', {}, { http_proxy: `127.0.0.1:${proxy.port}` });
    expect(exchange.response).toMatchObject({ status: 200, body: 'from /v1/x' });
    expect(exchange.proxy).toBe(`http://127.0.0.1:${proxy.port}`);
    expect(log).toEqual(['POST http://gateway.test/v1/x']);
  });

  test('not for NO_PROXY, nor for loopback', async () => {
    const server = keep(await serveHttp((_, outgoing) => outgoing.end('straight')));
    const dead = await closedPort();
    const exchange = await send(at(server), {}, { HTTP_PROXY: `http://127.0.0.1:${dead}` });
    expect(exchange.response?.body).toBe('straight');
  });

  test.each(['https', 'http'])('that asks for a password (%s)', async (scheme) => {
    const proxy = keep(await serveProxy(0, [], 407));
    const env = {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
    };
    const { error } = await send(`${scheme}://gateway.test/`, {}, env);
    expect(error).toMatchObject({
      code: 'CF_AIG_PROXY_REFUSED',
      phase: 'proxy',
      message: expect.stringContaining('407'),
    });
  });

  test('that refuses the connection', async () => {
    const port = await closedPort();
    const { error } = await send('https://gateway.test/', {}, { HTTPS_PROXY: `http://127.0.0.1:${port}` });
    expect(error).toMatchObject({ code: 'ECONNREFUSED', phase: 'proxy', proxy: `http://127.0.0.1:${port}` });
  });

  test('that is silent', async () => {
    const proxy = keep(await serveTcp(() => {}));
    const { error } = await send(
      'https://gateway.test/',
      { timeoutMs: SHORT },
      { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    );
    expect(error).toMatchObject({ code: 'CF_AIG_TIMEOUT', phase: 'proxy' });
  });

  test('whose address is malformed', async () => {
    const { error } = await send('https://gateway.test/', {}, { HTTPS_PROXY: 'http://:::' });
    expect(error).toMatchObject({ phase: 'proxy' });
  });
});
