import { NOT_IMPLEMENTED, SANDBOX_HEADER } from '../../diagnosis/exchange/sandbox-mark.js';
import type { CompletedResponse, StreamingBody } from './bodies/streaming-body.js';
import type { TokenCount } from './bodies/token-count.js';

/** How the wire itself misbehaves, instead of a response or after it. */
export type WireFault =
  /** the connection is reset before a byte is sent */
  | 'reset'
  /** status and half of the body, then a reset */
  | 'reset-mid-body'
  /** a Content-Length that is never filled: the connection closes early */
  | 'truncated'
  /** the request is read, nothing is ever sent */
  | 'silent'
  /** headers and the first half of the body, then nothing more, the connection stays open */
  | 'stall'
  /** a body that never ends */
  | 'endless';

/** A part of a body that is sent by itself: a server-sent event, or an event of a binary stream. */
export type Piece = string | Uint8Array;

/** What goes back to the client. */
export interface SandboxResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | readonly Piece[] | StreamingBody;
  usage?: TokenCount;
  /** US dollars. */
  cost?: number;
  /** `cost` is set by the client. */
  customCost?: boolean;
  fault?: WireFault;
  /** Milliseconds until the provider's first byte. */
  delayMs?: number;
  /** Milliseconds that a body of several pieces takes. */
  durationMs?: number;
  /** The provider did not answer; this is what the gateway says instead. */
  unreached?: boolean;
  /** Not from Cloudflare: without the headers of its edge. */
  foreign?: boolean;
  /** `provider/model` that was asked. */
  model?: string;
  /** What the request wanted and the sandbox does not have. */
  missing?: readonly string[];
}

/** `indent`: as the real server prints it. */
export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
  indent?: number,
): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value, null, indent),
  };
}

export function text(status: number, body: string): SandboxResponse {
  return { status, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body };
}

export function html(status: number, body: string, headers: Record<string, string> = {}): SandboxResponse {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers }, body };
}

/** Events, one piece each, already framed. */
export function eventStream(
  body: readonly Piece[],
  type = 'text/event-stream; charset=utf-8',
): SandboxResponse {
  const headers = { 'content-type': type, 'cache-control': 'no-cache' };
  return { status: 200, headers, body };
}

/** One server-sent event; without a name it is a bare `data:` line, as OpenAI and Google send it. */
export function event(data: unknown, name?: string): string {
  const payload = typeof data === 'string' ? data : JSON.stringify(data);
  return `${name ? `event: ${name}\n` : ''}data: ${payload}\n\n`;
}

/** The whole body; empty for a body that is still arriving. */
export function bodyText({ body }: SandboxResponse): string {
  if (typeof body === 'string') return body;
  if (isStreamingBody(body)) return '';
  return body
    .map((piece) => (typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8')))
    .join('');
}

export function isStreamingBody(body: SandboxResponse['body']): body is StreamingBody {
  return typeof body === 'object' && 'chunks' in body;
}

/** Calls `listener` when the body is complete, which may be now. */
export function onComplete(
  response: SandboxResponse,
  listener: (completed: CompletedResponse) => void,
): void {
  if (isStreamingBody(response.body)) void response.body.completed.then(listener);
  else listener({ ...response, text: bodyText(response) });
}

/** The same response with its whole body. */
export async function bufferBody(response: SandboxResponse): Promise<SandboxResponse> {
  const { body } = response;
  if (!isStreamingBody(body)) return response;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.chunks) chunks.push(chunk);
  const { usage, cost, customCost } = await body.completed;
  return { ...response, body: Buffer.concat(chunks).toString('utf8'), usage, cost, customCost };
}

/** The same response with more headers; those that are undefined are left out. */
export function withHeaders(
  response: SandboxResponse,
  more: Record<string, string | undefined>,
): SandboxResponse {
  const headers = { ...response.headers };
  for (const name of Object.keys(more)) {
    const value = more[name];
    if (value !== undefined) headers[name] = value;
  }
  return { ...response, headers };
}

/** The response says that the sandbox does not have what the request wanted. */
export function markMissing(response: SandboxResponse, what: string): SandboxResponse {
  return { ...withHeaders(response, { [SANDBOX_HEADER]: NOT_IMPLEMENTED }), missing: [what] };
}
