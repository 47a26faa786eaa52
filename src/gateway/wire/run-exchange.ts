import type { Exchange, TransportError } from '../../diagnosis/exchange/exchange.js';
import type { Redactor } from '../../lib/redact/redactor.js';
import type { PlannedRequest } from '../requests/access.js';
import type { Dispatchers, Way } from './dispatchers.js';
import { proxyName } from './proxies.js';
import { ResponseBody } from './response-body.js';
import { readTransportError, type Stage } from './transport-errors.js';

export interface SendOptions {
  /** For the whole exchange, in milliseconds */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** The body as it comes, redacted, and the milliseconds since the start */
  onChunk?: (text: string, atMs: number) => void;
}

/** One exchange in the making. */
export class Run {
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

  async through(dispatchers: Dispatchers, headers: Record<string, string>): Promise<Exchange> {
    this.#options.signal?.throwIfAborted();
    try {
      const url = new URL(this.#request.url);
      this.#proxy = dispatchers.proxyTo(url);
      if (this.#proxy !== undefined) this.#stage = () => 'proxy';
      const way = await dispatchers.to(url);
      this.#options.signal?.throwIfAborted();
      this.#stage = way.stage;
      // Loading the HTTP client, once, is not the gateway's time.
      this.#startedAt = new Date().toISOString();
      this.#start = performance.now();
      await this.#dispatch(way, url, headers);
    } catch (error) {
      if (this.#options.signal?.aborted) throw abortError(this.#options.signal);
      this.#error ??= this.#read(error);
    }
    return this.#exchange(headers);
  }

  /** Resolves when the answer is complete, too long or too late; rejects when the transport fails or the caller aborts. */
  #dispatch({ dispatcher }: Way, url: URL, headers: Record<string, string>): Promise<void> {
    const { signal, timeoutMs, onChunk } = this.#options;
    const { method, body } = this.#request;
    return new Promise<void>((resolve, reject) => {
      let cancel: (() => void) | undefined;
      let over = false;
      const finish = (settle: () => void) => {
        if (over) return;
        over = true;
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
        () => fail('CF_AIG_TIMEOUT', `no complete answer within ${timeoutMs} ms`),
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
          // The timer above limits the whole.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        {
          onRequestStart: (controller) => {
            cancel = () => controller.abort(new Error('no longer wanted'));
            if (over) cancel();
            this.#stage = () => 'headers';
          },
          onResponseStart: (_controller, status, responseHeaders) => {
            if (status < 200) return;
            const plain = flat(responseHeaders);
            this.#stage = () => 'body';
            this.#response = { status, headers: plain, body: new ResponseBody(plain['content-encoding']) };
          },
          onResponseData: (_controller, chunk) => {
            if (over || !this.#response) return;
            this.#firstByteMs ??= this.#elapsed();
            const text = this.#response.body.add(chunk);
            if (text && onChunk) onChunk(this.#redactor.redact(text), this.#elapsed());
            if (this.#response.body.isTooLarge)
              fail('CF_AIG_BODY_TOO_LARGE', 'the body does not end within 1 MiB');
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
    const { redact, redactHeaders } = bound(this.#redactor);
    const text = this.#response?.body.text();
    if (this.#response?.body.isTooLarge && !this.#error) {
      this.#error = {
        ...this.#where(),
        code: 'CF_AIG_BODY_TOO_LARGE',
        message: 'the body unpacks to more than 1 MiB',
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
      response: this.#response && {
        status: this.#response.status,
        headers: redactHeaders(this.#response.headers),
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

  #read(error: unknown): TransportError {
    return readTransportError(error, this.#stage(), this.#where());
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

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function bound(redactor: Redactor) {
  return {
    redact: (text: string) => redactor.redact(text),
    redactHeaders: (headers: Record<string, string>) => redactor.redactHeaders(headers),
  };
}
