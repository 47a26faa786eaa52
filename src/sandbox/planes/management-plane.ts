import { readAuthorization } from '../http/authorization.js';
import type { SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { API_ENDPOINTS } from '../management/api-endpoints.js';
import type { ManagementEndpoint } from '../management/management-endpoint.js';
import { MISSING_ENDPOINTS } from '../management/missing-endpoints.js';
import { v4AuthenticationError, v4Error, v4NoRoute } from '../responses/v4-envelope.js';
import type { Scenario } from '../scenarios/scenario.js';
import type { State } from '../state/state.js';
import { findToken, mayUse } from '../state/tokens.js';
import { answerRestPlane } from './rest-plane.js';

export const API_PREFIX = '/client/v4';

const ACCOUNT_ID = /^[0-9a-f]{32}$/;

/** Answers for api.cloudflare.com: the AI REST API under `/accounts/{id}/ai/`, the management API elsewhere. */
export async function answerApi(
  state: State,
  request: SandboxRequest,
  { overrides, management }: Pick<Scenario, 'overrides' | 'management'> = {},
): Promise<SandboxResponse> {
  const path = request.path.slice(API_PREFIX.length).replace(/\/$/, '');
  const [, accounts, accountId] = path.split('/');
  if (accounts === 'accounts' && accountId !== undefined && !ACCOUNT_ID.test(accountId))
    return v4NoRoute(path);
  const rest = /^\/accounts\/([0-9a-f]{32})\/ai\/(.+)$/.exec(path);
  const found = findManagementEndpoint(request.method, path);
  if (rest && !found) return answerRestPlane(state, request, rest[1]!, rest[2]!, overrides);
  return (
    management?.(path) ??
    (found ? answerEndpoint(state, request, path, found) : unknownPath(state, request, path))
  );
}

function answerEndpoint(
  state: State,
  request: SandboxRequest,
  path: string,
  { endpoint, params }: { endpoint: ManagementEndpoint; params: Record<string, string> },
): SandboxResponse {
  const presented = readAuthorization(request);
  if (presented.state === 'malformed') return v4Error('header-malformed');
  if (presented.state === 'missing')
    return endpoint.needs ? v4AuthenticationError() : v4Error('credentials-missing');
  const token = findToken(state, presented.value);
  const accountId = params.account ?? '';
  if (endpoint.needs && !mayUse(token, accountId, endpoint.needs)) return v4AuthenticationError();
  const verifying = path.endsWith('/tokens/verify');
  if (verifying && !token) return v4Error('invalid-api-token');
  if (!token || (!verifying && token.status !== 'active')) return v4Error('invalid-access-token');
  return endpoint.handle({ state, request, token, accountId, params });
}

/** In an account the token is checked before the path: without a valid one every path gets 10000. */
function unknownPath(state: State, request: SandboxRequest, path: string): SandboxResponse {
  const presented = readAuthorization(request);
  const token = presented.state === 'token' ? findToken(state, presented.value) : undefined;
  return path.includes('/ai-gateway') && !token ? v4AuthenticationError() : v4NoRoute(path);
}

/** What the sandbox has comes first: a missing path covers all below it. */
const ENDPOINTS = [...API_ENDPOINTS, ...MISSING_ENDPOINTS];

function findManagementEndpoint(method: string, path: string) {
  for (const endpoint of ENDPOINTS) {
    const fits = endpoint.method === '*' || endpoint.method === method;
    const params = fits ? match(endpoint, path) : undefined;
    if (params) return { endpoint, params };
  }
  return undefined;
}

function match(
  { path: pattern, withAllBelow }: ManagementEndpoint,
  path: string,
): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const segments = path.split('/');
  if (withAllBelow ? segments.length < wanted.length : segments.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
