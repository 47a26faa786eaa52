import { bodyText, isStream } from '../answer.js';
import { type Call, gatewayOf, type Stage, targetOf } from '../call.js';
import { addLog, readMetadata } from '../logs.js';
import { header } from '../request.js';
import { gatewayKey } from '../state.js';

/** A row for every request that got as far as a provider's name. */
export const log: Stage = {
  name: 'log',
  after(call, answer) {
    if (!logged(call)) return answer;
    const { slug, model = '', path } = targetOf(call);
    const payload = header(call.request, 'cf-aig-collect-log-payload') !== 'false';
    addLog(call.state.logs, gatewayKey(gatewayOf(call)), {
      id: call.requestId,
      created_at: new Date(call.startedAt).toISOString(),
      provider: slug,
      model,
      model_type: 'text',
      path: path.replace(/^\//, ''),
      duration: Math.max(0, call.state.now() - call.startedAt),
      status_code: answer.status,
      success: answer.status < 400,
      cached: call.cache === 'HIT',
      cost: answer.cost ?? 0,
      custom_cost: false,
      tokens_in: answer.usage?.input ?? 0,
      tokens_out: answer.usage?.output ?? 0,
      metadata: readMetadata(header(call.request, 'cf-aig-metadata')),
      step: 0,
      request_type: 'rest',
      request_content_type: call.request.headers['content-type'] ?? '',
      response_content_type: isStream(answer) ? 'text/event-stream' : (answer.headers['content-type'] ?? ''),
      event_id: call.eventId,
      payload: payload ? { request: call.request.body, response: bodyText(answer) } : undefined,
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
