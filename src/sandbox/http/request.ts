import type { IncomingMessage } from 'node:http';

/** A request as it came in, body included. */
export interface SandboxIncoming {
  method: string;
  /** Decoded, without the query. */
  path: string;
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

export class BodyTooLarge extends Error {}

export async function readRequest(message: IncomingMessage, signal: AbortSignal): Promise<SandboxIncoming> {
  const url = new URL(message.url ?? '/', 'http://sandbox');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new BodyTooLarge();
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
    query: url.searchParams,
    headers,
    body: text,
    received: { text, bytes },
    signal,
  };
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
