import { header } from '../../http/request.js';
import type { PipelineStage } from '../../pipeline/pipeline.js';
import { v4Errors } from '../../responses/v4-envelope.js';
import { REST_FORMS } from './rest-route.js';

/** What the API refuses before a gateway sees it. Seen for GET of the models, and for multipart with a gateway. */
export const restRequest: PipelineStage = {
  name: 'rest-request',
  before({ request, rest }) {
    const { method } = request;
    if (method !== 'POST' && (REST_FORMS.has(rest) || rest === 'v1/models'))
      return v4Errors(405, [{ code: 7001, message: `${method} not supported for requested URI.` }]);
    const isMultipart = header(request, 'content-type')?.startsWith('multipart/') === true;
    if (isMultipart && header(request, 'cf-aig-gateway-id'))
      return v4Errors(500, [{ code: 7000, message: 'Invalid request body' }]);
  },
};
