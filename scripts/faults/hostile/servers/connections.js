import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { localPortOf } from '../../../local-port.js';
import { forever, onRawRequest, onSocket, raw, surroundings } from '../listen.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Connections that fail, break or stall, at each stage. @type {Record<string, import('../listen.js').Hostile>} */
export const CONNECTIONS = {
  'refuses the connection': { open: refuse, cause: /^connection-refused$/ },
  'never accepts': { open: neverAccept, cause: /^connect-timeout$/, waits: true },
  'accepts and says nothing': { ...onSocket(() => {}), cause: /^response-timeout$/, waits: true },
  'accepts and reads nothing': {
    ...onSocket((socket) => socket.pause()),
    cause: /^response-timeout$/,
    waits: true,
  },
  'closes at once': { ...onSocket((socket) => socket.end()), cause: /^connection-reset$/ },
  'resets at once': { ...onSocket((socket) => socket.resetAndDestroy()), cause: /^connection-reset$/ },
  'resets at the first byte of the request': {
    ...onSocket((socket) => socket.once('data', () => socket.resetAndDestroy())),
    cause: /^connection-reset$/,
  },
  'closes after the request': { ...raw(''), cause: /^connection-reset$/ },
  'closes within the status line': { ...raw('HTTP/1.1 20'), cause: /^(connection-reset|not-http)$/ },
  'resets within the status line': { ...raw('HTTP/1.1 20', 'reset'), cause: /^(connection-reset|not-http)$/ },
  'closes within the headers': { ...raw(`${OK}x-half: `), cause: /^(connection-reset|not-http)$/ },
  'resets within the headers': { ...raw(`${OK}x-half: `, 'reset'), cause: /^(connection-reset|not-http)$/ },
  'resets after the headers': {
    ...raw(`${OK}content-length: 50\r\n\r\n`, 'reset'),
    cause: /^body-truncated$/,
  },
  'resets within the body': {
    ...raw(`${OK}content-length: 50\r\n\r\n{"success":`, 'reset'),
    cause: /^body-truncated$/,
  },
  'resets within a chunk': {
    ...raw(`${OK}transfer-encoding: chunked\r\n\r\nff\r\n{"succ`, 'reset'),
    cause: /^body-truncated$/,
  },
  'resets after a whole body whose last chunk is missing': {
    ...raw(`${OK}transfer-encoding: chunked\r\n\r\nb\r\n{"ok":true}\r\n`, 'reset'),
    cause: /^body-truncated$/,
  },
  'stalls within the status line': {
    ...raw('HTTP/1.1 20', 'keep'),
    cause: /^response-timeout$/,
    waits: true,
  },
  'stalls within the headers': { ...raw(`${OK}x-half: `, 'keep'), cause: /^response-timeout$/, waits: true },
  'stalls after the headers': {
    ...raw(`${OK}content-length: 50\r\n\r\n`, 'keep'),
    cause: /^response-stalled$/,
    waits: true,
  },
  'stalls within the body': {
    ...raw(`${OK}content-length: 50\r\n\r\n{"success":`, 'keep'),
    cause: /^response-stalled$/,
    waits: true,
  },
  'sends the answer at one byte per second': {
    ...onRawRequest((socket) => forever(socket, (index) => OK.charAt(index % OK.length), 1000)),
    cause: /^response-timeout$/,
    waits: true,
  },
  'sends the body at one byte per second': {
    ...onRawRequest((socket) => {
      socket.write(`${OK}\r\n`);
      return forever(socket, () => ' ', 1000);
    }),
    cause: /^response-stalled$/,
    waits: true,
  },
  'answers and closes, then refuses': { open: answerOnce },
  'answers before it is asked': onSocket((socket) => socket.write(`${OK}content-length: 2\r\n\r\n{}`)),
  'TLS alert on the plain port': {
    ...raw(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])),
    cause: /^not-http$/,
  },
  'TLS expected, plain HTTP found': {
    ...onSocket((socket) => socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')),
    scheme: 'https',
    cause: /^tls-failed$/,
  },
  'TLS expected, silence found': {
    ...onSocket(() => {}),
    scheme: 'https',
    cause: /^tls-failed$/,
    waits: true,
  },
  'TLS expected, reset in the handshake': {
    ...onSocket((socket) => socket.once('data', () => socket.resetAndDestroy())),
    scheme: 'https',
    cause: /^(tls-failed|connection-reset)$/,
  },
  'TLS expected, garbage found': {
    ...onSocket((socket) => socket.end(Buffer.alloc(512, 0xa5))),
    scheme: 'https',
    cause: /^tls-failed$/,
  },
  'TLS found, plain HTTP expected': {
    open: () => selfSigned('untrusted'),
    cause: /^(not-http|connection-reset)$/,
  },
  'a certificate of an unknown authority': {
    open: () => selfSigned('untrusted'),
    scheme: 'https',
    cause: /^tls-untrusted$/,
  },
  'an SSH server': { ...onSocket((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n')), cause: /^not-http$/ },
  'a mail server': {
    ...onSocket((socket) => socket.write('220 mail.example.com ESMTP\r\n')),
    cause: /^not-http$/,
  },
  'a Redis server': { ...raw("-ERR unknown command 'POST'\r\n"), cause: /^not-http$/ },
  'a MySQL server': {
    ...onSocket((socket) => socket.write(Buffer.from('4a0000000a382e302e33360008000000', 'hex'))),
    cause: /^not-http$/,
  },
};

/** A port that was free a moment ago. @returns {Promise<{ port: number, close(): void }>} */
async function refuse() {
  const server = createServer();
  const port = await localPortOf(server);
  server.close();
  return { port, close() {} };
}

const LISTEN = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));
`;

/** The queue of waiting connections is full, as behind a firewall that drops packets. */
async function neverAccept() {
  const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = await once(child.stdout, 'data');
  const port = Number(text);
  // A stopped process accepts nothing; the kernel goes on until its queue is full.
  child.kill('SIGSTOP');
  const waiting = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await wait(200);
  return {
    port,
    close() {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}

/** One connection is answered, then nothing listens. */
function answerOnce() {
  const server = createServer((socket) => {
    server.close();
    socket.on('error', () => {});
    socket.once('data', () => socket.end(`${OK}content-length: 2\r\nconnection: close\r\n\r\n{}`));
  });
  return server;
}

/** @param {keyof typeof surroundings.certificates} kind */
function selfSigned(kind) {
  return createTlsServer(surroundings.certificates[kind], (_request, response) => response.end('{}'));
}
