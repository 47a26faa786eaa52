import type { Exchange, TransportError } from '../../diagnosis/exchange/exchange.js';
import type { Redactor } from '../../lib/redact/redactor.js';
import type { PlannedRequest } from '../requests/access.js';
import type { Connection, Dispatchers } from './dispatchers.js';
import { proxyName } from './proxies.js';
import { ResponseBody } from './response-body.js';
import { readTransportError, type Stage } from './transport-errors.js';

export interface SendOptions {
  /** Milliseconds for the whole exchange */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Called with each redacted chunk of the body, and the milliseconds since the start */
  onChunk?: (text: string, atMs: number) => void;
}

/** An exchange in progress. */
export class PendingExchange {
  readonly #request: PlannedRequest;
  readonly #redactor: Redactor;
  readonly #options: SendOptions & { timeoutMs: number };
  #startedAt = new Date().toISOString();
  #start = performance.now();
  #stage: () => Stage = () => 'connect';
  #proxy: string | undefined;
  #response: { status: number; headers: Record<string, string>; body: ResponseBody } | undefined;
  #firstByteMs: number | undefined;
  #error: TransportError | undefined;

  constructor(request: PlannedRequest, redactor: Redactor, options: SendOptions & { timeoutMs: number }) {
    this.#request = request;
    this.#redactor = redactor;
    this.#options = options;
  }

  async run(dispatchers: Dispatchers, headers: Record<string, string>): Promise<Exchange> {
    this.#options.signal?.throwIfAborted();
    try {
      const url = new URL(this.#request.url);
      this.#proxy = dispatchers.proxyFor(url);
      if (this.#proxy !== undefined) this.#stage = () => 'proxy';
      const connection = await dispatchers.connectionFor(url);
      this.#options.signal?.throwIfAborted();
      this.#stage = connection.stage;
      // Start the clock only now: loading the HTTP client is not part of the exchange.
      this.#startedAt = new Date().toISOString();
      this.#start = performance.now();
      await this.#dispatch(connection, url, headers);
    } catch (error) {
      if (this.#options.signal?.aborted) throw abortError(this.#options.signal);
      this.#error ??= readTransportError(error, this.#stage(), this.#where());
    }
    return this.#exchange(headers);
  }

  /** Resolves when the response is complete, too large or too late; rejects if the transport fails or the caller aborts. */
  #dispatch({ dispatcher }: Connection, url: URL, headers: Record<string, string>): Promise<void> {
    const { signal, timeoutMs, onChunk } = this.#options;
    const { method, body } = this.#request;
    return new Promise<void>((resolve, reject) => {
      let cancel: (() => void) | undefined;
      let isFinished = false;
      const finish = (settle: () => void) => {
        if (isFinished) return;
        isFinished = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        settle();
        cancel?.();
      };
      const fail = (code: string, message: string) => {
        this.#error = { ...this.#where(), code, message, phase: this.#stage() };
        finish(resolve);
      };
      const onAbort = () => finish(() => reject(signal?.reason));
      const timer = setTimeout(
        () => fail('CF_AIG_TIMEOUT', `no complete response within ${timeoutMs} ms`),
        timeoutMs,
      );
      signal?.addEventListener('abort', onAbort);

      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: method as 'GET',
          headers,
          body: body ?? null,
          // The timer above limits the whole exchange.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        {
          onRequestStart: (controller) => {
            cancel = () => controller.abort(new Error('no longer wanted'));
            if (isFinished) cancel();
            this.#stage = () => 'headers';
          },
          onResponseStart: (_controller, status, responseHeaders) => {
            if (status < 200) return;
            const plain = joinHeaders(responseHeaders);
            this.#stage = () => 'body';
            this.#response = { status, headers: plain, body: new ResponseBody(plain['content-encoding']) };
          },
          onResponseData: (_controller, chunk) => {
            if (isFinished || !this.#response) return;
            this.#firstByteMs ??= this.#elapsed();
            const text = this.#response.body.add(chunk);
            if (text && onChunk) onChunk(this.#redactor.redact(text), this.#elapsed());
            if (this.#response.body.isTooLarge)
              fail('CF_AIG_BODY_TOO_LARGE', 'the body is larger than 1 MiB');
          },
          onResponseEnd: () => {
            cancel = undefined;
            finish(resolve);
          },
          onResponseError: (_controller, error) => finish(() => reject(error)),
        },
      );
    });
  }

  #exchange(headers: Record<string, string>): Exchange {
    const { id, plane, method, url, body, sent } = this.#request;
    const redact = (value: string) => this.#redactor.redact(value);
    const text = this.#response?.body.text();
    if (this.#response?.body.isTooLarge && !this.#error) {
      this.#error = {
        ...this.#where(),
        code: 'CF_AIG_BODY_TOO_LARGE',
        message: 'the body decompresses to more than 1 MiB',
        phase: 'body',
      };
    }
    return {
      id,
      plane,
      request: {
        method,
        url: redact(url),
        headers: this.#redactor.redactHeaders(headers, 'request'),
        body: body === undefined ? undefined : redact(body),
      },
      sent,
      proxy: this.#where().proxy,
      response: this.#response && {
        status: this.#response.status,
        headers: this.#redactor.redactHeaders(this.#response.headers),
        body: redact(text ?? ''),
        truncated: this.#error !== undefined,
      },
      error: this.#error && { ...this.#error, message: redact(this.#error.message) },
      timings: {
        startedAt: this.#startedAt,
        firstByteMs: this.#firstByteMs,
        totalMs: this.#elapsed(),
      },
    };
  }

  #where(): { host: string; port: number; proxy?: string } {
    const url = URL.canParse(this.#request.url) ? new URL(this.#request.url) : undefined;
    return {
      host: url?.hostname ?? '',
      port: Number(url?.port || (url?.protocol === 'http:' ? 80 : 443)),
      proxy: this.#proxy && proxyName(this.#proxy),
    };
  }

  #elapsed(): number {
    return performance.now() - this.#start;
  }
}

function abortError(signal: AbortSignal): unknown {
  return signal.reason instanceof Error
    ? signal.reason
    : new DOMException('This operation was aborted', 'AbortError');
}

function joinHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
