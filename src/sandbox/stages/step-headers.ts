import { withHeaders } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { GatewayContext } from '../pipeline/request-context.js';
import { isLogged } from './write-log.js';

/** The response headers about this attempt at a provider. */
export const stepHeaders: PipelineStage<GatewayContext> = {
  name: 'step-headers',
  after(context, response) {
    const { destination, chosen, step, logId, cache } = context;
    const model = destination?.model && `${destination.slug}/${destination.model}`;
    return withHeaders(
      { ...response, model },
      {
        'cf-aig-log-id': isLogged(context) ? logId : undefined,
        'cf-aig-step': destination && String(step),
        'cf-aig-cache-status': response.status < 400 ? cache : undefined,
        'cf-aig-provider': chosen ? destination?.slug : undefined,
        'cf-aig-model': chosen && destination ? (destination.model ?? '') : undefined,
      },
    );
  },
};
