import { jsonObject } from '../../lib/json.js';
import { type Answer, whenEnded } from '../http/answer.js';
import type { Ended } from '../http/live-body.js';
import { header } from '../http/request.js';
import { type LogRow, readMetadata } from '../logs/row.js';
import { type Call, gatewayOf, type Stage, targetOf } from '../state/call.js';
import { gatewayKey } from '../state/keys.js';

/** A row for every try at a provider whose name was understood. */
export const log: Stage = {
  name: 'log',
  after(call, answer) {
    if (!logged(call)) return answer;
    if (gatewayOf(call).outOfOrder.includes('logs')) return answer;
    const kept = header(call.request, 'cf-aig-collect-log-payload') !== 'false';
    whenEnded(answer, (ended) => {
      call.state.logs.add(
        gatewayKey(gatewayOf(call)),
        rowOf(call, answer, ended),
        kept ? { request: call.request.body, response: ended.text } : undefined,
      );
    });
    return answer;
  },
};

/** The header wins over the gateway's setting. */
export function logged(call: Call): boolean {
  if (!call.gateway || !call.target || call.target.gatewayModels) return false;
  const wanted = header(call.request, 'cf-aig-collect-log');
  return wanted === undefined ? call.gateway.collectLogs : wanted !== 'false';
}

function rowOf(call: Call, answer: Answer, { usage, cost, customCost }: Ended): LogRow {
  const { slug, model = '', path } = targetOf(call);
  const { request } = call;
  return {
    id: call.logId,
    created_at: new Date(call.startedAt).toISOString(),
    provider: slug,
    model,
    model_type: 'text',
    path: path.replace(/^\//, ''),
    duration: Math.max(0, call.state.now() - call.startedAt),
    status_code: answer.status,
    success: answer.status < 400,
    cached: call.cache === 'HIT',
    cost: cost ?? 0,
    custom_cost: customCost ?? false,
    tokens_in: usage?.input ?? 0,
    tokens_out: usage?.output ?? 0,
    metadata: readMetadata(header(request, 'cf-aig-metadata')),
    step: call.step,
    request_type: 'rest',
    request_content_type: request.headers['content-type'] ?? '',
    response_content_type: answer.headers['content-type']?.split(';')[0] ?? '',
    event_id: call.eventId,
    user_agent: request.headers['user-agent'] ?? '',
    authentication: call.authorized,
    wholesale: call.paidBy === 'credits',
    byok: call.paidBy === 'stored-key',
    compatibilityMode: call.rest.startsWith('compat/'),
    dlp_action: dlpAction(answer),
    feedback: null,
    score: null,
  };
}

function dlpAction({ headers }: Answer): string | null {
  const { action } = jsonObject(headers['cf-aig-dlp'] ?? '') ?? {};
  return typeof action === 'string' ? action : null;
}
