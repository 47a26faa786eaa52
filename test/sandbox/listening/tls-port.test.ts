import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, test } from '@jest/globals';
import { type Sandbox, TlsConflict } from '../../../src/sandbox/server.js';
import { gatewayUrl, sandbox } from '../client.js';

const VERIFY = '/client/v4/user/tokens/verify';

function portOf(box: Sandbox): number {
  return Number(new URL(box.url).port);
}

/** A request over TLS to the sandbox's port, under a name. */
function get(box: Sandbox, servername: string | undefined, host: string): Promise<string> {
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: portOf(box),
        servername,
        ca: box.authority,
        path: VERIFY,
        headers: { host, authorization: `Bearer ${box.token}` },
        agent: false,
      },
      (response) => {
        response.resume();
        done(`${response.statusCode} ${response.headers.server}`);
      },
    );
    sent.on('error', fail);
    sent.end();
  });
}

/** What a proxy's client gets. */
function tunnel(box: Sandbox, target: string): Promise<{ response: IncomingMessage; socket: Socket }> {
  return new Promise((done, fail) => {
    const sent = plainRequest({ host: '127.0.0.1', port: portOf(box), method: 'CONNECT', path: target });
    sent.on('connect', (response, socket, head) => {
      if (head.length) socket.unshift(head);
      done({ response, socket });
    });
    sent.on('error', fail);
    sent.end();
  });
}

test.each([
  [undefined, '127.0.0.1'],
  ['localhost', 'localhost'],
  ['gateway.ai.cloudflare.com', 'gateway.ai.cloudflare.com'],
  ['api.cloudflare.com', 'api.cloudflare.com'],
  ['host.docker.internal', 'host.docker.internal'],
])('TLS under the name %s', async (servername, host) => {
  expect(await get(await sandbox({ tls: true }), servername, host)).toBe('200 cloudflare');
});

test('TLS under a name that was allowed, where other machines reach it', async () => {
  const box = await sandbox({ tls: true, host: '0.0.0.0', allowedHosts: ['Box.example.com'] });
  expect(await get(box, 'box.example.com', 'box.example.com')).toBe('200 cloudflare');
});

test('a name that is not in the certificate is no name of the sandbox either', async () => {
  const box = await sandbox({ tls: true });
  await expect(get(box, 'dash.cloudflare.com', 'dash.cloudflare.com')).rejects.toThrow(/altnames/);
  expect(await get(box, 'localhost', 'dash.cloudflare.com')).toBe('403 undefined');
});

test('the same port speaks HTTP, and what is neither gets 400', async () => {
  const box = await sandbox({ tls: true });
  expect(box.url).toMatch(/^http:/);
  expect((await fetch(box.url + VERIFY)).status).toBe(400);
  const socket = connect(portOf(box), '127.0.0.1');
  socket.end('SSH-2.0-OpenSSH_9.6\r\n');
  let received = '';
  for await (const chunk of socket) received += chunk;
  expect(received).toMatch(/^HTTP\/1\.1 400 /);
});

test.each([
  ['garbage that begins like TLS', ['\x16\x03\x01garbage that is no handshake\r\n\r\n']],
  ['a handshake that is never ended', ['\x16']],
  ['a tunnel with garbage', ['CONNECT api.cloudflare.com:443 HTTP/1.1\r\n\r\n', '\x16\x03\x01garbage']],
  ['a tunnel in a tunnel', Array<string>(3).fill('CONNECT api.cloudflare.com:443 HTTP/1.1\r\n\r\n')],
  ['a tunnel that sends nothing', ['CONNECT api.cloudflare.com:443 HTTP/1.1\r\n\r\n']],
])('%s, and then a reset, does no harm', async (_, parts) => {
  const box = await sandbox({ tls: true });
  const socket = connect(portOf(box), '127.0.0.1');
  socket.on('error', () => {}).resume();
  for (const part of parts) {
    socket.write(part);
    await new Promise((done) => setTimeout(done, 30));
  }
  if (!socket.destroyed) socket.resetAndDestroy();
  await new Promise((done) => setTimeout(done, 30));
  expect(await get(box, 'localhost', 'localhost')).toBe('200 cloudflare');
});

test('a tunnel has no tunnel inside of it', async () => {
  const box = await sandbox({ tls: true });
  const tunnel = 'CONNECT api.cloudflare.com:443 HTTP/1.1\r\nHost: api.cloudflare.com:443\r\n\r\n';
  const socket = connect(portOf(box), '127.0.0.1');
  socket.write(tunnel.repeat(20));
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  expect(answer.match(/^HTTP\S+ \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
});

test('a connection that sends nothing does not keep the sandbox from closing', async () => {
  const box = await sandbox({ tls: true });
  const socket = connect(portOf(box), '127.0.0.1');
  await new Promise((done) => socket.once('connect', done));
  const closed = new Promise((done) => socket.once('close', done));
  socket.on('error', () => {});
  await box.close();
  await closed;
});

describe('as a proxy', () => {
  test.each(['gateway.ai.cloudflare.com:443', 'API.Cloudflare.com:443'])(
    'it leads %s to itself',
    async (target) => {
      const box = await sandbox({ tls: true });
      const { response, socket } = await tunnel(box, target);
      expect(response.statusCode).toBe(200);
      const servername = target.slice(0, -4).toLowerCase();
      const encrypted = connectTls({ socket, servername, ca: box.authority });
      encrypted.write(`GET ${VERIFY} HTTP/1.1\r\nhost: ${servername}\r\nconnection: close\r\n\r\n`);
      let received = '';
      for await (const chunk of encrypted) received += chunk;
      expect(received).toMatch(/^HTTP\/1\.1 400 /);
      expect(box.requests).toMatchObject([{ method: 'GET', path: VERIFY, status: 400 }]);
    },
  );

  test.each([
    'example.com:443',
    'gateway.ai.cloudflare.com:80',
    'gateway.ai.cloudflare.com.evil.example:443',
    '127.0.0.1:22',
  ])('it refuses %s, and says so', async (target) => {
    const box = await sandbox({ tls: true });
    const { response, socket } = await tunnel(box, target);
    expect(response.statusCode).toBe(403);
    let body = '';
    for await (const chunk of socket) body += chunk;
    expect(body).toBe(
      'The sandbox is a proxy for gateway.ai.cloudflare.com and api.cloudflare.com only, port 443.\n',
    );
    expect(box.requests).toEqual([
      { method: 'CONNECT', path: target, headerNames: [], status: 403, cost: 0 },
    ]);
  });

  test('only with TLS', async () => {
    const box = await sandbox();
    await expect(tunnel(box, 'gateway.ai.cloudflare.com:443')).rejects.toThrow();
  });
});

test.each(['connection-reset', 'body-truncated', 'body-reset'])(
  'a connection breaks: %s',
  async (scenario) => {
    const box = await sandbox({ tls: true, scenario });
    const { pathname } = new URL(gatewayUrl(box));
    const ended = new Promise((done, fail) => {
      const sent = request(
        { host: '127.0.0.1', port: portOf(box), ca: box.authority, path: pathname, agent: false },
        (response) => {
          response.on('error', fail).on('end', done).resume();
        },
      );
      sent.on('error', fail);
      sent.end();
    });
    await expect(ended).rejects.toMatchObject({ code: 'ECONNRESET' });
  },
);

test('a scenario of the way to the sandbox has its own way of listening', async () => {
  await expect(sandbox({ tls: true, scenario: 'tls-expired' })).rejects.toThrow(TlsConflict);
});
