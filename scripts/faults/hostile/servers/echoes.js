import { onRawRequest, onRequest, reply } from '../listen.js';

/** @param {import('../listen.js').Request} request */
const headersOf = ({ headers }) => JSON.stringify(headers);
/** @param {import('../listen.js').Request} request */
const credentials = ({ headers }) =>
  Object.entries(headers)
    .filter(([name]) => /auth|key|token/.test(name))
    .map(([, value]) => String(value));

/** @param {(request: import('../listen.js').Request) => string} body @param {import('../listen.js').Head} [head] */
const echo = (body, head) => onRequest((request, response) => reply(response, body(request), head));
/** @param {(credential: string) => string} encode */
const encoded = (encode) =>
  echo((request) => JSON.stringify({ error: { message: credentials(request).map(encode).join(' | ') } }), {
    status: 400,
  });
/** @param {string} text */
const bare = (text) => text.replace(/^Bearer /, '');

/** The request with its credentials comes back. @type {Record<string, import('../listen.js').Hostile>} */
export const ECHOES = {
  'the headers as JSON': echo(headersOf),
  'the headers as an error': echo((request) => JSON.stringify({ error: { message: headersOf(request) } }), {
    status: 400,
  }),
  'the headers as an error of the API': echo(
    (request) => JSON.stringify({ success: false, errors: [{ code: 1000, message: headersOf(request) }] }),
    { status: 400 },
  ),
  'the headers as an error of the gateway': echo(
    (request) => JSON.stringify({ success: false, error: [{ code: 2999, message: headersOf(request) }] }),
    { status: 400 },
  ),
  'the headers as a page': echo((request) => `<html><title>${headersOf(request)}</title></html>`, {
    type: 'text/html',
  }),
  'the headers as text': echo(headersOf, { type: 'text/plain', status: 500 }),
  'the request as it came': onRawRequest((socket, text) => {
    socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
  }),
  'the credentials as an answer of HTTP': onRawRequest((socket, text) => void socket.end(text)),
  'the credentials in the status line': onRawRequest((socket, text) => {
    const token = /^(?:cf-aig-)?authorization: (.*)$/im.exec(text)?.[1]?.trim() ?? '';
    socket.end(`HTTP/1.1 500 ${token}\r\ncontent-length: 0\r\n\r\n`);
  }),
  'the credentials in headers that are shown': onRequest((request, response) => {
    const [first = 'x'] = credentials(request);
    const headers = Object.fromEntries(
      ['location', 'retry-after', 'cf-ray', 'x-request-id', 'cf-aig-log-id', 'cf-aig-dlp', 'server'].map(
        (name) => [name, first],
      ),
    );
    reply(response, '{}', { status: 429, type: first, headers });
  }),
  'a redirect with the token in its query': onRequest((request, response) => {
    const [first = 'x'] = credentials(request);
    reply(response, '', {
      status: 302,
      headers: { location: `http://127.0.0.1:1/?token=${encodeURIComponent(first)}` },
    });
  }),
  'the credentials as model, id and name': echo((request) =>
    JSON.stringify({
      success: true,
      data: credentials(request).map((id) => ({ id })),
      result: credentials(request).map((id) => ({
        id,
        name: id,
        model: id,
        provider: id,
        success: false,
        status_code: 500,
      })),
    }),
  ),
  'the credentials as a reply': {
    ...echo((request) =>
      JSON.stringify({
        choices: [{ message: { content: credentials(request).join(' ') }, finish_reason: 'stop' }],
      }),
    ),
    proves: ['model', 'setup', 'connection'],
  },
  'the credentials as names': echo((request) =>
    JSON.stringify(Object.fromEntries(credentials(request).map((name) => [name, {}]))),
  ),
  'the credentials in base64': encoded((text) => Buffer.from(text).toString('base64')),
  'the bare credentials in base64': encoded((text) => Buffer.from(bare(text)).toString('base64')),
  'the credentials in base64url': encoded((text) => Buffer.from(`x:${bare(text)}`).toString('base64url')),
  'the credentials percent-encoded': encoded(encodeURIComponent),
  'the credentials in capitals': encoded((text) => text.toUpperCase()),
  'the credentials in escapes of JSON': onRequest((request, response) => {
    const text = Array.from(
      credentials(request).join(' '),
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    reply(response, `{"error":{"message":"${text.join('')}"}}`, { status: 400 });
  }),
  'the credentials in entities of HTML': echo(
    (request) =>
      `<html><title>${Array.from(credentials(request).join(' '), (letter) => `&#${letter.charCodeAt(0)};`).join('')}</title></html>`,
    { type: 'text/html' },
  ),
  'the credentials in events, cut in two': echo(
    (request) => {
      const text = credentials(request).join(' ');
      const parts = [text.slice(0, 30), text.slice(30)];
      const events = parts.map(
        (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`,
      );
      return `${events.join('')}data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`;
    },
    { type: 'text/event-stream' },
  ),
  'the credentials behind 400 letters': encoded((text) => 'x'.repeat(270) + text),
};
/** In the form of Cloudflare's own answers, or with its marks. */
const RESEMBLING = {
  'the headers as an error of the API': ['connection', 'gateway'],
  'the headers as an error of the gateway': ['connection', 'gateway'],
  'the credentials in headers that are shown': ['connection', 'gateway', 'token'],
  'the credentials in events, cut in two': ['model', 'setup', 'connection'],
};
for (const [kind, proves] of Object.entries(RESEMBLING)) Object.assign(ECHOES[kind] ?? {}, { proves });
