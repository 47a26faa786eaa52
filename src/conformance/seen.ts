import type { CauseId } from '../diagnosis/causes/catalogue.js';
import { cameThroughCloudflare } from '../diagnosis/exchange/answered-by.js';
import { type Body, readBody } from '../diagnosis/exchange/body.js';
import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import { answerOf } from '../diagnosis/reading/read-exchange.js';
import type { Ask } from './asking/experiment.js';
import { headersOf } from './asking/planned-ask.js';
import type { Mask } from './mask.js';
import { shapeOf } from './shape.js';

/** An answer without anything private. */
export interface Seen {
  status: number;
  /** Cloudflare's codes in the body. */
  codes: number[];
  /** The words of the error. */
  message?: string;
  /** Names in lower case; values only where they say nothing about the user. */
  headers: Record<string, string>;
  /** Keys, types and, in an error, words; a list of events for a stream; else a text. */
  body: unknown;
  shape: string[];
  /** What the diagnosis makes of it. */
  cause: CauseId | null;
}

/** Headers of the transport, which differ from proxy to proxy. */
const TRANSPORT =
  /^(?:connection|keep-alive|transfer-encoding|content-length|date|set-cookie|alt-svc|nel|report-to|expect-ct)$/;
const MOST_EVENTS = 3;

/** Undefined without an answer. */
export function seenIn(exchange: Exchange, ask: Ask, mask: Mask): Seen | undefined {
  const { response } = exchange;
  if (!response) return undefined;
  const { status } = response;
  const logId = response.headers['cf-aig-log-id'];
  const isLogId = (name: string, value: string) => name !== 'cf-aig-log-id' && value === logId;
  const answer = answerOf(exchange);
  const own = JSON.stringify([ask.path, headersOf(ask), ask.body]);
  const body = readBody(response.body, response.headers['content-type']);
  // A page or a text of something else on the way may name a company.
  const isKnown = body.kind === 'json' || body.kind === 'stream' || cameThroughCloudflare(response.headers);
  const masked = isKnown
    ? maskBody(body, mask, { isError: status >= 400 || answer !== undefined, own })
    : `<${body.kind}>`;
  return {
    status,
    codes: [...(answer?.codes ?? [])],
    message: answer && (isKnown ? mask.text(answer.message, own) : '<text>'),
    headers: Object.fromEntries(
      Object.entries(response.headers)
        .filter(([name]) => !TRANSPORT.test(name))
        .map(([name, value]): [string, string] => [
          name,
          isLogId(name, value) ? '<cf-aig-log-id>' : mask.header(name, value),
        ])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    body: masked,
    shape: shapeOf(masked),
    cause: diagnoseExchange(exchange)?.cause ?? null,
  };
}

function maskBody(body: Body, mask: Mask, o: { isError: boolean; own: string }): unknown {
  switch (body.kind) {
    case 'empty':
      return '';
    case 'json':
      return mask.body(body.value, o);
    case 'stream':
      return body.events.slice(0, MOST_EVENTS).map(({ data }) => mask.body(data, o));
    case 'html':
      return mask.text(`<html> ${body.title}`, o.own);
    default:
      return o.isError ? mask.text(body.text, o.own) : '<text>';
  }
}
