import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/**
 * What a run may take from a server: a check of doctor (`connection`, `gateway`, ...), that the setup works (`setup`), that
 * a model answered (`model`), that a log was read (`log`), a feature of verify (`caching`, ...), or anything (`any`: honest
 * answers with some fields changed).
 * @typedef {object} Hostile
 * @property {() => import('node:net').Server | Promise<{ port: number, close(): void }>} open
 * @property {'http' | 'https'} [scheme] in the addresses that the program is given
 * @property {readonly string[]} [proves]
 * @property {RegExp} [cause] the verdict of doctor is one of these
 * @property {boolean} [waits] ends by a timeout
 * @property {boolean} [isHeavy] much to read: few at a time
 */

/** @typedef {import('node:http').IncomingMessage & { text: string }} Request */

/** Set before the attack. `elsewhere`: a host that must get no request at all. `sandbox`: an honest gateway. */
export const surroundings = { elsewhere: '', sandbox: '', certificates: { untrusted: {}, expired: {} } };

/** @param {(socket: import('node:net').Socket) => void} onConnection @returns {Hostile} */
export function onSocket(onConnection) {
  return {
    open: () =>
      createServer((socket) => {
        socket.on('error', () => {});
        onConnection(socket);
      }),
  };
}

/**
 * Calls `answer` with each whole request, head and body as text.
 * @param {(socket: import('node:net').Socket, text: string, count: number) => void | Promise<void>} answer @returns {Hostile}
 */
export function onRawRequest(answer) {
  return onSocket((socket) => {
    let text = '';
    let count = 0;
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      const request = text;
      text = '';
      void Promise.resolve(answer(socket, request, ++count)).catch(() => socket.destroy());
    });
  });
}

/** Sends these bytes to every request. @param {string | Buffer} bytes @param {'end' | 'reset' | 'keep'} [then] @returns {Hostile} */
export function raw(bytes, then = 'end') {
  return onRawRequest(async (socket, _text, count) => {
    // A kept connection gets them once.
    if (then === 'keep' && count > 1) return void socket.destroy();
    socket.write(bytes);
    if (then === 'end') socket.end();
    if (then !== 'reset') return;
    await wait(20);
    socket.resetAndDestroy();
  });
}

/**
 * @param {(request: Request, response: import('node:http').ServerResponse, count: number) => unknown} listener
 *   `count`: which request of this run, from 1
 * @returns {Hostile}
 */
export function onRequest(listener) {
  return {
    open: () => {
      let count = 0;
      return createHttpServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
        response.on('error', () => {});
        const number = ++count;
        const chunks = [];
        try {
          for await (const chunk of request) chunks.push(chunk);
          const text = Buffer.concat(chunks).toString();
          await listener(Object.assign(request, { text }), response, number);
        } catch {
          response.destroy();
        }
      });
    },
  };
}

/**
 * @typedef {{ status?: number, type?: string, headers?: Record<string, string | string[]> }} Head
 * @param {string | Buffer} body @param {Head} [head] @returns {Hostile}
 */
export function answer(body, head) {
  return onRequest((_request, response) => reply(response, body, head));
}

/** @param {unknown} value @param {Head} [head] @returns {Hostile} */
export function json(value, head) {
  return answer(JSON.stringify(value), head);
}

/** @param {import('node:http').ServerResponse} response @param {string | Buffer} body @param {Head} [head] */
export function reply(response, body, { status = 200, type = 'application/json', headers = {} } = {}) {
  response.writeHead(status, { 'content-type': type, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/**
 * Writes without end, at the pace of the client.
 * @param {import('node:stream').Writable} to @param {(index: number) => string | Buffer} part @param {number} [pauseMs]
 */
export async function forever(to, part, pauseMs = 0) {
  let wake = () => {};
  for (const event of ['drain', 'close']) to.on(event, () => wake());
  for (let index = 0; !to.destroyed && to.writable; index++) {
    const isFull = !to.write(part(index));
    if (isFull) {
      await /** @type {Promise<void>} */ (
        new Promise((done) => {
          wake = done;
        })
      );
    }
    await (pauseMs ? wait(pauseMs) : nextTurn());
  }
}

/** @param {string} path */
export const isManagement = (path) => path.startsWith('/client/v4');
