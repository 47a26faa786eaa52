/** `gateway/replies/`: reads a model’s reply. */

import { readBody, valuesIn } from '../../diagnosis/exchange/body.js';
import { isReply } from '../../diagnosis/exchange/completion.js';
import type { ApiForm, Exchange } from '../../diagnosis/exchange/exchange.js';
import { isRecord } from '../../lib/json.js';
import { Json } from '../../lib/json-view.js';
import type { Piece } from '../forms/form.js';
import { FORMS } from '../forms/forms.js';

/** A model's reply. */
export interface Reply {
  /** '' if the model called a tool, or gave no text */
  text: string;
  inputTokens?: number;
  outputTokens?: number;
  /** The provider's finish reason: `stop`, `end_turn`, `STOP`, `length`, ... */
  finish?: string;
  /** Value of `cf-aig-cache-status` */
  cache?: string;
  /** Value of `cf-aig-log-id` */
  logId?: string;
}

/** Reads the reply from a response, streamed or not. Undefined if the response has none. */
export function readReply(api: ApiForm, { response }: Exchange): Reply | undefined {
  if (!response || response.status < 200 || response.status > 299) return undefined;
  const { headers } = response;
  const pieces = valuesIn(readBody(response.body, headers['content-type']))
    .map((value) => unwrapEnvelope(api, value))
    .filter((value) => isReply(api, value))
    .map((value) => FORMS[api].read(new Json(value)));
  if (pieces.length === 0) return undefined;
  const last = <K extends keyof Piece>(key: K): Piece[K] =>
    pieces.findLast((piece) => piece[key] !== undefined)?.[key];
  return {
    // The last event repeats the whole text, which is only needed if there were no pieces.
    text: pieces.map(({ text }) => text ?? '').join('') || (last('whole') ?? ''),
    inputTokens: last('inputTokens'),
    outputTokens: last('outputTokens'),
    finish: last('finish'),
    cache: headers['cf-aig-cache-status'],
    logId: headers['cf-aig-log-id'],
  };
}

/** Cloudflare wraps some responses in its own envelope. */
function unwrapEnvelope(api: ApiForm, value: Record<string, unknown>): Record<string, unknown> {
  const { success, result } = value;
  return success === true && isRecord(result) && !isReply(api, value) ? result : value;
}
