import { v4AuthenticationError, v4Error, v4NoRoute } from '../answers/v4.js';
import type { Answer } from '../http/answer.js';
import { authorizationOf } from '../http/authorization.js';
import type { SandboxIncoming } from '../http/request.js';
import type { Resource } from '../management/resource.js';
import { RESOURCES } from '../management/resources.js';
import type { Scenario } from '../state/scenario.js';
import type { State } from '../state/state.js';
import { findToken, mayUse } from '../state/token-state.js';
import { answerRestPlane } from './rest-plane.js';

export const API_PREFIX = '/client/v4';

const ACCOUNT_ID = /^[0-9a-f]{32}$/;

/** api.cloudflare.com: the AI REST API under `/accounts/{id}/ai/`, management everywhere else. */
export async function answerApi(
  state: State,
  request: SandboxIncoming,
  { answers, management }: Pick<Scenario, 'answers' | 'management'> = {},
): Promise<Answer> {
  const path = request.path.slice(API_PREFIX.length).replace(/\/$/, '');
  const [, accounts, accountId] = path.split('/');
  if (accounts === 'accounts' && accountId !== undefined && !ACCOUNT_ID.test(accountId))
    return v4NoRoute(path);
  const rest = /^\/accounts\/([0-9a-f]{32})\/ai\/(.+)$/.exec(path);
  const found = findResource(request.method, path);
  if (rest && !found) return answerRestPlane(state, request, rest[1]!, rest[2]!, answers);
  return (
    management?.(path) ??
    (found ? answerResource(state, request, path, found) : unknownPath(state, request, path))
  );
}

function answerResource(
  state: State,
  request: SandboxIncoming,
  path: string,
  { resource, params }: { resource: Resource; params: Record<string, string> },
): Answer {
  const presented = authorizationOf(request);
  if (presented.state === 'malformed') return v4Error('header-malformed');
  if (presented.state === 'missing')
    return resource.needs ? v4AuthenticationError() : v4Error('credentials-missing');
  const token = findToken(state, presented.value);
  const accountId = params.account ?? '';
  if (resource.needs && !mayUse(token, accountId, resource.needs)) return v4AuthenticationError();
  const verifying = path.endsWith('/tokens/verify');
  if (verifying && !token) return v4Error('invalid-api-token');
  if (!token || (!verifying && token.status !== 'active')) return v4Error('invalid-access-token');
  return resource.answer({ state, request, token, accountId, params });
}

/** Under an account the token is looked at before the route: without a good one every path answers 10000. */
function unknownPath(state: State, request: SandboxIncoming, path: string): Answer {
  const presented = authorizationOf(request);
  const token = presented.state === 'token' ? findToken(state, presented.value) : undefined;
  return path.includes('/ai-gateway') && !token ? v4AuthenticationError() : v4NoRoute(path);
}

function findResource(method: string, path: string) {
  for (const resource of RESOURCES) {
    const params = resource.method === method ? match(resource.path, path) : undefined;
    if (params) return { resource, params };
  }
  return undefined;
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const segments = path.split('/');
  if (wanted.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
