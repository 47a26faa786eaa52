import { forever, onRawRequest, onRequest, raw } from '../listen.js';

const LINE = 'HTTP/1.1 200 OK\r\n';
const OK = `${LINE}content-type: application/json\r\n`;
const OK_TRUE = '{"ok":true}';
const LENGTH = `content-length: ${OK_TRUE.length}\r\n`;
const CHUNKED = 'transfer-encoding: chunked\r\n';
const MB = 1024 * 1024;
const NOT_HTTP = /^not-http$/;
const BROKEN = /^(body-truncated|response-stalled|not-http)$/;

/** HTTP that is none, or too much of it. @type {Record<string, import('../listen.js').Hostile>} */
export const FRAMING = {
  'headers without end': {
    ...onRawRequest((socket) => {
      socket.write(LINE);
      return forever(socket, (index) => `x-${index}: ${'y'.repeat(1000)}\r\n`);
    }),
    cause: NOT_HTTP,
    isHeavy: true,
  },
  'headers without end, one in 100 ms': {
    ...onRawRequest((socket) => {
      socket.write(LINE);
      return forever(socket, (index) => `x-${index}: y\r\n`, 100);
    }),
    cause: /^response-timeout$/,
    waits: true,
  },
  '16 MB in one header': {
    ...raw(`${OK}x-big: ${'y'.repeat(16 * MB)}\r\n\r\n`),
    cause: NOT_HTTP,
    isHeavy: true,
  },
  '16 MB in the name of a header': {
    ...raw(`${OK}${'x'.repeat(16 * MB)}: y\r\n\r\n`),
    cause: NOT_HTTP,
    isHeavy: true,
  },
  '16 MB in the status line': { ...raw(`HTTP/1.1 200 ${'O'.repeat(16 * MB)}\r\n\r\n`), isHeavy: true },
  '100,000 headers': {
    ...raw(
      `${OK}${Array.from({ length: 100_000 }, (_, at) => `x-${at}: y\r\n`).join('')}${LENGTH}\r\n${OK_TRUE}`,
    ),
    cause: NOT_HTTP,
    isHeavy: true,
  },
  '500 cookies': raw(`${OK}${'set-cookie: a=b; path=/\r\n'.repeat(500)}${LENGTH}\r\n${OK_TRUE}`),
  'a flood of cookies': {
    ...raw(`${OK}${`set-cookie: a=${'b'.repeat(4000)}\r\n`.repeat(1000)}${LENGTH}\r\n${OK_TRUE}`),
    cause: NOT_HTTP,
    isHeavy: true,
  },
  'the same header 400 times': raw(`${OK}${'retry-after: 5\r\n'.repeat(400)}${LENGTH}\r\n${OK_TRUE}`),
  'a body without end': {
    ...onRawRequest((socket) => {
      socket.write(`${OK}\r\n`);
      return forever(socket, () => ' '.repeat(65_536));
    }),
    cause: /^body-endless$/,
    isHeavy: true,
  },
  'chunks without end': {
    ...onRawRequest((socket) => {
      socket.write(`${OK}${CHUNKED}\r\n`);
      return forever(socket, () => `10000\r\n${'x'.repeat(65_536)}\r\n`);
    }),
    cause: /^body-endless$/,
    isHeavy: true,
  },
  'empty-looking chunks of one byte without end': {
    ...onRawRequest((socket) => {
      socket.write(`${OK}${CHUNKED}\r\n`);
      return forever(socket, () => '1\r\n \r\n'.repeat(500));
    }),
    cause: /^body-(endless|truncated)$|^response-stalled$/,
    isHeavy: true,
  },
  'the extension of a chunk without end': {
    ...onRawRequest((socket) => {
      socket.write(`${OK}${CHUNKED}\r\n2;`);
      return forever(socket, () => 'x'.repeat(65_536));
    }),
    cause: BROKEN,
    waits: true,
    isHeavy: true,
  },
  'trailers without end': {
    ...onRawRequest((socket) => {
      socket.write(`${OK}${CHUNKED}\r\n2\r\n{}\r\n0\r\n`);
      return forever(socket, (index) => `x-${index}: ${'y'.repeat(1000)}\r\n`);
    }),
    isHeavy: true,
  },
  'the size of a chunk is no number': { ...raw(`${OK}${CHUNKED}\r\nzz\r\n{}\r\n0\r\n\r\n`), cause: BROKEN },
  'the size of a chunk is 2^64': { ...raw(`${OK}${CHUNKED}\r\nfffffffffffffffff\r\n{}\r\n`), cause: BROKEN },
  'the size of a chunk is negative': { ...raw(`${OK}${CHUNKED}\r\n-2\r\n{}\r\n0\r\n\r\n`), cause: BROKEN },
  'Content-Length is too large': {
    ...raw(`${OK}content-length: 500\r\n\r\n${OK_TRUE}`),
    cause: /^body-truncated$/,
  },
  'Content-Length is too small': raw(`${OK}content-length: 4\r\n\r\n${OK_TRUE}`),
  'Content-Length is 0, with a body': raw(`${OK}content-length: 0\r\n\r\n${OK_TRUE}`),
  'Content-Length is negative': { ...raw(`${OK}content-length: -1\r\n\r\n${OK_TRUE}`), cause: NOT_HTTP },
  'Content-Length is a word': { ...raw(`${OK}content-length: many\r\n\r\n${OK_TRUE}`), cause: NOT_HTTP },
  'Content-Length is 2^80': {
    ...raw(`${OK}content-length: 1208925819614629174706176\r\n\r\n{}`),
    cause: BROKEN,
  },
  'two different Content-Lengths': {
    ...raw(`${OK}content-length: 2\r\n${LENGTH}\r\n${OK_TRUE}`),
    cause: BROKEN,
  },
  'Content-Length and chunks': raw(`${OK}${LENGTH}${CHUNKED}\r\n2\r\n{}\r\n0\r\n\r\n`),
  'HTTP/0.9': { ...raw(OK_TRUE), cause: NOT_HTTP },
  'HTTP/1.0 without a length': raw(`HTTP/1.0 200 OK\r\n\r\n${OK_TRUE}`),
  'HTTP/3.7': raw(`HTTP/3.7 200 OK\r\n${LENGTH}\r\n${OK_TRUE}`),
  'HTTP/2': {
    ...raw(
      Buffer.from('00000c040000000000000300000064000400ffffff000000080700000000000000000000000001', 'hex'),
    ),
    cause: NOT_HTTP,
  },
  'ends lines with LF': raw(`${OK}${LENGTH}\r\n${OK_TRUE}`.replaceAll('\r', '')),
  'ends lines with CR': { ...raw(`${OK}${LENGTH}\r\n${OK_TRUE}`.replaceAll('\n', '')), cause: /./ },
  'a header without a colon': { ...raw(`${OK}nonsense\r\n${LENGTH}\r\n${OK_TRUE}`), cause: NOT_HTTP },
  'a folded header': raw(`${OK}x-a: b\r\n c\r\n${LENGTH}\r\n${OK_TRUE}`),
  'NUL in a header': { ...raw(`${OK}x-a: b\0c\r\n${LENGTH}\r\n${OK_TRUE}`), cause: NOT_HTTP },
  'escapes in every header that is shown': raw(
    `HTTP/1.1 401 \u001b[31mNo\r\ncontent-type: a\u001b]0;x\u0007\r\nretry-after: \u001b[2J\r\ncf-ray: \u009b31m\r\nx-request-id: \u001b[8m\r\nserver: \b\b\r\nlocation: \u001b[A\r\ncf-aig-log-id: \u001bc\r\n${LENGTH}\r\n${OK_TRUE}`,
  ),
  'names of headers like __proto__': raw(
    `${OK}__proto__: x\r\nconstructor: y\r\nhasOwnProperty: z\r\n${LENGTH}\r\n${OK_TRUE}`,
  ),
  'status 99': raw(`HTTP/1.1 99 Low\r\n${LENGTH}\r\n${OK_TRUE}`),
  'status 999': raw(`HTTP/1.1 999 High\r\n${LENGTH}\r\n${OK_TRUE}`),
  'a status in words': { ...raw(`HTTP/1.1 GOOD OK\r\n${LENGTH}\r\n${OK_TRUE}`), cause: NOT_HTTP },
  'one 100 Continue after the other': {
    ...onRawRequest((socket) => forever(socket, () => 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100))),
    cause: NOT_HTTP,
    isHeavy: true,
  },
  '10,000 Early Hints, then an answer': {
    ...raw(`${'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(10_000)}${OK}${LENGTH}\r\n${OK_TRUE}`),
    isHeavy: true,
  },
  '101 Switching Protocols': {
    ...raw('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    cause: NOT_HTTP,
  },
  '101 without its headers': { ...raw('HTTP/1.1 101 Switching Protocols\r\n\r\n'), cause: NOT_HTTP },
  '204 with a body': raw(`HTTP/1.1 204 No Content\r\n${LENGTH}\r\n${OK_TRUE}`),
  '205 with a body': raw(`HTTP/1.1 205 Reset Content\r\n${LENGTH}\r\n${OK_TRUE}`),
  '304 with a body': raw(`HTTP/1.1 304 Not Modified\r\n${LENGTH}\r\n${OK_TRUE}`),
  'two answers to one request': raw(`${OK}${LENGTH}\r\n${OK_TRUE}${LINE}${LENGTH}\r\n{"no":true}`, 'keep'),
  'an answer to HEAD': onRequest((_request, response) => {
    response.writeHead(200, { 'content-length': 11 });
    response.socket?.end();
  }),
};
