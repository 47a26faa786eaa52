import { withHeaders } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';

/** The ids of the request. Without a gateway there is only the edge's ray id. */
export const requestIds: PipelineStage = {
  name: 'request-ids',
  after: ({ gateway, eventId, requestId }, response) =>
    gateway
      ? withHeaders(response, { 'cf-aig-event-id': eventId, 'cf-aig-request-id': requestId })
      : response,
};
