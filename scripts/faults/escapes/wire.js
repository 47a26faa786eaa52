import { createServer } from 'node:http';
import { createServer as createRawServer } from 'node:net';
import { localPortOf } from '../../local-port.js';

/** Fields of answers that people read; others, such as ids and times, stay, so that every command goes on. */
const TEXTS = new Set(
  'message name content text provider cause error detail title description delta code type arguments reason model'.split(
    ' ',
  ),
);

/**
 * In front of the sandbox: its answers, with the text in every field that people read, in the headers, in each part of a stream.
 * @param {() => { origin: string, text: string }} current
 */
export function spoilingServer(current) {
  const server = createServer(async (incoming, outgoing) => {
    /** @type {Buffer[]} */
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { host: _, connection: __, 'content-length': ___, ...headers } = incoming.headers;
    const { origin, text } = current();
    const answer = await fetch(origin + incoming.url, {
      method: incoming.method,
      headers: /** @type {Record<string, string>} */ (headers),
      ...(chunks.length && { body: Buffer.concat(chunks) }),
    });
    const kept = [...answer.headers].filter(([name]) => /^(?:content-type|cf-)/.test(name));
    outgoing.writeHead(answer.status, {
      ...Object.fromEntries(kept),
      'x-foreign': headerValue(text),
      server: headerValue(text),
    });
    outgoing.end(spoil(await answer.text(), text));
  });
  return listening(server);
}

/** What HTTP lets through in a header, C1 included. @param {string} text */
function headerValue(text) {
  return text.replace(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '');
}

/** @param {string} body @param {string} text @returns {string} */
function spoil(body, text) {
  if (body.startsWith('data:') || body.startsWith('event:'))
    return body.replace(/^data: (\{.*\})$/gm, (_, json) => `data: ${spoil(json, text)}`);
  try {
    return JSON.stringify(
      JSON.parse(body, (key, value) => (TEXTS.has(key) && typeof value === 'string' ? value + text : value)),
    );
  } catch {
    return body + text;
  }
}

/** Answers of something that is no gateway. `text` is the hostile one. @type {Readonly<Record<string, (text: string) => string>>} */
export const ANSWERS = {
  'a provider’s error': (text) =>
    response(
      '401 Unauthorized',
      JSON.stringify({ error: { message: text, type: text, code: text, param: text } }),
    ),
  'Cloudflare’s error': (text) =>
    response(
      '400 Bad Request',
      JSON.stringify({
        success: false,
        result: null,
        messages: [text],
        errors: [{ code: 2009, message: text }],
      }),
    ),
  'a page': (text) =>
    response(
      '503 Unavailable',
      `<!doctype html><title>${text}</title><h1>${text}</h1>`,
      'Content-Type: text/html\r\n',
    ),
  text: (text) => response('418 Teapot', text, 'Content-Type: text/plain\r\n'),
  'half a document': (text) =>
    response('200 OK', `{"choices":[{"message":{"content":${JSON.stringify(text)}`),
  'a redirect': (text) => response('302 Found', '', `Location: https://evil.example/${lineOf(text)}\r\n`),
  'a status text and headers': (text) =>
    response(
      `429 ${lineOf(text)}`,
      '{}',
      `X-Foreign: ${lineOf(text)}\r\nRetry-After: ${lineOf(text)}\r\ncf-aig-log-id: ${lineOf(text)}\r\nserver: ${lineOf(text)}\r\n`,
    ),
  'no HTTP': (text) => text.repeat(5),
};

/** @param {string} status @param {string} body @param {string} [headers] */
function response(status, body, headers = 'Content-Type: application/json\r\n') {
  return `HTTP/1.1 ${status}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}

/** @param {string} text */
function lineOf(text) {
  return text.replace(/[\r\n]/g, ' ');
}

/** Sends the bytes, whatever HTTP says to them. @param {() => string} current */
export function rawServer(current) {
  const server = createRawServer((socket) => {
    let request = '';
    socket.setEncoding('latin1').on('data', (/** @type {string} */ chunk) => {
      request += chunk;
      const [head = '', body] = request.split('\r\n\r\n', 2);
      if (body === undefined || body.length < Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)) return;
      socket.end(current());
    });
    socket.on('error', () => {});
  });
  return listening(server);
}

/** @param {import('node:net').Server} server @returns {Promise<{ origin: string, close: () => void }>} */
async function listening(server) {
  const port = await localPortOf(server);
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
