import type { SandboxGateway } from '../config/config-types.js';
import { type DlpPolicy, dlpPolicies, showGuardrails } from '../config/content-settings.js';
import { bodyText, bufferBody, type SandboxResponse, withHeaders } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { gatewayError } from '../responses/gateway-errors.js';

/** DLP and Guardrails for requests and responses. What they find are words, not meanings. */
export const contentFilters: PipelineStage<ProviderContext> = {
  name: 'content-filters',
  before: ({ gateway, request }) => refusal(gateway, 'request', request.body.text),
  async after({ gateway, request }, response) {
    const inRequest = findingsIn(gateway, 'request', request.body.text, 'FLAG');
    if (response.status !== 200 || !scansResponses(gateway)) return withFindings(response, inRequest);
    // Scanning needs the whole body, so it cannot be streamed.
    const whole = await bufferBody(response);
    const text = bodyText(whole);
    const found = [...inRequest, ...findingsIn(gateway, 'response', text, 'FLAG')];
    return refusal(gateway, 'response', text) ?? withFindings(whole, found);
  },
};

type Side = 'request' | 'response';

/** What a policy of DLP has found. */
interface Finding {
  policy: string;
  profile: string;
  side: Side;
}

function refusal(gateway: SandboxGateway, side: Side, text: string): SandboxResponse | undefined {
  const blocking = findingsIn(gateway, side, text, 'BLOCK');
  if (blocking.length > 0) return dlpError(side, blocking);
  if (guardrailsBlock(gateway, side, text))
    return gatewayError(side === 'request' ? 'prompt-blocked' : 'response-blocked');
}

function findingsIn(
  { dlp }: SandboxGateway,
  side: Side,
  text: string,
  action: DlpPolicy['action'],
): Finding[] {
  return policiesFor(dlp, side)
    .filter((policy) => policy.action === action && containsAny(text, [...policy.profiles, ...dlp[side]]))
    .map(({ id, profiles }) => {
      const found = profiles.find((profile) => containsAny(text, [profile]));
      return { policy: id, profile: found ?? profiles[0] ?? '', side };
    });
}

function policiesFor(dlp: SandboxGateway['dlp'], side: Side): DlpPolicy[] {
  const check = side === 'request' ? 'REQUEST' : 'RESPONSE';
  return dlpPolicies(dlp).filter((policy) => policy.check.includes(check));
}

function guardrailsBlock({ guardrails }: SandboxGateway, side: Side, text: string): boolean {
  const categories = blockingCategories(guardrails, side);
  if (categories.length === 0) return false;
  // S1 is not in S10.
  const named = categories.some((name) => new RegExp(`guardrails:${name}(?!\\d)`, 'i').test(text));
  return named || containsAny(text, guardrails[side]);
}

/** A category with the action FLAG shows on no answer. */
function blockingCategories(guardrails: SandboxGateway['guardrails'], side: Side): string[] {
  const actions = showGuardrails(guardrails)?.[side === 'request' ? 'prompt' : 'response'] ?? {};
  return Object.keys(actions).filter((name) => actions[name] === 'BLOCK');
}

function scansResponses({ dlp, guardrails }: SandboxGateway): boolean {
  return policiesFor(dlp, 'response').length + blockingCategories(guardrails, 'response').length > 0;
}

/** Case does not matter. */
function containsAny(text: string, words: readonly string[]): boolean {
  const lower = words.length > 0 ? text.toLowerCase() : '';
  return words.some((word) => word !== '' && lower.includes(word.toLowerCase()));
}

const OWN_FINDING = { policy: 'sandbox-policy', profile: 'sandbox-profile' };

/** The findings of DLP are in a header. */
export function dlpError(
  side: Side,
  found: readonly Finding[] = [{ ...OWN_FINDING, side }],
): SandboxResponse {
  const error = gatewayError(side === 'request' ? 'dlp-request' : 'dlp-response');
  return withFindings(error, found, 'BLOCK');
}

function withFindings(
  response: SandboxResponse,
  found: readonly Finding[],
  action: DlpPolicy['action'] = 'FLAG',
): SandboxResponse {
  if (found.length === 0) return response;
  const findings = found.map(({ policy, profile, side }) => ({
    profile: { context: {}, entry_ids: ['sandbox-entry'], profile_id: profile },
    policy_ids: [policy],
    check: side.toUpperCase(),
  }));
  return withHeaders(response, { 'cf-aig-dlp': JSON.stringify({ findings, action }) });
}
