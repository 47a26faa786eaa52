import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnsweredRequest } from './answered-request.js';
import { HangUp } from './hang-up.js';
import { RequestError, readRequest, type SandboxRequest, unreadRequest } from './request.js';
import { onComplete, type SandboxResponse, text } from './response.js';
import { sendResponse, withEdgeHeaders } from './send-response.js';
import { ExchangeWatch, type SeenExchange } from './watch-exchange.js';

/** What a server does with each request. */
export interface RequestHandler {
  answer(request: SandboxRequest): Promise<SandboxResponse>;
  /** Called when no answer could be made; the client gets 500. */
  onFailure?(error: unknown): void;
  /** Called before the response is sent. */
  record(request: AnsweredRequest): void;
  /** Called when the response was sent, or the client hung up. */
  onEnd?(seen: SeenExchange): void;
}

/** Answers one request, and tells the handler what came of it. */
export async function serve(
  { answer, record, onEnd, onFailure }: RequestHandler,
  message: IncomingMessage,
  to: ServerResponse,
): Promise<void> {
  // A client that hangs up is not an error.
  to.on('error', () => {});
  const hangUp = new HangUp();
  to.on('close', () => {
    if (!to.writableFinished) hangUp.abort();
  });
  const watch = onEnd && new ExchangeWatch(to, unreadRequest(message, hangUp), onEnd);
  const send = (response: SandboxResponse) => {
    const complete = withEdgeHeaders(response);
    watch?.response(complete);
    return sendResponse(to, complete);
  };
  try {
    const request = await readRequest(message, hangUp);
    watch?.request(request);
    const response = await answer(request);
    const { method, encodedPath: path, headers } = request;
    const { status, cost = 0, missing } = response;
    const entry = { method, path, headerNames: Object.keys(headers), status, cost, missing };
    record(entry);
    onComplete(response, (completed) => {
      entry.cost = completed.cost ?? 0;
    });
    await send(response);
  } catch (error) {
    if (to.headersSent || to.destroyed) return void to.destroy();
    if (error instanceof RequestError) return send(text(error.status, error.message));
    onFailure?.(error);
    await send(text(500, String(error)));
  }
}
