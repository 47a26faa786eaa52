import type { PlannedRequest } from './access.js';

const METADATA = 'cf-aig-metadata';

/** What the log keeps of a request that cf-aig sent by itself. */
export const OWN_METADATA = { tool: 'cf-aig' } as const;

/** The request with a mark for the log. Metadata that the block sends stays as it is: dynamic routes decide by it. */
export function markAsOwn(request: PlannedRequest): PlannedRequest {
  return { ...request, headers: { [METADATA]: JSON.stringify(OWN_METADATA), ...request.headers } };
}

export function isOwn(metadata: Record<string, unknown>): boolean {
  return metadata.tool === OWN_METADATA.tool;
}
