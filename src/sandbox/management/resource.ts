import { v4Error } from '../answers/v4.js';
import type { SandboxGateway, SandboxToken, TokenPermission } from '../config/config-types.js';
import type { Answer } from '../http/answer.js';
import type { SandboxIncoming } from '../http/request.js';
import { type Route, routesOf } from '../state/dynamic-routes.js';
import { findGateway, type State } from '../state/state.js';

export interface ManagementCall {
  state: State;
  request: SandboxIncoming;
  token: SandboxToken;
  accountId: string;
  /** Groups of the path's pattern. */
  params: Record<string, string>;
}

export interface Resource {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path after `/client/v4`; `:name` is one segment. */
  path: string;
  /** What the token must be allowed to do in the account of the path; absent: the answer decides itself. */
  needs?: TokenPermission;
  answer(call: ManagementCall): Answer;
}

export const GATEWAYS = '/accounts/:account/ai-gateway/gateways';

type Method = Resource['method'];

function needed(method: Method): TokenPermission {
  return method === 'GET' ? 'ai-gateway-read' : 'ai-gateway-edit';
}

/** Something of one gateway. Reading needs AI Gateway Read, everything else AI Gateway Edit. */
export function gatewayResource(
  method: Method,
  suffix: string,
  answer: (call: ManagementCall & { gateway: SandboxGateway }) => Answer,
): Resource {
  return {
    method,
    path: `${GATEWAYS}/:gateway${suffix}`,
    needs: needed(method),
    answer: (call) => {
      const gateway = findGateway(call.state, call.accountId, call.params.gateway ?? '');
      return gateway ? answer({ ...call, gateway }) : v4Error('not-found');
    },
  };
}

/** Something of one dynamic route. */
export function routeResource(
  method: Method,
  suffix: string,
  answer: (call: ManagementCall & { gateway: SandboxGateway; route: Route }) => Answer,
): Resource {
  return gatewayResource(method, `/routes/:route${suffix}`, (call) => {
    const route = routesOf(call.state, call.gateway).find(({ id }) => id === call.params.route);
    return route ? answer({ ...call, route }) : v4Error('not-found');
  });
}
