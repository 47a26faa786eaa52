import type { Stage } from '../state/call.js';

/** The ids of the request. One that found no gateway has none but the edge's. */
export const headers: Stage = {
  name: 'headers',
  after: (call, answer) =>
    call.gateway
      ? {
          ...answer,
          headers: {
            ...answer.headers,
            'cf-aig-event-id': call.eventId,
            'cf-aig-request-id': call.requestId,
          },
        }
      : answer,
};
