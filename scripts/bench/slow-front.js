import { request as ask, createServer } from 'node:http';
import { localPortOf } from '../local-port.js';

/**
 * A server in front of another that passes each answer on after a delay, and notes what was asked.
 * @param {string} origin @param {number} delayMs
 */
export async function startFront(origin, delayMs) {
  /** @type {import('./measure.js').Recorded[]} */
  const seen = [];
  let answered = 0;
  const server = createServer((incoming, outgoing) => {
    /** @type {Buffer[]} */
    const chunks = [];
    const wave = answered;
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = 'GET', url = '/', headers } = incoming;
      seen.push({ method, path: url, headers: headersOf(headers), body: body.toString(), wave });
      setTimeout(() => {
        const passed = ask(new URL(url, origin), { method, headers }, (answer) => {
          answered++;
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        });
        passed.end(body);
      }, delayMs);
    });
  });
  return { url: `http://127.0.0.1:${await localPortOf(server)}`, seen, close: () => void server.close() };
}

/** Without those of the connection. @param {import('node:http').IncomingHttpHeaders} headers */
function headersOf({
  host: _,
  connection: __,
  'content-length': ___,
  'transfer-encoding': ____,
  ...headers
}) {
  return /** @type {Record<string, string>} */ (headers);
}
