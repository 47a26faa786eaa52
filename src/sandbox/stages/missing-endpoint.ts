import type { PipelineStage } from '../pipeline/pipeline.js';
import { notImplemented } from '../responses/not-implemented.js';

/** Paths of Cloudflare's that the sandbox does not have. */
export const missingEndpoint: PipelineStage = {
  name: 'missing-endpoint',
  before({ request, rest, plane }) {
    if (request.method === 'POST' && rest === 'run') return notImplemented(plane, 'POST /run');
  },
};
