import { jsonObject } from '../../lib/json.js';
import type { CompletedResponse } from '../http/bodies/streaming-body.js';
import { header } from '../http/request.js';
import { onComplete, type SandboxResponse } from '../http/response.js';
import { type LogRow, readMetadata } from '../logs/log-row.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { Destination, GatewayContext } from '../pipeline/request-context.js';
import { catalogueName } from '../provider/models/catalogue-id.js';
import { gatewayKey } from '../state/map-keys.js';

/** Logs each attempt at a provider that the gateway knows. */
export const writeLog: PipelineStage<GatewayContext> = {
  name: 'log',
  after(context, response) {
    const { state, request, gateway, destination } = context;
    if (!destination || !isLogged(context) || gateway.outOfOrder.includes('logs')) return response;
    const withPayload = header(request, 'cf-aig-collect-log-payload') !== 'false';
    onComplete(response, (completed) => {
      const row = rowOf(context, destination, response, completed);
      const payload = withPayload ? { request: request.body.text, response: completed.text } : undefined;
      try {
        state.logs.add(gatewayKey(gateway), row, payload);
      } catch (error) {
        // A full disk is no reason not to answer.
        state.onFailure?.(error);
      }
    });
    return response;
  },
};

/** The header overrides the gateway's setting. */
export function isLogged({ request, gateway, destination }: GatewayContext): boolean {
  if (!destination || destination.gatewayModels) return false;
  const wanted = header(request, 'cf-aig-collect-log');
  return wanted === undefined ? gateway.collectLogs : wanted !== 'false';
}

function rowOf(
  context: GatewayContext,
  { slug, model = '', path }: Destination,
  response: SandboxResponse,
  { usage, cost, customCost }: CompletedResponse,
): LogRow {
  const { request } = context;
  return {
    id: context.logId,
    created_at: new Date(context.startedAt).toISOString(),
    provider: slug,
    model: catalogueName(slug, model),
    model_type: 'text',
    path: path.replace(/^\//, ''),
    duration: Math.max(0, context.state.now() - context.startedAt),
    status_code: response.status,
    success: response.status < 400,
    cached: context.cache === 'HIT',
    cost: cost ?? 0,
    custom_cost: customCost ?? false,
    tokens_in: usage?.input ?? 0,
    tokens_out: usage?.output ?? 0,
    metadata: readMetadata(header(request, 'cf-aig-metadata')),
    step: context.step,
    request_type: 'rest',
    request_content_type: request.headers['content-type'] ?? '',
    response_content_type: response.headers['content-type']?.split(';')[0] ?? '',
    event_id: context.eventId,
    user_agent: request.headers['user-agent'] ?? '',
    authentication: context.authorized,
    wholesale: context.paidBy === 'credits',
    byok: context.paidBy === 'stored-key',
    compatibilityMode: context.rest.startsWith('compat/'),
    dlp_action: dlpAction(response),
    feedback: null,
    score: null,
  };
}

function dlpAction({ headers: { 'cf-aig-dlp': findings } }: SandboxResponse): string | null {
  const { action } = (findings !== undefined && jsonObject(findings)) || {};
  return typeof action === 'string' ? action : null;
}
