import { v4Ok } from '../responses/v4-envelope.js';
import { gatewayEndpoint, type ManagementEndpoint, routeEndpoint } from './management-endpoint.js';
import {
  createDeployment,
  createRoute,
  createVersion,
  deleteRoute,
  getVersion,
  listDeployments,
  listRoutes,
  listVersions,
  renameRoute,
  showRoute,
} from './route-handlers.js';

/** Dynamic routes, their versions and their deployments. */
export const ROUTE_ENDPOINTS: readonly ManagementEndpoint[] = [
  gatewayEndpoint('GET', '/routes', ({ state, gateway }) => listRoutes(state, gateway)),
  gatewayEndpoint('POST', '/routes', ({ state, gateway, request }) => createRoute(state, gateway, request)),
  routeEndpoint('GET', '', ({ gateway, route }) => v4Ok(showRoute(gateway, route))),
  routeEndpoint('PATCH', '', ({ state, gateway, route, request }) =>
    renameRoute(state, gateway, route, request),
  ),
  routeEndpoint('DELETE', '', ({ state, gateway, route }) => deleteRoute(state, gateway, route)),
  routeEndpoint('GET', '/versions', ({ route }) => listVersions(route)),
  routeEndpoint('POST', '/versions', ({ state, gateway, route, request }) =>
    createVersion(state, gateway, route, request),
  ),
  routeEndpoint('GET', '/versions/:version', ({ gateway, route, params }) =>
    getVersion(gateway, route, params.version ?? ''),
  ),
  routeEndpoint('GET', '/deployments', ({ route }) => listDeployments(route)),
  routeEndpoint('POST', '/deployments', ({ state, gateway, route, request }) =>
    createDeployment(state, gateway, route, request),
  ),
];
