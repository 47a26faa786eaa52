import type { PipelineStage } from '../pipeline/pipeline.js';
import { gatewayError } from '../responses/gateway-errors.js';

/** An authenticated gateway requires a token. */
export const authentication: PipelineStage = {
  name: 'authentication',
  before: ({ gateway, authorized }) =>
    gateway?.authentication && !authorized ? gatewayError('unauthorized') : undefined,
};
