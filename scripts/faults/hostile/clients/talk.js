import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export const MB = 1024 * 1024;

/**
 * Gives back all that the sandbox sent; `''` if it closed without a word.
 * @typedef {(sandbox: { port: number, token: string }) => Promise<string>} Client
 */

/** @param {string} target @param {{ method?: string, host?: string, headers?: string, body?: string, close?: boolean }} [more] */
export function request(
  target,
  { method = 'GET', host = '127.0.0.1', headers = '', body = '', close = true } = {},
) {
  const length = body || method === 'POST' ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
  const end = close ? 'connection: close\r\n' : '';
  return `${method} ${target} HTTP/1.1\r\nhost: ${host}\r\n${headers}${length}${end}\r\n${body}`;
}

/**
 * Sends the parts one after the other, then listens until the sandbox closes, or for `waitMs`.
 * @param {number} port @param {Iterable<string | Buffer>} parts
 * @param {{ waitMs?: number, pauseMs?: number, reset?: boolean, reads?: boolean }} [how] `reset`: hangs up at the end
 * @returns {Promise<string>}
 */
export function talk(port, parts, { waitMs = 3_000, pauseMs = 0, reset = false, reads = true } = {}) {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    const closed = new Promise((done) => socket.once('close', done));
    const end = setTimeout(() => socket.destroy(), waitMs);
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(end);
      resolve(text);
    });
    if (reads) {
      socket.on('data', (chunk) => {
        if (text.length < MB) text += chunk.toString('latin1');
      });
    } else socket.pause();
    socket.on('connect', async () => {
      for (const part of parts) {
        if (socket.destroyed) return;
        if (!socket.write(part)) await Promise.race([once(socket, 'drain'), closed]).catch(() => {});
        if (pauseMs) await wait(pauseMs);
      }
      if (reset) socket.resetAndDestroy();
    });
  });
}

/** @param {string | Buffer} part @param {number} times */
export function* repeat(part, times) {
  for (let left = times; left > 0; left--) yield part;
}

/** @param {number} count @param {() => Promise<string>} one */
export async function many(count, one) {
  const texts = await Promise.all(Array.from({ length: count }, one));
  return texts.join('');
}
