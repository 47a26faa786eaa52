/** `diagnosis/reading/`: from an exchange to a diagnosis: cause, evidence, the user’s own values. */

import { CATALOGUE, type CauseId } from '../causes/catalogue.js';
import type { Answer } from '../exchange/answer.js';
import { edgeCode } from '../exchange/answered-by.js';
import { type Diagnosis, makeDiagnosis } from './diagnosis.js';
import { bodyLine, complaintLine, headerLines, requestLine, sentLine, transportLine } from './evidence.js';
import { known, valuesFromAnswer, valuesFromExchange } from './exchange-values.js';
import { answerOf, type Heard, type Reading, readExchange } from './read-exchange.js';
import type { Values } from './values.js';

/** Answers of /compat to an empty request that may be about the emptiness or about something else. */
const UNCLEAR_WHEN_EMPTY: readonly CauseId[] = [
  'completion-format',
  'provider-failed-masked',
  'provider-output-unreadable',
  'dynamic-route-failed',
];

/**
 * What an exchange says: null for a healthy answer (a 2xx without an error inside, or the answer that the request was
 * made to provoke), else always a diagnosis. Pure; never throws.
 */
export function diagnoseExchange(exchange: Heard, values: Values = {}): Diagnosis | null {
  const reading = readExchange(exchange);
  if (!reading) return null;
  const { verdict, answer } = reading;
  return makeDiagnosis(
    verdict.cause,
    mergeValues(exchange, reading, values),
    evidenceFor(exchange, verdict.cause, answer),
    verdict.alternatives && [...verdict.alternatives],
  );
}

/** The gateway's own error in an answer, if it is one. */
export function gatewayError(exchange: Heard): { code: number; message: string } | undefined {
  const answer = answerOf(exchange);
  if (answer?.speaker !== 'gateway' || answer.code === undefined) return undefined;
  return { code: answer.code, message: answer.message };
}

/** An experiment that proved neither health nor a fault: the empty request or the junk provider got an unclear answer. */
export function isInconclusive(exchange: Heard): boolean {
  const { sent, response } = exchange;
  if (!response || (!sent?.empty && !sent?.junkProvider)) return false;
  const cause = readExchange(exchange)?.verdict.cause;
  if (!cause) return false;
  if (sent.junkProvider) return CATALOGUE[cause].category === 'upstream-error' || response.status === 404;
  return UNCLEAR_WHEN_EMPTY.includes(cause) && response.status < 500;
}

/** The caller knows the setup, the exchange knows what happened; what happened wins where both speak of one request. */
function mergeValues(exchange: Heard, { verdict, answer, body }: Reading, given: Values): Values {
  const seen = valuesFromExchange(exchange);
  const same = !seen.provider || seen.provider === given.provider;
  const { providerName, keysUrl, billingUrl, keyVariable, ...setup } = given;
  const edge = body && edgeCode(body);
  return {
    ...seen,
    ...known(setup),
    ...(same ? { providerName: providerName ?? seen.providerName, keysUrl, billingUrl, keyVariable } : {}),
    ...(seen.model ? { model: seen.model, modelRef: seen.modelRef } : {}),
    ...(seen.provider ? { provider: seen.provider } : {}),
    ...(seen.status ? { status: seen.status } : {}),
    ...(edge ? { code: edge } : {}),
    ...(answer ? valuesFromAnswer(answer) : {}),
    ...known(verdict.values ?? {}),
  };
}

function evidenceFor(exchange: Heard, cause: CauseId, answer: Answer | undefined): string[] {
  const { category } = CATALOGUE[cause];
  const aboutCredentials = category === 'bad-token' || /key|token|credential/.test(cause);
  return [
    requestLine(exchange),
    ...transportLine(exchange),
    ...(answer ? [complaintLine(answer)] : bodyLine(exchange)),
    ...(isUnknown(cause) && answer ? bodyLine(exchange) : []),
    ...(aboutCredentials && exchange.sent ? [sentLine(exchange.sent)] : []),
    ...headerLines(exchange),
  ];
}

function isUnknown(cause: CauseId): boolean {
  return (
    cause === 'gateway-error-other' || cause === 'provider-error-other' || cause === 'provider-bad-request'
  );
}
