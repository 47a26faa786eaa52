import { providerBySlug } from '../../gateway/providers/providers.js';
import { v4Error, v4Ok } from '../responses/v4-envelope.js';
import { createGateway, deleteGateway, listGateways, updateGateway } from './gateway-handlers.js';
import { showGateway } from './gateway-object.js';
import { deleteLogs, getLog, getPayload, listLogs, patchLog } from './log-handlers.js';
import { GATEWAYS, gatewayEndpoint, type ManagementEndpoint } from './management-endpoint.js';
import {
  createProviderConfig,
  deleteProviderConfig,
  listProviderConfigs,
  updateProviderConfig,
} from './provider-config-handlers.js';

/** Gateways, with their logs and the provider keys stored for them. */
export const GATEWAY_ENDPOINTS: readonly ManagementEndpoint[] = [
  {
    method: 'GET',
    path: GATEWAYS,
    needs: 'ai-gateway-read',
    handle: ({ state, accountId, request }) => listGateways(state, accountId, request),
  },
  {
    method: 'POST',
    path: GATEWAYS,
    needs: 'ai-gateway-edit',
    handle: ({ state, accountId, request }) => createGateway(state, accountId, request),
  },
  gatewayEndpoint('GET', '', ({ state, gateway }) => v4Ok(showGateway(state, gateway))),
  gatewayEndpoint('PUT', '', ({ state, gateway, request }) => updateGateway(state, gateway, request)),
  gatewayEndpoint('DELETE', '', ({ state, gateway }) => deleteGateway(state, gateway)),
  gatewayEndpoint('GET', '/url/:provider', ({ gateway, accountId, params: { provider = '' } }) =>
    providerBySlug(provider) || provider === 'compat'
      ? v4Ok(`https://gateway.ai.cloudflare.com/v1/${accountId}/${gateway.id}/${provider}`)
      : v4Error('not-found'),
  ),
  gatewayEndpoint('GET', '/logs', ({ state, gateway, request }) => listLogs(state, gateway, request)),
  gatewayEndpoint('DELETE', '/logs', ({ state, gateway, request }) => deleteLogs(state, gateway, request)),
  gatewayEndpoint('GET', '/logs/:log', ({ state, gateway, params }) =>
    getLog(state, gateway, params.log ?? ''),
  ),
  gatewayEndpoint('PATCH', '/logs/:log', ({ state, gateway, params, request }) =>
    patchLog(state, gateway, params.log ?? '', request),
  ),
  gatewayEndpoint('GET', '/logs/:log/request', ({ state, gateway, params }) =>
    getPayload(state, gateway, params.log ?? '', 'request'),
  ),
  gatewayEndpoint('GET', '/logs/:log/response', ({ state, gateway, params }) =>
    getPayload(state, gateway, params.log ?? '', 'response'),
  ),
  gatewayEndpoint('GET', '/provider_configs', ({ state, gateway, request }) =>
    listProviderConfigs(state, gateway, request),
  ),
  gatewayEndpoint('POST', '/provider_configs', ({ state, gateway, request }) =>
    createProviderConfig(state, gateway, request),
  ),
  gatewayEndpoint('PUT', '/provider_configs/:config', ({ state, gateway, params, request }) =>
    updateProviderConfig(state, gateway, params.config ?? '', request),
  ),
  gatewayEndpoint('DELETE', '/provider_configs/:config', ({ state, gateway, params }) =>
    deleteProviderConfig(state, gateway, params.config ?? ''),
  ),
];
