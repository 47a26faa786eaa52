import type { SandboxGateway, SandboxToken, TokenPermission } from '../config/config-types.js';
import type { SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { v4Error } from '../responses/v4-envelope.js';
import { type DynamicRoute, routesOf } from '../state/dynamic-routes.js';
import { findGateway, type State } from '../state/state.js';

/** A request to the management API whose token was checked. */
export interface ManagementRequest {
  state: State;
  request: SandboxRequest;
  token: SandboxToken;
  accountId: string;
  /** Groups of the path's pattern. */
  params: Record<string, string>;
}

export type GatewayRequest = ManagementRequest & { gateway: SandboxGateway };
export type RouteRequest = GatewayRequest & { route: DynamicRoute };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Handler<R> = (request: R) => SandboxResponse;

export interface ManagementEndpoint {
  /** `*`: any. */
  method: Method | '*';
  /** The path after `/client/v4`; `:name` is one segment. */
  path: string;
  /** Paths below it belong to it, too. */
  withAllBelow?: boolean;
  /** What the token must be allowed to do in the account of the path; absent: the handler decides. */
  needs?: TokenPermission;
  handle: Handler<ManagementRequest>;
}

export const GATEWAYS = '/accounts/:account/ai-gateway/gateways';

/** Something of one gateway. Reading needs AI Gateway Read, everything else AI Gateway Edit. */
export function gatewayEndpoint(
  method: Method,
  suffix: string,
  handle: Handler<GatewayRequest>,
): ManagementEndpoint {
  return {
    method,
    path: `${GATEWAYS}/:gateway${suffix}`,
    needs: method === 'GET' ? 'ai-gateway-read' : 'ai-gateway-edit',
    handle: (request) => {
      const gateway = findGateway(request.state, request.accountId, request.params.gateway ?? '');
      return gateway ? handle({ ...request, gateway }) : v4Error('not-found');
    },
  };
}

/** Something of one dynamic route. */
export function routeEndpoint(
  method: Method,
  suffix: string,
  handle: Handler<RouteRequest>,
): ManagementEndpoint {
  return gatewayEndpoint(method, `/routes/:route${suffix}`, (request) => {
    const route = routesOf(request.state, request.gateway).find(({ id }) => id === request.params.route);
    return route ? handle({ ...request, route }) : v4Error('not-found');
  });
}
