/** `sandbox/http/`: requests and answers as HTTP. */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { percentDecode } from '../../lib/text/percent-decode.js';
import { RequestBody } from './bodies/request-body.js';
import type { HangUp } from './hang-up.js';

/** A request as it came in, body included. */
export interface SandboxRequest {
  method: string;
  /** Decoded, without the query. */
  path: string;
  /** The same as it can be shown: percent-encoded, so without control characters. */
  encodedPath: string;
  query: URLSearchParams;
  /** Names in lower case; repeated ones joined by a comma. */
  headers: Record<string, string>;
  body: RequestBody;
  /** The body as received, also as bytes: not every body is text. */
  received: { body: RequestBody; bytes: Buffer };
  hangUp: HangUp;
}

/** Cloudflare's own limit on a gateway request is 25 MB; a sandbox has no reason to hold more. */
const BODY_LIMIT = 25 * 1024 * 1024;

/** A request that is refused before it is read; the message is the answer's body. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function readRequest(message: IncomingMessage, hangUp: HangUp): Promise<SandboxRequest> {
  // Node keeps the first, another server on the way may have taken the second (RFC 9112, 3.2).
  if (hostsIn(message.rawHeaders) > 1) throw new RequestError(400, 'Bad Request');
  const url = parseTarget(message.url ?? '/');
  const bytes = await readBytes(message);
  const body = new RequestBody(bytes.toString('utf8'));
  return {
    method: message.method ?? 'GET',
    path: percentDecode(url.pathname),
    encodedPath: url.pathname,
    // Few requests are asked for it.
    get query() {
      return url.searchParams;
    },
    headers: headersOf(message),
    body,
    received: { body, bytes },
    hangUp,
  };
}

function hostsIn(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') count++;
  return count;
}

/** By events: an iterator of the stream costs as much as all stages of the gateway. */
function readBytes(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return void chunks.push(chunk);
      // The rest is not read.
      message.pause();
      reject(new RequestError(413, 'Payload Too Large'));
    });
    message.on('end', () => resolve(Buffer.concat(chunks)));
    message.on('error', reject);
  });
}

const NO_BODY = new RequestBody('');

/** What is known of a request before it is read. Its path may not be one. */
export function unreadRequest(message: IncomingMessage, hangUp: HangUp): SandboxRequest {
  const [path = '/'] = (message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    encodedPath: path,
    query: new URLSearchParams(),
    headers: headersOf(message),
    body: NO_BODY,
    received: { body: NO_BODY, bytes: Buffer.alloc(0) },
    hangUp,
  };
}

/** Node joins them itself, but for one. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return headers['set-cookie'] ? joinHeaders(headers) : (headers as Record<string, string>);
}

/** Names in lower case; repeated ones joined by a comma. */
export function joinHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}

/** Reads a path, or an absolute URL as sent to a proxy. Two slashes at the start would be read as a host. */
function parseTarget(target: string): URL {
  try {
    return new URL(target, /^\/(?!\/)/.test(target) ? 'http://sandbox' : undefined);
  } catch {
    throw new RequestError(400, 'Bad Request');
  }
}

/** A header without space around it; an EMPTY one counts as absent. */
export function header(request: SandboxRequest, name: string): string | undefined {
  return request.headers[name]?.trim() || undefined;
}

/** The model that the body names. */
export function modelIn({ body }: SandboxRequest): string | undefined {
  const model = body.object?.model;
  return typeof model === 'string' && model ? model : undefined;
}

/** What follows `Bearer `; a value without the scheme is not a credential. */
export function bearer(request: SandboxRequest, name: string): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(header(request, name) ?? '')?.[1];
}
