import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { defaultMaxListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { getRaw, sandbox } from './client.js';

describe('a request target that is no URL', () => {
  test.each(['//', '//v1/account/gateway', 'http://[', '*'])('%s is a bad request', async (target) => {
    const box = await sandbox();
    expect((await getRaw(box, target)).statusCode).toBe(400);
    expect((await getRaw(box, '/nowhere')).statusCode).toBe(404);
  });
});

describe('a name that was rebound to this machine', () => {
  test.each([
    ['127.0.0.1', 404],
    ['localhost:1234', 404],
    ['LOCALHOST', 404],
    ['app.localhost', 404],
    ['[::1]:80', 404],
    ['host.docker.internal:8787', 404],
    ['HOST.containers.internal', 404],
    ['attacker.example', 403],
    ['sandbox', 403],
    ['nas.local', 403],
    ['192.168.1.5', 403],
    ['host.docker.internal.attacker.example', 403],
    ['attacker.internal', 403],
    ['127.0.0.1.attacker.example', 403],
    ['localhost.attacker.example', 403],
    ['local host', 403],
  ])('Host: %s gets %d', async (host, status) => {
    const box = await sandbox();
    expect((await getRaw(box, '/nowhere', { host })).statusCode).toBe(status);
  });

  test.each([
    ['http://localhost:3000', 404],
    ['https://127.0.0.1', 404],
    ['https://attacker.example', 403],
    ['http://localhost.attacker.example', 403],
    ['http://host.docker.internal', 403],
    ['null', 403],
  ])('Origin: %s gets %d', async (origin, status) => {
    const box = await sandbox();
    expect((await getRaw(box, '/nowhere', { origin })).statusCode).toBe(status);
  });

  test('is told apart from a client that takes the sandbox for its proxy', async () => {
    const box = await sandbox({ scenario: 'proxy-failed' });
    expect((await getRaw(box, '/nowhere', { host: 'gateway.example' })).statusCode).toBe(404);
  });
});

test('two Host headers are a bad request, even if the first one is right', async () => {
  const box = await sandbox();
  const socket = connect(Number(new URL(box.url).port), '127.0.0.1');
  socket.end('GET / HTTP/1.1\r\nHost: localhost\r\nHost: attacker.example\r\nConnection: close\r\n\r\n');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
});

test.each([
  ['/a%0aGET%20/forged%20200', '/a%0aGET%20/forged%20200'],
  ['/a%1b%5B2J', '/a%1b%5B2J'],
  ['/a%c2%9bb?key=secret', '/a%c2%9bb'],
])('the path %j is recorded without control characters', async (path, recorded) => {
  const box = await sandbox();
  await getRaw(box, path);
  expect(box.requests.map((request) => request.path)).toEqual([recorded]);
});

test('waiting for a slow reader leaves no listeners behind', async () => {
  const responses: ServerResponse[] = [];
  const onRequest = (message: unknown) => responses.push((message as { response: ServerResponse }).response);
  subscribe('http.server.request.start', onRequest);
  const box = await sandbox({ scenario: 'body-endless' });
  const socket = connect(Number(new URL(box.url).port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  let received = 0;
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (received > 32 * 1024 * 1024) return resolve();
      socket.pause();
      setTimeout(() => socket.resume(), 1);
    });
  });
  const listeners = responses.map((response) => response.listenerCount('close'));
  socket.destroy();
  unsubscribe('http.server.request.start', onRequest);
  // From the eleventh on Node warns of a leak.
  expect(listeners.map((count) => count <= defaultMaxListeners)).toEqual([true]);
});
