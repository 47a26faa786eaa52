import type { Answer } from '../answer.js';
import type { Call, Stage } from '../call.js';
import { logged } from './log.js';

/** The gateway's own response headers. A request that found no gateway has none but the edge's. */
export const headers: Stage = {
  name: 'headers',
  after: (call, answer) =>
    call.gateway ? { ...answer, headers: { ...answer.headers, ...gatewayHeaders(call, answer) } } : answer,
};

function gatewayHeaders(call: Call, answer: Answer): Record<string, string> {
  const known: Record<string, string | undefined> = {
    'cf-aig-event-id': call.eventId,
    'cf-aig-request-id': call.requestId,
    'cf-aig-log-id': logged(call) ? call.requestId : undefined,
    'cf-aig-step': call.target ? '0' : undefined,
    'cf-aig-cache-status': answer.status < 400 ? call.cache : undefined,
  };
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
