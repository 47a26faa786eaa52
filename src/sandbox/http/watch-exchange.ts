import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { CompletedResponse } from './bodies/streaming-body.js';
import type { SandboxRequest } from './request.js';
import { bodyText, isStreamingBody, type SandboxResponse } from './response.js';

/** A request and what was sent, with secrets. */
export interface SeenExchange {
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds. */
  firstByteMs?: number;
  totalMs: number;
  request: SandboxRequest;
  response?: SandboxResponse;
  completed?: CompletedResponse;
  /** The client hung up before the response was complete. */
  hungUp: boolean;
}

/** Milliseconds that a real provider's stream has to end, once the client is gone. */
const END_LIMIT = 1000;

/** Notes what belongs to one exchange, and calls `onEnd` when its connection is done with it. */
export class ExchangeWatch {
  readonly #start = performance.now();
  readonly #seen: SeenExchange;

  /** `unread`: what is known of the request before it is read. */
  constructor(to: ServerResponse, unread: SandboxRequest, onEnd: (seen: SeenExchange) => void) {
    this.#seen = { startedAt: Date.now(), totalMs: 0, request: unread, hungUp: false };
    to.once('close', async () => {
      const seen = { ...this.#seen, totalMs: this.#elapsed(), hungUp: !to.writableFinished };
      onEnd({ ...seen, completed: await completionOf(seen.response) });
    });
  }

  request(request: SandboxRequest): void {
    this.#seen.request = request;
  }

  response(response: SandboxResponse): void {
    this.#seen.response = response;
    this.#seen.firstByteMs = this.#elapsed();
  }

  #elapsed(): number {
    return performance.now() - this.#start;
  }
}

/** undefined without a response, or when its stream does not end. */
async function completionOf(response: SandboxResponse | undefined): Promise<CompletedResponse | undefined> {
  if (!response) return undefined;
  const { body } = response;
  if (!isStreamingBody(body)) return { ...response, text: bodyText(response) };
  const late = wait(END_LIMIT, undefined, { ref: false });
  return Promise.race([body.completed, late]);
}
