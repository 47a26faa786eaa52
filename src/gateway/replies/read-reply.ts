import { readBody, valuesIn } from '../../diagnosis/exchange/body.js';
import { isReply } from '../../diagnosis/exchange/completion.js';
import type { ApiForm, Exchange } from '../../diagnosis/exchange/exchange.js';
import { isRecord } from '../../lib/json.js';
import { Json } from '../../lib/json-view.js';
import type { Piece } from '../forms/form.js';
import { FORMS } from '../forms/forms.js';

/** What a model said. */
export interface Reply {
  /** '' when it called a tool, or said nothing */
  text: string;
  inputTokens?: number;
  outputTokens?: number;
  /** In the provider's own words: `stop`, `end_turn`, `STOP`, `length`, ... */
  finish?: string;
  /** Value of `cf-aig-cache-status` */
  cache?: string;
  /** Value of `cf-aig-log-id` */
  logId?: string;
}

/** The reply in an answer, whole or streamed. Undefined: there is none in it, whatever else there is. */
export function readReply(api: ApiForm, { response }: Exchange): Reply | undefined {
  if (!response || response.status < 200 || response.status > 299) return undefined;
  const { headers } = response;
  const pieces = valuesIn(readBody(response.body, headers['content-type']))
    .map((value) => withoutEnvelope(api, value))
    .filter((value) => isReply(api, value))
    .map((value) => FORMS[api].read(new Json(value)));
  if (pieces.length === 0) return undefined;
  const last = <K extends keyof Piece>(key: K): Piece[K] =>
    pieces.findLast((piece) => piece[key] !== undefined)?.[key];
  return {
    // The end of a stream repeats the whole text; only a stream without pieces needs it.
    text: pieces.map(({ text }) => text ?? '').join('') || (last('whole') ?? ''),
    inputTokens: last('inputTokens'),
    outputTokens: last('outputTokens'),
    finish: last('finish'),
    cache: headers['cf-aig-cache-status'],
    logId: headers['cf-aig-log-id'],
  };
}

/** Cloudflare wraps some answers in an envelope of its own. */
function withoutEnvelope(api: ApiForm, value: Record<string, unknown>): Record<string, unknown> {
  const { success, result } = value;
  return success === true && isRecord(result) && !isReply(api, value) ? result : value;
}
