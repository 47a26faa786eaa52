import type { PlannedRequest } from './access.js';

const METADATA = 'cf-aig-metadata';

/** Marks requests that cf-aig sent itself in the gateway's log. */
export const OWN_METADATA = { tool: 'cf-aig' } as const;

/** Adds the mark, unless the block sends its own metadata, which dynamic routes may depend on. */
export function markAsOwn(request: PlannedRequest): PlannedRequest {
  return { ...request, headers: { [METADATA]: JSON.stringify(OWN_METADATA), ...request.headers } };
}

export function isOwn(metadata: Record<string, unknown>): boolean {
  return metadata.tool === OWN_METADATA.tool;
}
