/** `sandbox/provider/refusals/`: requests that a model's provider refuses, each in its own words. */

import type { SandboxResponse } from '../../http/response.js';

export interface ModelRequest {
  slug: string;
  model: string;
  body: Record<string, unknown>;
}

/** The provider's error if it refuses the request for this reason. */
export type Refusal = (request: ModelRequest) => SandboxResponse | undefined;
