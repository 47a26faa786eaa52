import {
  createGateway,
  deleteGateway,
  getGateway,
  getGatewayUrl,
  listGateways,
  updateGateway,
} from './gateway-handlers.js';
import { deleteLogs, getLog, getLogRequest, getLogResponse, listLogs, patchLog } from './log-handlers.js';
import { GATEWAYS, gatewayEndpoint, type ManagementEndpoint } from './management-endpoint.js';
import {
  createProviderConfig,
  deleteProviderConfig,
  listProviderConfigs,
  updateProviderConfig,
} from './provider-config-handlers.js';

/** Gateways, with their logs and the provider keys stored for them. */
export const GATEWAY_ENDPOINTS: readonly ManagementEndpoint[] = [
  { method: 'GET', path: GATEWAYS, needs: 'ai-gateway-read', handle: listGateways },
  { method: 'POST', path: GATEWAYS, needs: 'ai-gateway-edit', handle: createGateway },
  gatewayEndpoint('GET', '', getGateway),
  gatewayEndpoint('PUT', '', updateGateway),
  gatewayEndpoint('DELETE', '', deleteGateway),
  gatewayEndpoint('GET', '/url/:provider', getGatewayUrl),
  gatewayEndpoint('GET', '/logs', listLogs),
  gatewayEndpoint('DELETE', '/logs', deleteLogs),
  gatewayEndpoint('GET', '/logs/:log', getLog),
  gatewayEndpoint('PATCH', '/logs/:log', patchLog),
  gatewayEndpoint('GET', '/logs/:log/request', getLogRequest),
  gatewayEndpoint('GET', '/logs/:log/response', getLogResponse),
  gatewayEndpoint('GET', '/provider_configs', listProviderConfigs),
  gatewayEndpoint('POST', '/provider_configs', createProviderConfig),
  gatewayEndpoint('PUT', '/provider_configs/:config', updateProviderConfig),
  gatewayEndpoint('DELETE', '/provider_configs/:config', deleteProviderConfig),
];
