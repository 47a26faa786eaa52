import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { rayId } from './ids.js';
import { bodyText, isStreamingBody, type Piece, type SandboxResponse, type WireFault } from './response.js';

/** With the headers on everything that comes from Cloudflare; they prove only that the edge was reached. */
export function withEdgeHeaders(response: SandboxResponse): SandboxResponse {
  if (response.foreign) return response;
  return { ...response, headers: { server: 'cloudflare', 'cf-ray': rayId(), ...response.headers } };
}

/** Writes a response, faults of the wire included. */
export async function sendResponse(to: ServerResponse, response: SandboxResponse): Promise<void> {
  const { status, body, fault, headers } = response;
  if (fault === 'reset') return reset(to);
  if (fault === 'silent') return;
  if (fault) return sendFault(to, fault, response);
  if (typeof body === 'string') {
    to.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
    // As a string it goes out with the headers in one write.
    to.end(body);
    return;
  }
  to.writeHead(status, headers);
  if (isStreamingBody(body)) to.flushHeaders();
  const { durationMs } = response;
  if (isStreamingBody(body)) await sendBody(to, body.chunks);
  else await sendBody(to, durationMs ? paced(body, durationMs) : body);
}

/**
 * Writes a body at the pace of the client. An error of the source ends the connection; a client that hangs up is not
 * an error.
 */
async function sendBody(to: ServerResponse, body: Iterable<Piece> | AsyncIterable<Piece>): Promise<void> {
  await pipeline(body, to).catch(() => {});
}

/** The pieces of a body, the first at once and the others evenly over `durationMs`. */
async function* paced(pieces: readonly Piece[], durationMs: number): AsyncGenerator<Piece> {
  const startedAt = performance.now();
  for (const [index, piece] of pieces.entries()) {
    const ahead = startedAt + (durationMs * index) / pieces.length - performance.now();
    if (ahead > 0) await wait(ahead, undefined, { ref: false });
    yield piece;
  }
}

async function sendFault(to: ServerResponse, fault: WireFault, response: SandboxResponse): Promise<void> {
  const text = bodyText(response);
  const promised = { 'content-length': String(Buffer.byteLength(text) + 64) };
  to.writeHead(response.status, { ...response.headers, ...(fault === 'truncated' ? promised : {}) });
  to.write(text.slice(0, Math.max(1, text.length / 2)));
  if (fault === 'stall') return;
  if (fault === 'endless') return sendBody(to, repeatForever(text));
  // The first half has to arrive before the connection breaks.
  await wait(20);
  if (fault === 'truncated') to.socket?.destroy();
  else reset(to);
}

/** Node cannot send an RST through TLS; there the connection ends without a word, which clients take for one. */
function reset({ socket }: ServerResponse): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket?.resetAndDestroy();
}

/** Few pieces reach any limit of a client's, also when both are busy. */
const FLOOD_CHARS = 256 * 1024;

async function* repeatForever(text: string): AsyncGenerator<string> {
  const flood = text.repeat(Math.ceil(FLOOD_CHARS / text.length));
  for (;;) {
    yield flood;
    await nextTurn();
  }
}
