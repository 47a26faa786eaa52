import { v4Ok } from '../answers/v4.js';
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
} from './dynamic-route-resources.js';
import { gatewayResource, type Resource, routeResource } from './resource.js';

/** Dynamic routes, their versions and their deployments. */
export const ROUTE_RESOURCES: readonly Resource[] = [
  gatewayResource('GET', '/routes', ({ state, gateway }) => listRoutes(state, gateway)),
  gatewayResource('POST', '/routes', ({ state, gateway, request }) => createRoute(state, gateway, request)),
  routeResource('GET', '', ({ gateway, route }) => v4Ok(showRoute(gateway, route))),
  routeResource('PATCH', '', ({ state, gateway, route, request }) =>
    renameRoute(state, gateway, route, request),
  ),
  routeResource('DELETE', '', ({ state, gateway, route }) => deleteRoute(state, gateway, route)),
  routeResource('GET', '/versions', ({ route }) => listVersions(route)),
  routeResource('POST', '/versions', ({ state, gateway, route, request }) =>
    createVersion(state, gateway, route, request),
  ),
  routeResource('GET', '/versions/:version', ({ gateway, route, params }) =>
    getVersion(gateway, route, params.version ?? ''),
  ),
  routeResource('GET', '/deployments', ({ route }) => listDeployments(route)),
  routeResource('POST', '/deployments', ({ state, gateway, route, request }) =>
    createDeployment(state, gateway, route, request),
  ),
];
