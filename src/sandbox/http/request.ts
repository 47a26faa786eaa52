/** `sandbox/http/`: requests and answers as HTTP. */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { jsonObject } from '../../lib/json.js';
import { percentDecode } from '../../lib/text/percent-decode.js';

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
  body: string;
  /** The body as received, also as bytes: not every body is text. */
  received: { text: string; bytes: Buffer };
  /** Aborts when the client hangs up before its response is complete. */
  signal: AbortSignal;
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

export async function readRequest(message: IncomingMessage, signal: AbortSignal): Promise<SandboxRequest> {
  // Node keeps the first, another server on the way may have taken the second (RFC 9112, 3.2).
  if ((message.headersDistinct.host?.length ?? 0) > 1) throw new RequestError(400, 'Bad Request');
  const url = parseTarget(message.url ?? '/');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new RequestError(413, 'Payload Too Large');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString('utf8');
  return {
    method: message.method ?? 'GET',
    path: percentDecode(url.pathname),
    encodedPath: url.pathname,
    query: url.searchParams,
    headers: joinHeaders(message.headers),
    body: text,
    received: { text, bytes },
    signal,
  };
}

/** What is known of a request before it is read. Its path may not be one. */
export function unreadRequest(message: IncomingMessage, signal: AbortSignal): SandboxRequest {
  const [path = '/'] = (message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    encodedPath: path,
    query: new URLSearchParams(),
    headers: joinHeaders(message.headers),
    body: '',
    received: { text: '', bytes: Buffer.alloc(0) },
    signal,
  };
}

/** Names in lower case; repeated ones joined by a comma. */
export function joinHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  return joined;
}

/** Reads a path, or an absolute URL as sent to a proxy. Two slashes at the start would be read as a host. */
function parseTarget(target: string): URL {
  const base = /^\/(?!\/)/.test(target) ? 'http://sandbox' : undefined;
  if (!URL.canParse(target, base)) throw new RequestError(400, 'Bad Request');
  return new URL(target, base);
}

/** A header without space around it; an EMPTY one counts as absent. */
export function header(request: SandboxRequest, name: string): string | undefined {
  return request.headers[name]?.trim() || undefined;
}

/** The model that the body names. Parses the body. */
export function modelIn({ body }: SandboxRequest): string | undefined {
  const model = jsonObject(body)?.model;
  return typeof model === 'string' && model ? model : undefined;
}

/** What follows `Bearer `; a value without the scheme is not a credential. */
export function bearer(request: SandboxRequest, name: string): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(header(request, name) ?? '')?.[1];
}
