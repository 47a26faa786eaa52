import type { Exchange } from '../../../diagnosis/exchange/exchange.js';

/** Converts exchanges, which are already redacted, to HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). */
export function har(exchanges: readonly Exchange[], creatorVersion: string): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'cf-aig', version: creatorVersion },
      entries: exchanges.map(entry),
    },
  };
}

const UNKNOWN_SIZE = -1;

function entry({ id, request, response, error, timings }: Exchange): object {
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
      bodySize: Buffer.byteLength(request.body ?? ''),
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
        size: Buffer.byteLength(response?.body ?? ''),
        mimeType: response?.headers['content-type'] ?? '',
        text: response?.body ?? '',
      },
      redirectURL: response?.headers.location ?? '',
      headersSize: UNKNOWN_SIZE,
      bodySize: UNKNOWN_SIZE,
      _error: error && `${error.phase}: ${error.code} ${error.message}`,
    },
    cache: {},
    timings: { send: 0, wait, receive: Math.max(0, timings.totalMs - wait) },
    comment: id,
  };
}

function pairs(record: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
