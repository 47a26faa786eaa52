import { readElements, showElement } from '../config/route-elements.js';
import { uuidv7 } from '../http/ids.js';
import { json, type SandboxResponse } from '../http/response.js';
import { invalid, v4Error, v4Errors, v4Ok } from '../responses/v4-envelope.js';
import {
  type DynamicRoute,
  deployedVersion,
  newRoute,
  type RouteVersion,
  routesOf,
} from '../state/dynamic-routes.js';
import type { GatewayRequest, RouteRequest } from './management-endpoint.js';

/** The API answers lists of routes in `data`, not in `result`, and all on one page. */
function routeList(name: string, items: readonly unknown[]): SandboxResponse {
  const paging = { order_by: 'created_at', order_by_direction: 'desc', page: 1, per_page: items.length };
  return json(200, { success: true, data: { [name]: items, ...paging } });
}

export function listRoutes({ state, gateway }: GatewayRequest): SandboxResponse {
  const routes = routesOf(state, gateway).map((route) => showRoute({ gateway, route }));
  return routeList('routes', routes);
}

export function createRoute({ state, gateway, request }: GatewayRequest): SandboxResponse {
  const { name, elements: given } = request.body.object ?? {};
  const { elements, problems } = readElements(given);
  const routes = routesOf(state, gateway);
  if (typeof name !== 'string' || name === '') return NAME_REQUIRED;
  if (problems.length > 0) return validationErrors(problems);
  if (routes.some((route) => route.name === name))
    return v4Errors(409, [invalid('A route with this name already exists', 'body', 'name')]);
  const route = newRoute(name, elements, state.now());
  routes.push(route);
  return v4Ok(showRoute({ gateway, route }));
}

export function getRoute(request: RouteRequest): SandboxResponse {
  return v4Ok(showRoute(request));
}

/** Only the name can be changed; the elements are those of a version. */
export function renameRoute({ state, gateway, route, request }: RouteRequest): SandboxResponse {
  const { name } = request.body.object ?? {};
  if (typeof name !== 'string' || name === '') return NAME_REQUIRED;
  route.name = name;
  route.modifiedAt = state.now();
  return json(200, { success: true, route: showRoute({ gateway, route }) });
}

export function deleteRoute({ state, gateway, route }: RouteRequest): SandboxResponse {
  const routes = routesOf(state, gateway);
  routes.splice(routes.indexOf(route), 1);
  return v4Ok(showRoute({ gateway, route }));
}

export function createVersion({ state, gateway, route, request }: RouteRequest): SandboxResponse {
  const { elements, problems } = readElements(request.body.object?.elements);
  if (problems.length > 0) return validationErrors(problems);
  const version = { id: uuidv7(state.now()), createdAt: state.now(), elements };
  route.versions.push(version);
  return v4Ok(showRouteAt({ gateway, route }, version));
}

export function getVersion({ gateway, route, params }: RouteRequest): SandboxResponse {
  const version = route.versions.find(({ id }) => id === params.version);
  return version ? v4Ok(showRouteAt({ gateway, route }, version)) : v4Error('not-found');
}

export function listVersions({ route }: RouteRequest): SandboxResponse {
  const versions = [...route.versions].reverse().map((version) => showVersion(route, version));
  return routeList('versions', versions);
}

export function createDeployment({ state, gateway, route, request }: RouteRequest): SandboxResponse {
  const { version_id } = request.body.object ?? {};
  const version = route.versions.find(({ id }) => id === version_id);
  if (!version) return v4Errors(400, [invalid('There is no such version', 'body', 'version_id')]);
  route.deployments.push({ id: uuidv7(state.now()), createdAt: state.now(), versionId: version.id });
  route.modifiedAt = state.now();
  return v4Ok(showRoute({ gateway, route }));
}

export function listDeployments({ route }: RouteRequest): SandboxResponse {
  return routeList('deployments', [...route.deployments].reverse().map(showDeployment));
}

function showRoute({ gateway, route }: Pick<RouteRequest, 'gateway' | 'route'>) {
  const version = deployedVersion(route);
  const deployment = route.deployments.at(-1);
  return {
    id: route.id,
    account_tag: gateway.accountId,
    gateway_id: gateway.id,
    name: route.name,
    created_at: time(route.createdAt),
    modified_at: time(route.modifiedAt),
    elements: version.elements.map(showElement),
    version: showVersion(route, version),
    deployment: deployment && showDeployment(deployment),
  };
}

/** The route with the elements of a version, deployed or not. */
function showRouteAt(request: Pick<RouteRequest, 'gateway' | 'route'>, version: RouteVersion) {
  const elements = version.elements.map(showElement);
  return { ...showRoute(request), ...showVersion(request.route, version), elements };
}

function showVersion(route: DynamicRoute, version: RouteVersion) {
  return {
    version_id: version.id,
    created_at: time(version.createdAt),
    active: String(deployedVersion(route) === version),
    is_valid: true,
    data: JSON.stringify(version.elements.map(showElement)),
  };
}

function showDeployment({ id, createdAt, versionId }: DynamicRoute['deployments'][number]) {
  return { deployment_id: id, version_id: versionId, created_at: time(createdAt) };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function validationErrors(
  problems: readonly { message: string; path: readonly (string | number)[] }[],
): SandboxResponse {
  return v4Errors(
    400,
    problems.map(({ message, path }) => invalid(message, 'body', ...path)),
  );
}

const NAME_REQUIRED = v4Errors(400, [invalid('Required', 'body', 'name')]);
