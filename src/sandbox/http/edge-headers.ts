import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type Answer, bodyText, isLive } from './answer.js';
import { ray } from './ids.js';
import type { Live } from './live-body.js';

/** On everything that comes from Cloudflare; it proves only that the edge was reached. */
function edgeHeaders(): Record<string, string> {
  return { server: 'cloudflare', 'cf-ray': ray() };
}

/** Writes an answer, faults of the wire included. */
export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.fault === 'reset') return void response.socket?.resetAndDestroy();
  if (answer.fault === 'silent') return;
  const headers = { ...(answer.foreign ? {} : edgeHeaders()), ...answer.headers };
  if (answer.fault) return sendBroken(response, answer, headers);
  if (typeof answer.body === 'string') {
    const body = Buffer.from(answer.body, 'utf8');
    response.writeHead(answer.status, { ...headers, 'content-length': String(body.length) });
    response.end(body);
    return;
  }
  response.writeHead(answer.status, headers);
  if (isLive(answer.body)) return sendLive(response, answer.body);
  for (const piece of answer.body) await write(response, piece);
  response.end();
}

/** Passes on what comes in, at the pace of the client; what breaks behind the gateway breaks here too. */
async function sendLive(response: ServerResponse, { chunks }: Live): Promise<void> {
  response.flushHeaders();
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) return;
      await write(response, chunk);
    }
    response.end();
  } catch {
    response.destroy();
  }
}

/** Waits for a slow reader; gives up when it has gone. */
async function write(response: ServerResponse, piece: string | Uint8Array): Promise<void> {
  if (response.destroyed || response.write(piece)) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}

async function sendBroken(
  response: ServerResponse,
  answer: Answer,
  headers: Record<string, string>,
): Promise<void> {
  const text = bodyText(answer);
  const half = text.slice(0, Math.max(1, text.length / 2));
  if (answer.fault === 'truncated') headers['content-length'] = String(Buffer.byteLength(text) + 64);
  response.writeHead(answer.status, headers);
  response.write(half);
  if (answer.fault === 'stall') return;
  if (answer.fault === 'endless') return endless(response, text);
  // The half that was sent must arrive before the connection breaks.
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (answer.fault === 'truncated') response.socket?.destroy();
  else response.socket?.resetAndDestroy();
}

async function endless(response: ServerResponse, text: string): Promise<void> {
  const flood = text.repeat(Math.ceil(16384 / text.length));
  while (!response.destroyed && !response.closed) {
    await write(response, flood);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
