import { ACCOUNT } from '../../program.js';
import { MB, many, repeat, request, talk } from './talk.js';

/** @typedef {import('./talk.js').Client} Client */

const CHAT = `/v1/${ACCOUNT}/my-gateway/compat/chat/completions`;
const LOGS = `/client/v4/accounts/${ACCOUNT}/ai-gateway/gateways/my-gateway/logs`;

/** @param {string} token @param {string} body @param {string} [headers] */
const chat = (token, body, headers = '') =>
  request(CHAT, {
    method: 'POST',
    headers: `authorization: Bearer ${token}\r\ncontent-type: application/json\r\n${headers}`,
    body,
  });
const SMALL = '{"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":"hi"}]}';

/** @param {(token: string) => string} text @returns {Client} */
const says =
  (text) =>
  ({ port, token }) =>
    talk(port, [text(token)]);
/** @param {string} target @param {Parameters<typeof request>[1]} [more] @returns {Client} */
const asks = (target, more) => says(() => request(target, more));

/** What a client does, and what the sandbox may answer. @type {Record<string, [Client, RegExp]>} */
export const CLIENTS = {
  'GET //': [asks('//'), /^HTTP\/1.1 400 /],
  'GET //evil.example.com/x': [asks('//evil.example.com/x'), /^HTTP\/1.1 400 /],
  'GET *': [asks('*'), /^HTTP\/1.1 400 /],
  'a host of a web page': [asks('/', { host: 'evil.example.com' }), /^HTTP\/1.1 403 /],
  'a host like its own': [asks('/', { host: '127.0.0.1.evil.example.com' }), /^HTTP\/1.1 403 /],
  'a host with a user': [asks('/', { host: '127.0.0.1@evil.example.com' }), /^HTTP\/1.1 40[03] /],
  'a host that is empty': [asks('/', { host: '' }), /^HTTP\/1.1 40[03] /],
  'two hosts': [asks('/', { headers: 'host: evil.example.com\r\n' }), /^HTTP\/1.1 40[03] /],
  'no host': [says(() => 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'), /^HTTP\/1.1 400 /],
  'the origin of a web page': [
    asks(CHAT, { headers: 'origin: https://evil.example.com\r\n' }),
    /^HTTP\/1.1 403 /,
  ],
  'the origin null': [asks(CHAT, { headers: 'origin: null\r\n' }), /^HTTP\/1.1 403 /],
  'a preflight of a web page': [
    asks(CHAT, {
      method: 'OPTIONS',
      headers: 'origin: https://evil.example.com\r\naccess-control-request-method: POST\r\n',
    }),
    /^HTTP\/1.1 403 (?![\s\S]*access-control-allow)/i,
  ],
  'an absolute URL of another host': [
    asks('http://evil.example.com/', { host: 'evil.example.com' }),
    /^HTTP\/1.1 403 /,
  ],
  CONNECT: [asks('evil.example.com:443', { method: 'CONNECT' }), /^(HTTP\/1.1 4|$)/],
  TRACE: [asks(CHAT, { method: 'TRACE' }), /^HTTP\/1.1 [45]/],
  'a method that does not exist': [asks(CHAT, { method: 'BREW' }), /^HTTP\/1.1 4/],
  'an upgrade to WebSocket': [
    asks(CHAT, { headers: 'upgrade: websocket\r\nsec-websocket-key: x\r\n', close: false }),
    /^(HTTP\/1.1 [245]|$)/,
  ],
  'Expect: 100-continue': [
    says((token) => chat(token, SMALL, 'expect: 100-continue\r\n')),
    /^HTTP\/1.1 (100|200) /,
  ],
  'Expect: a miracle': [says((token) => chat(token, SMALL, 'expect: miracle\r\n')), /^HTTP\/1.1 [24]/],
  'a TLS hello': [
    ({ port }) => talk(port, [Buffer.from('16030100c8010000c40303', 'hex'), Buffer.alloc(200)]),
    /^(HTTP\/1.1 400 |$)/,
  ],
  'HTTP/2': [says(() => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), /^(HTTP\/1.1 [45]|$)/],
  garbage: [({ port }) => talk(port, [Buffer.alloc(5000, 0xa5)]), /^(HTTP\/1.1 400 |$)/],
  'a length and chunks at once': [
    says(
      () =>
        `POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET`,
    ),
    /^HTTP\/1.1 400 /,
  ],
  'a chunk without a size': [
    says(() => `POST ${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`),
    /^(HTTP\/1.1 400 |$)/,
  ],
  'NUL in the path': [asks('/\0'), /^HTTP\/1.1 4/],
  'escapes in the path': [asks('/%1b[2J%0a::stop-commands::x%9b%e2%80%ae'), /^HTTP\/1.1 4/],
  'a path that cannot be decoded': [asks('/%ff%fe%'), /^HTTP\/1.1 4/],
  'a path upwards': [asks('/v1/../../../../etc/passwd'), /^HTTP\/1.1 4/],
  'a path of __proto__': [asks('/v1/__proto__/constructor/toString/chat/completions'), /^HTTP\/1.1 4/],
  'a path of 12 kB': [asks(`/${'%41'.repeat(4000)}`), /^HTTP\/1.1 4/],
  '1 MB of headers': [asks('/', { headers: `x: ${'y'.repeat(MB)}\r\n` }), /^(HTTP\/1.1 431 |$)/],
  '100,000 headers': [asks('/', { headers: 'x: y\r\n'.repeat(100_000) }), /^(HTTP\/1.1 431 |$)/],
  '1,500 headers': [asks('/', { headers: 'a:b\r\n'.repeat(1500) }), /^HTTP\/1.1 4/],
  'a body of 100 MB': [
    ({ port }) =>
      talk(
        port,
        (function* () {
          yield `POST ${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${100 * MB}\r\n\r\n`;
          yield* repeat(Buffer.alloc(MB, ' '), 100);
        })(),
        { waitMs: 15_000 },
      ),
    /^HTTP\/1.1 413 /,
  ],
  'chunks without end': [
    ({ port }) =>
      talk(
        port,
        (function* () {
          yield `POST ${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n`;
          yield* repeat(
            Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(MB, ' '), Buffer.from('\r\n')]),
            200,
          );
        })(),
        { waitMs: 15_000 },
      ),
    /^HTTP\/1.1 413 /,
  ],
  'a body of 2^60 bytes that never comes': [
    says(() => `POST ${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1152921504606846976\r\n\r\n{`),
    /^(HTTP\/1.1 4|$)/,
  ],
  'a body that is no JSON': [says((token) => chat(token, '{')), /^HTTP\/1.1 400 /],
  'a body of null': [says((token) => chat(token, 'null')), /^HTTP\/1.1 400 /],
  'a body of a list': [says((token) => chat(token, '[]')), /^HTTP\/1.1 [24]/],
  'messages that are none': [
    says((token) =>
      chat(token, '{"model":"openai/gpt-4o-mini","messages":[null,42,{"role":null,"content":{"a":[]}}]}'),
    ),
    /^HTTP\/1.1 [24]/,
  ],
  'a model that is an object': [
    says((token) => chat(token, '{"model":{"a":1},"messages":"x"}')),
    /^HTTP\/1.1 [24]/,
  ],
  'a model called __proto__': [
    says((token) => chat(token, '{"__proto__":{"model":"x"},"model":"__proto__/constructor","messages":[]}')),
    /^HTTP\/1.1 [24]/,
  ],
  'a body nested to 100,000 levels': [
    says((token) =>
      chat(token, `{"model":"openai/gpt-4o-mini","messages":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
    ),
    /^HTTP\/1.1 4/,
  ],
  'content nested to 5,000 levels': [
    says((token) =>
      chat(
        token,
        `{"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":${'['.repeat(5e3)}${']'.repeat(5e3)}}]}`,
      ),
    ),
    /^HTTP\/1.1 [24]/,
  ],
  'a prompt of 20 MB': [
    ({ port, token }) =>
      talk(
        port,
        [
          chat(
            token,
            `{"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":"${'x '.repeat(10 * MB)}"}]}`,
          ),
        ],
        {
          waitMs: 15_000,
        },
      ),
    /^HTTP\/1.1 [24]/,
  ],
  'max_tokens beyond all numbers': [
    says((token) => chat(token, SMALL.replace('{', '{"max_tokens":1e308,"n":1e9,"stream":"maybe",'))),
    /^HTTP\/1.1 [24]/,
  ],
  'settings of the gateway that are none': [
    says((token) =>
      chat(
        token,
        SMALL,
        'cf-aig-cache-ttl: -1\r\ncf-aig-max-attempts: 1e9\r\ncf-aig-retry-delay: NaN\r\ncf-aig-metadata: {"a":{"b":[\r\ncf-aig-custom-cost: free\r\n',
      ),
    ),
    /^HTTP\/1.1 [24]/,
  ],
  'pages that are none': [
    says((token) =>
      request(`${LOGS}?page=-1&per_page=1e9&order_by=__proto__&filters=%5B%7B%22key%22:null%7D`, {
        headers: `authorization: Bearer ${token}\r\n`,
      }),
    ),
    /^HTTP\/1.1 [24]/,
  ],
  'a filter like a slow pattern': [
    says((token) =>
      request(
        `${LOGS}?filters=${encodeURIComponent(JSON.stringify([{ key: 'model', operator: 'contains', value: ['(a+)+$'.repeat(50)] }]))}`,
        { headers: `authorization: Bearer ${token}\r\n` },
      ),
    ),
    /^HTTP\/1.1 [24]/,
  ],
  'a reset after connecting': [({ port }) => talk(port, [''], { reset: true }), /^$/],
  'a reset within the headers': [({ port }) => talk(port, ['POST / HT'], { reset: true, pauseMs: 50 }), /^$/],
  'a reset after the headers': [
    ({ port }) =>
      talk(port, [`POST ${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 50\r\n\r\n`], {
        reset: true,
        pauseMs: 50,
      }),
    /^$/,
  ],
  'a reset within the body': [
    ({ port, token }) => talk(port, [chat(token, SMALL).slice(0, -10)], { reset: true, pauseMs: 50 }),
    /^$/,
  ],
  'a reset right after the request': [
    ({ port, token }) => talk(port, [chat(token, SMALL)], { reset: true }),
    /^/,
  ],
  'a reset within the stream': [
    ({ port, token }) =>
      many(50, () =>
        talk(port, [chat(token, SMALL.replace('{', '{"stream":true,'))], { reset: true, pauseMs: 5 }),
      ),
    /^/,
  ],
  '300 clients that send half of their headers': [
    ({ port }) => many(300, () => talk(port, ['GET / HTTP/1.1\r\nhost: 127'], { waitMs: 2000 })),
    /^$/,
  ],
  '100 clients that send one byte in 50 ms': [
    ({ port }) =>
      many(100, () =>
        talk(port, 'GET / HTTP/1.1\r\nx-slow: '.padEnd(40, 'y'), { pauseMs: 50, waitMs: 2000 }),
      ),
    /^$/,
  ],
  '100 clients that do not read': [
    ({ port, token }) =>
      many(100, () =>
        talk(port, repeat(chat(token, SMALL).replace('connection: close\r\n', ''), 50), {
          reads: false,
          waitMs: 2000,
        }),
      ),
    /^$/,
  ],
  '300 requests in one write': [
    async ({ port }) => {
      const text = await talk(port, [request('/', { close: false }).repeat(299) + request('/')], {
        waitMs: 8_000,
      });
      return `${text.match(/HTTP\/1\.1 \d/g)?.length} answers`;
    },
    /^300 answers$/,
  ],
  'a second request behind the body': [
    ({ port, token }) =>
      talk(port, [chat(token, SMALL).replace('connection: close\r\n', '') + request('//')]),
    /^HTTP\/1.1 200 [\s\S]*HTTP\/1.1 400 /,
  ],
  '500 requests at once': [({ port }) => many(500, () => talk(port, [request('/')])), /^HTTP\/1.1 4/],
};

/** A client that does not read a body without end, many times at once. @type {Record<string, [Client, RegExp]>} */
export const CLIENTS_OF_ENDLESS = {
  '50 clients that do not read a body without end': [
    ({ port, token }) => many(50, () => talk(port, [chat(token, SMALL)], { reads: false, waitMs: 3000 })),
    /^$/,
  ],
  '50 clients that hang up within a body without end': [
    ({ port, token }) => many(50, () => talk(port, [chat(token, SMALL)], { waitMs: 300 })),
    /^HTTP\/1.1 200 /,
  ],
};
