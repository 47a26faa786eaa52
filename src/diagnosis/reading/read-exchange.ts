import { isRecord } from '../../lib/json.js';
import type { CauseId } from '../causes/catalogue.js';
import { readComplaint } from '../error-bodies/error-body.js';
import { type Answer, makeAnswer } from '../exchange/answer.js';
import { cameThroughCloudflare, passedTheGateway } from '../exchange/answered-by.js';
import { type Body, readBody, type StreamEvent } from '../exchange/body.js';
import type { Complaint } from '../exchange/complaint.js';
import { flawOfCompletion } from '../exchange/completion.js';
import { complainsAboutEmptiness } from '../exchange/empty-request.js';
import type { Exchange, Sent } from '../exchange/exchange.js';
import { transportCause } from '../exchange/transport.js';
import { judgeByStatus, judgeWithoutJson } from '../rules/not-json-rules.js';
import type { Verdict } from '../rules/rule.js';
import { causeOf } from '../rules/rules.js';

type Response = NonNullable<Exchange['response']>;

/** An exchange of which one may know only what came back, as in a pasted transcript. */
export type Heard = Omit<Exchange, 'sent'> & { sent?: Sent };

/** What was read out of an exchange. */
export interface Reading {
  verdict: Verdict;
  answer?: Answer;
  body?: Body;
}

/** The verdict on an exchange; null when nothing is wrong with it. */
export function readExchange(exchange: Heard): Reading | null {
  const { response, error } = exchange;
  if (!response) return { verdict: unsentToken(exchange) ?? verdictOf(error) };

  const body = readBody(response.body, response.headers['content-type']);
  const byStatus = judgeByStatus(exchange, response, body);
  if (byStatus) return { verdict: byStatus, body };
  const brokenOff = error && { verdict: { cause: transportCause(error) }, body };
  if (brokenOff && body.kind !== 'json' && body.kind !== 'stream') return brokenOff;

  const answer = answerOf(exchange, body);
  if (answer) return isWanted(exchange, answer) ? null : { verdict: causeOf(answer), answer, body };
  if (brokenOff) return brokenOff;

  const withoutJson = judgeWithoutJson(exchange, response, body);
  if (withoutJson) return { verdict: withoutJson, body };
  const flaw = flawOfSuccess(exchange, response, body);
  return flaw ? { verdict: { cause: flaw }, body } : null;
}

function verdictOf(error: Heard['error']): Verdict {
  return { cause: error ? transportCause(error) : 'connection-failed' };
}

/** The gateway token has a character that no header may have, so that nothing was sent. */
function unsentToken({ error, sent }: Heard): Verdict | undefined {
  const header = /^invalid (\S+) header$/.exec(error?.message ?? '')?.[1];
  return sent?.gatewayTokenIn.some((name) => name === header) ? { cause: 'token-malformed' } : undefined;
}

/** The error in an answer in one form; undefined when there is none, or none that can be read as words. */
export function answerOf(exchange: Heard, given?: Body): Answer | undefined {
  const { response, plane, request, sent } = exchange;
  if (!response) return undefined;
  const body = given ?? readBody(response.body, response.headers['content-type']);
  const complaint = complaintIn(exchange, response, body);
  if (!complaint) return undefined;
  const path = URL.canParse(request.url) ? new URL(request.url).pathname : '';
  return makeAnswer(complaint, { plane, path, headers: response.headers, sent, httpStatus: response.status });
}

function complaintIn(exchange: Heard, response: Response, body: Body): Complaint | undefined {
  const success = response.status < 300;
  const complaint =
    body.kind === 'json'
      ? readComplaint(body.value, exchange.plane, success)
      : body.kind === 'stream'
        ? complaintInStream(body.events, exchange, success)
        : undefined;
  if (complaint || success || judgeWithoutJson(exchange, response, body)) return complaint;
  // An error in plain words, or without any: the provider's.
  const message = body.kind === 'empty' ? '' : body.kind === 'html' ? body.title : response.body;
  return { speaker: 'provider', shape: body.kind, at: 'body', codes: [], kinds: [], message };
}

function complaintInStream(
  events: readonly StreamEvent[],
  { plane }: Heard,
  success: boolean,
): Complaint | undefined {
  for (const [index, { name, data }] of events.entries()) {
    const strict = success && name !== 'error';
    const complaint = readComplaint(data, plane, strict);
    if (complaint) return { ...complaint, at: `event ${index + 1}: ${complaint.at}` };
  }
  return undefined;
}

/** Complaints that name the missing messages in passing, but are about something else. */
const MORE_THAN_EMPTY =
  /^(provider-(model|key|quota|credits|rate|region|path|max|overloaded)|stored-key|token-|workers-ai-token)/;

/** The complaint that the request was made to provoke. */
function isWanted({ sent }: Heard, answer: Answer): boolean {
  if (sent?.junkProvider) {
    return answer.speaker === 'gateway' && causeOf(answer).cause === 'provider-unknown';
  }
  return (
    sent?.empty === true && complainsAboutEmptiness(answer) && !MORE_THAN_EMPTY.test(causeOf(answer).cause)
  );
}

function flawOfSuccess(exchange: Heard, response: Response, body: Body): CauseId | undefined {
  const { plane, sent, request } = exchange;
  if (response.truncated) return 'body-truncated';
  // A provider that does not exist cannot have answered.
  if (sent?.junkProvider) return 'body-not-a-completion';
  if (plane === 'management') return flawOfToken(body);
  if (!sent?.api || request.method === 'GET') return undefined;
  const flaw = flawOfCompletion(body, sent.api);
  // A model that is asked nothing may say nothing; so does any server that is no gateway.
  const { headers } = response;
  const maySayNothing = sent.empty && (cameThroughCloudflare(headers) || passedTheGateway(headers));
  return maySayNothing && flaw === 'reply-empty' ? undefined : flaw;
}

/** The verify endpoints say 200 for a token that exists, whether or not it is still good. */
function flawOfToken(body: Body): CauseId | undefined {
  const result = body.kind === 'json' && isRecord(body.value) ? body.value.result : undefined;
  const status = isRecord(result) ? result.status : undefined;
  return status === 'expired' ? 'token-expired' : status === 'disabled' ? 'token-disabled' : undefined;
}
