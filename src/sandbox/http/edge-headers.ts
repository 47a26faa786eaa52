import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { type Answer, bodyText, isLive } from './answer.js';
import { ray } from './ids.js';

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
    const length = Buffer.byteLength(answer.body);
    response.writeHead(answer.status, { ...headers, 'content-length': String(length) });
    // As a string it goes out with the headers in one write.
    response.end(answer.body);
    return;
  }
  response.writeHead(answer.status, headers);
  if (isLive(answer.body)) {
    response.flushHeaders();
    return sendBody(response, answer.body.chunks);
  }
  await sendBody(response, answer.body);
}

/** At the pace of the client. What breaks behind the gateway breaks here too; a client that has gone is no error. */
async function sendBody(
  response: ServerResponse,
  body: Iterable<string> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  await pipeline(body, response).catch(() => {});
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
  if (answer.fault === 'endless') return sendBody(response, endless(text));
  // The half that was sent must arrive before the connection breaks.
  await wait(20);
  if (answer.fault === 'truncated') response.socket?.destroy();
  else response.socket?.resetAndDestroy();
}

async function* endless(text: string): AsyncGenerator<string> {
  const flood = text.repeat(Math.ceil(16384 / text.length));
  for (;;) {
    yield flood;
    await nextTurn();
  }
}
