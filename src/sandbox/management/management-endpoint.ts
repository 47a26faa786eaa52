import type { SandboxGateway, SandboxToken, TokenPermission } from '../config/config-types.js';
import type { SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { v4Error } from '../responses/v4-envelope.js';
import { type DynamicRoute, routesOf } from '../state/dynamic-routes.js';
import { findGateway, type State } from '../state/state.js';

export interface ManagementRequest {
  state: State;
  request: SandboxRequest;
  token: SandboxToken;
  accountId: string;
  /** Groups of the path's pattern. */
  params: Record<string, string>;
}

export interface ManagementEndpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path after `/client/v4`; `:name` is one segment. */
  path: string;
  /** What the token must be allowed to do in the account of the path; absent: the answer decides itself. */
  needs?: TokenPermission;
  handle(context: ManagementRequest): SandboxResponse;
}

export const GATEWAYS = '/accounts/:account/ai-gateway/gateways';

type Method = ManagementEndpoint['method'];

function permissionFor(method: Method): TokenPermission {
  return method === 'GET' ? 'ai-gateway-read' : 'ai-gateway-edit';
}

/** Something of one gateway. Reading needs AI Gateway Read, everything else AI Gateway Edit. */
export function gatewayEndpoint(
  method: Method,
  suffix: string,
  answer: (context: ManagementRequest & { gateway: SandboxGateway }) => SandboxResponse,
): ManagementEndpoint {
  return {
    method,
    path: `${GATEWAYS}/:gateway${suffix}`,
    needs: permissionFor(method),
    handle: (context) => {
      const gateway = findGateway(context.state, context.accountId, context.params.gateway ?? '');
      return gateway ? answer({ ...context, gateway }) : v4Error('not-found');
    },
  };
}

/** Something of one dynamic route. */
export function routeEndpoint(
  method: Method,
  suffix: string,
  answer: (context: ManagementRequest & { gateway: SandboxGateway; route: DynamicRoute }) => SandboxResponse,
): ManagementEndpoint {
  return gatewayEndpoint(method, `/routes/:route${suffix}`, (context) => {
    const route = routesOf(context.state, context.gateway).find(({ id }) => id === context.params.route);
    return route ? answer({ ...context, route }) : v4Error('not-found');
  });
}
