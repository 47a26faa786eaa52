import type { SandboxGateway } from '../config/config-types.js';
import { bodyText, bufferBody, type SandboxResponse, withHeaders } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { gatewayError } from '../responses/gateway-errors.js';

/** DLP and Guardrails, here as lists of words, for requests and responses. */
export const contentFilters: PipelineStage<ProviderContext> = {
  name: 'content-filters',
  before: ({ gateway, request }) => scan(gateway, 'request', request.body),
  async after({ gateway }, response) {
    const { dlp, guardrails } = gateway;
    if (response.status !== 200 || dlp.response.length + guardrails.response.length === 0) return response;
    // Scanning needs the whole body, so it cannot be streamed.
    const whole = await bufferBody(response);
    return scan(gateway, 'response', bodyText(whole)) ?? whole;
  },
};

type Side = 'request' | 'response';

function scan({ dlp, guardrails }: SandboxGateway, side: Side, text: string): SandboxResponse | undefined {
  if (containsAny(text, dlp[side])) return dlpError(side);
  if (containsAny(text, guardrails[side]))
    return gatewayError(side === 'request' ? 'prompt-blocked' : 'response-blocked');
}

/** Case does not matter. */
function containsAny(text: string, words: readonly string[]): boolean {
  const lower = words.length > 0 ? text.toLowerCase() : '';
  return words.some((word) => word !== '' && lower.includes(word.toLowerCase()));
}

/** The findings of DLP are in a header. */
export function dlpError(side: Side): SandboxResponse {
  const profile = { context: {}, entry_ids: ['sandbox-entry'], profile_id: 'sandbox-profile' };
  const findings = [{ profile, policy_ids: ['sandbox-policy'], check: side.toUpperCase() }];
  return withHeaders(gatewayError(side === 'request' ? 'dlp-request' : 'dlp-response'), {
    'cf-aig-dlp': JSON.stringify({ findings, action: 'BLOCK' }),
  });
}
