import { jsonObject } from '../../lib/json.js';
import type { SandboxGateway } from '../config/config-types.js';
import type { SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { v4Errors, v4Ok } from '../responses/v4-envelope.js';
import { gatewayKey } from '../state/map-keys.js';
import { findGateway, type State } from '../state/state.js';
import { readGatewayBody, showGateway } from './gateway-object.js';
import { page } from './paging.js';

/** `/accounts/{account}/ai-gateway/gateways` */
export function listGateways(state: State, accountId: string, request: SandboxRequest): SandboxResponse {
  const search = request.query.get('search') ?? '';
  const all = state.config.gateways.filter(
    (gateway) => gateway.accountId === accountId && gateway.id.includes(search),
  );
  const { items, info } = page(all, request.query);
  return v4Ok(
    items.map((gateway) => showGateway(state, gateway)),
    { result_info: info },
  );
}

export function createGateway(state: State, accountId: string, request: SandboxRequest): SandboxResponse {
  const read = readGatewayBody(jsonObject(request.body), accountId);
  if ('errors' in read) return v4Errors(400, read.errors);
  if (findGateway(state, accountId, read.gateway.id)) {
    return v4Errors(409, [
      { code: 7001, message: 'A gateway with this id already exists', path: ['body', 'id'] },
    ]);
  }
  state.config.gateways.push(read.gateway);
  state.modifiedAt.set(gatewayKey(read.gateway), { created: state.now(), modified: state.now() });
  return v4Ok(showGateway(state, read.gateway));
}

/** PUT replaces all of a gateway's settings; what it leaves out goes back to the default. */
export function updateGateway(
  state: State,
  gateway: SandboxGateway,
  request: SandboxRequest,
): SandboxResponse {
  const body = jsonObject(request.body);
  const read = readGatewayBody(body && { ...body, id: gateway.id }, gateway.accountId);
  if ('errors' in read) return v4Errors(400, read.errors);
  const { storedKeys, guardrails, dlp, spendLimits, routes, outOfOrder } = gateway;
  Object.assign(gateway, read.gateway, { storedKeys, guardrails, dlp, spendLimits, routes, outOfOrder });
  const key = gatewayKey(gateway);
  const created = state.modifiedAt.get(key)?.created ?? 0;
  state.modifiedAt.set(key, { created, modified: state.now() });
  return v4Ok(showGateway(state, gateway));
}

export function deleteGateway(state: State, gateway: SandboxGateway): SandboxResponse {
  const shown = showGateway(state, gateway);
  state.config.gateways = state.config.gateways.filter((other) => other !== gateway);
  const key = gatewayKey(gateway);
  state.routes.delete(key);
  state.logs.remove(
    key,
    [...state.logs.rows(key)].map(({ id }) => id),
  );
  return v4Ok(shown);
}
