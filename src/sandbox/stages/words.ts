import { gatewayError } from '../answers/gateway-errors.js';
import { type Answer, bodyText, buffered } from '../http/answer.js';
import { type Call, gatewayOf, type Stage } from '../state/call.js';

/** DLP and Guardrails, here as lists of words, on the way in and on the way out. */
export const words: Stage = {
  name: 'words',
  before: (call) => check(call, 'request', call.request.body),
  async after(call, answer) {
    const { dlp, guardrails } = gatewayOf(call);
    if (answer.status !== 200 || dlp.response.length + guardrails.response.length === 0) return answer;
    // Scanning takes the whole answer: it cannot be streamed.
    const whole = await buffered(answer);
    return check(call, 'response', bodyText(whole)) ?? whole;
  },
};

function check(call: Call, side: 'request' | 'response', text: string): Answer | undefined {
  const { dlp, guardrails } = gatewayOf(call);
  if (contains(text, dlp[side])) return dlpBlock(side);
  if (contains(text, guardrails[side]))
    return gatewayError(side === 'request' ? 'prompt-blocked' : 'response-blocked');
  return undefined;
}

function contains(text: string, forbidden: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return forbidden.some((word) => word !== '' && lower.includes(word.toLowerCase()));
}

/** A DLP block names its findings in a header. */
export function dlpBlock(side: 'request' | 'response'): Answer {
  const answer = gatewayError(side === 'request' ? 'dlp-request' : 'dlp-response');
  const profile = { context: {}, entry_ids: ['sandbox-entry'], profile_id: 'sandbox-profile' };
  const findings = [{ profile, policy_ids: ['sandbox-policy'], check: side.toUpperCase() }];
  return {
    ...answer,
    headers: { ...answer.headers, 'cf-aig-dlp': JSON.stringify({ findings, action: 'BLOCK' }) },
  };
}
