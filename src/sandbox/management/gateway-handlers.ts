import { providerBySlug } from '../../gateway/providers/providers.js';
import type { SandboxResponse } from '../http/response.js';
import { invalid, v4Error, v4Errors, v4Ok } from '../responses/v4-envelope.js';
import { gatewayKey } from '../state/map-keys.js';
import { findGateway } from '../state/state.js';
import { readGatewayBody, showGateway } from './gateway-object.js';
import type { GatewayRequest, ManagementRequest } from './management-endpoint.js';
import { pageResponse } from './paging.js';

/** `/accounts/{account}/ai-gateway/gateways` */
export function listGateways({ state, accountId, request: { query } }: ManagementRequest): SandboxResponse {
  const search = query.get('search') ?? '';
  const all = state.config.gateways.filter(
    (gateway) => gateway.accountId === accountId && gateway.id.includes(search),
  );
  return pageResponse(all, query, (gateway) => showGateway(state, gateway));
}

export function createGateway({ state, accountId, request }: ManagementRequest): SandboxResponse {
  const read = readGatewayBody(request.body.object, accountId);
  if ('refusal' in read) return read.refusal;
  const { gateway } = read;
  if (findGateway(state, accountId, gateway.id))
    return v4Errors(409, [invalid('A gateway with this id already exists', 'body', 'id')]);
  state.config.gateways.push(gateway);
  const now = state.now();
  state.modifiedAt.set(gatewayKey(gateway), { created: now, modified: now, cacheEmptied: now });
  return v4Ok(showGateway(state, gateway));
}

export function getGateway({ state, gateway }: GatewayRequest): SandboxResponse {
  return v4Ok(showGateway(state, gateway));
}

/** PUT replaces all of a gateway's settings; what it leaves out goes back to the default. */
export function updateGateway({ state, gateway, request }: GatewayRequest): SandboxResponse {
  const body = request.body.object;
  const read = readGatewayBody(body && { ...body, id: gateway.id }, gateway.accountId);
  if ('refusal' in read) return read.refusal;
  const { storedKeys, guardrails, dlp, routes, outOfOrder } = gateway;
  Object.assign(gateway, read.gateway, {
    ...{ storedKeys, routes, outOfOrder },
    // Words are not known to the API; without a setting they find nothing.
    guardrails: { ...guardrails, setting: read.gateway.guardrails.setting ?? null },
    dlp: { ...dlp, setting: read.gateway.dlp.setting ?? null },
  });
  const key = gatewayKey(gateway);
  const { created = 0, cacheEmptied } = state.modifiedAt.get(key) ?? {};
  const now = state.now();
  state.modifiedAt.set(key, {
    created,
    modified: now,
    cacheEmptied: gateway.cacheInvalidateOnUpdate ? now : cacheEmptied,
  });
  return v4Ok(showGateway(state, gateway));
}

export function deleteGateway({ state, gateway }: GatewayRequest): SandboxResponse {
  const shown = showGateway(state, gateway);
  state.config.gateways = state.config.gateways.filter((other) => other !== gateway);
  const key = gatewayKey(gateway);
  state.routes.delete(key);
  // A later gateway of that name must not find them.
  for (const name of state.secrets.keys()) if (name.startsWith(`${key}/`)) state.secrets.delete(name);
  const ids = [...state.logs.rows(key)].map(({ id }) => id);
  state.logs.remove(key, ids);
  return v4Ok(shown);
}

export function getGatewayUrl({ gateway, accountId, params }: GatewayRequest): SandboxResponse {
  const { provider = '' } = params;
  return providerBySlug(provider) || provider === 'compat'
    ? v4Ok(`https://gateway.ai.cloudflare.com/v1/${accountId}/${gateway.id}/${provider}`)
    : v4Error('not-found');
}
