import { providerBySlug } from '../../gateway/providers/providers.js';
import { v4Error, v4Ok } from '../answers/v4.js';
import { createGateway, deleteGateway, listGateways, updateGateway } from './gateway-list.js';
import { showGateway } from './gateway-object.js';
import { deleteLogs, getLog, getPayload, listLogs, patchLog } from './log-resources.js';
import {
  createProviderConfig,
  deleteProviderConfig,
  listProviderConfigs,
  updateProviderConfig,
} from './provider-configs.js';
import { GATEWAYS, gatewayResource, type Resource } from './resource.js';

/** Gateways, with their logs and the provider keys stored for them. */
export const GATEWAY_RESOURCES: readonly Resource[] = [
  {
    method: 'GET',
    path: GATEWAYS,
    needs: 'ai-gateway-read',
    answer: ({ state, accountId, request }) => listGateways(state, accountId, request),
  },
  {
    method: 'POST',
    path: GATEWAYS,
    needs: 'ai-gateway-edit',
    answer: ({ state, accountId, request }) => createGateway(state, accountId, request),
  },
  gatewayResource('GET', '', ({ state, gateway }) => v4Ok(showGateway(state, gateway))),
  gatewayResource('PUT', '', ({ state, gateway, request }) => updateGateway(state, gateway, request)),
  gatewayResource('DELETE', '', ({ state, gateway }) => deleteGateway(state, gateway)),
  gatewayResource('GET', '/url/:provider', ({ gateway, accountId, params: { provider = '' } }) =>
    providerBySlug(provider) || provider === 'compat'
      ? v4Ok(`https://gateway.ai.cloudflare.com/v1/${accountId}/${gateway.id}/${provider}`)
      : v4Error('not-found'),
  ),
  gatewayResource('GET', '/logs', ({ state, gateway, request }) => listLogs(state, gateway, request)),
  gatewayResource('DELETE', '/logs', ({ state, gateway, request }) => deleteLogs(state, gateway, request)),
  gatewayResource('GET', '/logs/:log', ({ state, gateway, params }) =>
    getLog(state, gateway, params.log ?? ''),
  ),
  gatewayResource('PATCH', '/logs/:log', ({ state, gateway, params, request }) =>
    patchLog(state, gateway, params.log ?? '', request),
  ),
  gatewayResource('GET', '/logs/:log/request', ({ state, gateway, params }) =>
    getPayload(state, gateway, params.log ?? '', 'request'),
  ),
  gatewayResource('GET', '/logs/:log/response', ({ state, gateway, params }) =>
    getPayload(state, gateway, params.log ?? '', 'response'),
  ),
  gatewayResource('GET', '/provider_configs', ({ state, gateway, request }) =>
    listProviderConfigs(state, gateway, request),
  ),
  gatewayResource('POST', '/provider_configs', ({ state, gateway, request }) =>
    createProviderConfig(state, gateway, request),
  ),
  gatewayResource('PUT', '/provider_configs/:config', ({ state, gateway, params, request }) =>
    updateProviderConfig(state, gateway, params.config ?? '', request),
  ),
  gatewayResource('DELETE', '/provider_configs/:config', ({ state, gateway, params }) =>
    deleteProviderConfig(state, gateway, params.config ?? ''),
  ),
];
