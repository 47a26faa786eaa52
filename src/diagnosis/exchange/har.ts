import type { Exchange, Timings } from './exchange.js';

/** A message without secrets; `size` in bytes, when its body is not all of it. */
interface Message {
  headers: Record<string, string>;
  body?: string;
  size?: number;
}

/** What an entry is made of. Without secrets. */
export interface Recorded {
  request: Message & { method: string; url: string };
  response?: Message & { status: number };
  timings: Timings;
  /** Why there is no complete response. */
  error?: string;
  comment?: string;
}

const UNKNOWN_SIZE = -1;

/** `log` of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), without its entries. */
export function harLog(creatorVersion: string) {
  return { version: '1.2', creator: { name: 'cf-aig', version: creatorVersion } };
}

/** Converts exchanges, which are already redacted, to HAR 1.2. */
export function har(exchanges: readonly Exchange[], creatorVersion: string): object {
  const entries = exchanges.map(({ id, request, response, error, timings }) =>
    harEntry({
      ...{ request, response, timings, comment: id },
      error: error && `${error.phase}: ${error.code} ${error.message}`,
    }),
  );
  return { log: { ...harLog(creatorVersion), entries } };
}

export function harEntry({ request, response, error, timings, comment }: Recorded): object {
  const wait = timings.firstByteMs ?? timings.totalMs;
  return {
    startedDateTime: timings.startedAt,
    time: timings.totalMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(request.headers),
      queryString: pairs(Object.fromEntries(new URL(request.url).searchParams)),
      headersSize: UNKNOWN_SIZE,
      bodySize: sizeOf(request),
      postData: request.body
        ? { mimeType: request.headers['content-type'] ?? '', text: request.body }
        : undefined,
    },
    response: {
      status: response?.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(response?.headers ?? {}),
      content: {
        size: response ? sizeOf(response) : 0,
        mimeType: response?.headers['content-type'] ?? '',
        text: response?.body ?? '',
      },
      redirectURL: response?.headers.location ?? '',
      headersSize: UNKNOWN_SIZE,
      bodySize: UNKNOWN_SIZE,
      _error: error,
    },
    cache: {},
    timings: { send: 0, wait, receive: Math.max(0, timings.totalMs - wait) },
    comment,
  };
}

function sizeOf({ body = '', size }: Message): number {
  return size ?? Buffer.byteLength(body);
}

function pairs(record: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
