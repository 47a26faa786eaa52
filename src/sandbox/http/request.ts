import type { IncomingMessage } from 'node:http';

/** A request as it came in, body included. */
export interface SandboxIncoming {
  method: string;
  /** Decoded, without the query. */
  path: string;
  /** The same as it can be shown: percent-encoded, so without control characters. */
  encodedPath: string;
  query: URLSearchParams;
  /** Names in lower case; repeated ones joined by a comma. */
  headers: Record<string, string>;
  body: string;
  /** The body that came in, also as bytes: not every body is text. */
  received: { text: string; bytes: Buffer };
  /** Ends when the client has gone before its answer was complete. */
  signal: AbortSignal;
}

/** Cloudflare's own limit on a gateway request is 25 MB; a sandbox has no reason to hold more. */
const BODY_LIMIT = 25 * 1024 * 1024;

/** A request that is refused before it is read; the message is the answer's body. */
export class RequestRefused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function readRequest(message: IncomingMessage, signal: AbortSignal): Promise<SandboxIncoming> {
  const url = parseTarget(message.url ?? '/');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new RequestRefused(413, 'Payload Too Large');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString('utf8');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: message.method ?? 'GET',
    path: decodePath(url.pathname),
    encodedPath: url.pathname,
    query: url.searchParams,
    headers,
    body: text,
    received: { text, bytes },
    signal,
  };
}

/** A path, or a whole URL as a client sends it to a proxy. Two slashes at the start would be read as a host. */
function parseTarget(target: string): URL {
  const base = /^\/(?!\/)/.test(target) ? 'http://sandbox' : undefined;
  if (!URL.canParse(target, base)) throw new RequestRefused(400, 'Bad Request');
  return new URL(target, base);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The credential in a header; an EMPTY header counts as absent. */
export function header(request: SandboxIncoming, name: string): string | undefined {
  return request.headers[name]?.trim() || undefined;
}

/** What follows `Bearer `; a value without the scheme is not a credential. */
export function bearer(request: SandboxIncoming, name: string): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(header(request, name) ?? '')?.[1];
}
