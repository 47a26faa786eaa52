import { gatewayEndpoint, type ManagementEndpoint, routeEndpoint } from './management-endpoint.js';
import {
  createDeployment,
  createRoute,
  createVersion,
  deleteRoute,
  getRoute,
  getVersion,
  listDeployments,
  listRoutes,
  listVersions,
  renameRoute,
} from './route-handlers.js';

/** Dynamic routes, their versions and their deployments. */
export const ROUTE_ENDPOINTS: readonly ManagementEndpoint[] = [
  gatewayEndpoint('GET', '/routes', listRoutes),
  gatewayEndpoint('POST', '/routes', createRoute),
  routeEndpoint('GET', '', getRoute),
  routeEndpoint('PATCH', '', renameRoute),
  routeEndpoint('DELETE', '', deleteRoute),
  routeEndpoint('GET', '/versions', listVersions),
  routeEndpoint('POST', '/versions', createVersion),
  routeEndpoint('GET', '/versions/:version', getVersion),
  routeEndpoint('GET', '/deployments', listDeployments),
  routeEndpoint('POST', '/deployments', createDeployment),
];
