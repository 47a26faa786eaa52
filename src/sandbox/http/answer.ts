import type { Ended, Live } from './live-body.js';
import type { TokenCount } from './token-count.js';

/** How the wire itself misbehaves, instead of or after an answer. */
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

/** What goes back to the client. A list of strings is sent piece by piece (server-sent events). */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | readonly string[] | Live;
  usage?: TokenCount;
  /** US dollars. */
  cost?: number;
  /** The client said what it costs. */
  customCost?: boolean;
  fault?: WireFault;
  /** The provider lets its client wait so long for the first byte, in milliseconds. */
  delayMs?: number;
  /** The provider gave no answer at all: the gateway speaks for it. */
  unreached?: boolean;
  /** Another machine speaks: without what Cloudflare's edge puts on every answer. */
  foreign?: boolean;
}

/** A JSON answer; `indent` as the real server prints it. */
export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
  indent?: number,
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value, null, indent),
  };
}

export function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers }, body };
}

export function html(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers }, body };
}

/** Server-sent events, one string each, already framed. */
export function events(pieces: readonly string[], headers: Record<string, string> = {}): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...headers },
    body: pieces,
  };
}

/** One server-sent event; without a name it is a bare `data:` line, as OpenAI and Google send it. */
export function event(data: unknown, name?: string): string {
  const payload = typeof data === 'string' ? data : JSON.stringify(data);
  return `${name ? `event: ${name}\n` : ''}data: ${payload}\n\n`;
}

/** The whole body; of one that is still coming in, nothing. */
export function bodyText({ body }: Answer): string {
  if (typeof body === 'string') return body;
  return isLive(body) ? '' : body.join('');
}

export function isLive(body: Answer['body']): body is Live {
  return typeof body === 'object' && 'chunks' in body;
}

/** Calls back with what the answer came to: at once, or when it has come in. */
export function whenEnded(answer: Answer, note: (ended: Ended) => void): void {
  if (isLive(answer.body)) void answer.body.ended.then(note);
  else note({ ...answer, text: bodyText(answer) });
}

/** The same answer with its whole body. */
export async function buffered(answer: Answer): Promise<Answer> {
  const { body } = answer;
  if (!isLive(body)) return answer;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.chunks) chunks.push(chunk);
  const { usage, cost, customCost } = await body.ended;
  return { ...answer, body: Buffer.concat(chunks).toString('utf8'), usage, cost, customCost };
}

export function isStream(answer: Answer): boolean {
  return typeof answer.body !== 'string';
}
