import type { Answer } from '../http/answer.js';
import type { Call, Stage } from '../state/call.js';
import { logged } from './write-log.js';

/** The response headers that tell of the provider that was tried. */
export const stepHeaders: Stage = {
  name: 'step-headers',
  after: (call, answer) => ({ ...answer, headers: { ...answer.headers, ...about(call, answer) } }),
};

function about(call: Call, answer: Answer): Record<string, string> {
  const { target, chosen } = call;
  return {
    ...(logged(call) && { 'cf-aig-log-id': call.logId }),
    ...(target && { 'cf-aig-step': String(call.step) }),
    ...(call.cache && answer.status < 400 && { 'cf-aig-cache-status': call.cache }),
    ...(chosen && target && { 'cf-aig-provider': target.slug, 'cf-aig-model': target.model ?? '' }),
  };
}
