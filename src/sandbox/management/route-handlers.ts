import { jsonObject } from '../../lib/json.js';
import type { SandboxGateway } from '../config/config-types.js';
import { readElements, showElement } from '../config/route-elements.js';
import { uuidv7 } from '../http/ids.js';
import type { SandboxRequest } from '../http/request.js';
import { json, type SandboxResponse } from '../http/response.js';
import { v4Error, v4Errors, v4Ok } from '../responses/v4-envelope.js';
import {
  type DynamicRoute,
  deployedVersion,
  newRoute,
  type RouteVersion,
  routesOf,
} from '../state/dynamic-routes.js';
import type { State } from '../state/state.js';

/** The page of a list: the API answers lists of routes in `data`, not in `result`. */
function routeList(name: string, items: readonly unknown[]): SandboxResponse {
  const paging = { order_by: 'created_at', order_by_direction: 'desc', page: 1, per_page: items.length };
  return json(200, { success: true, data: { [name]: items, ...paging } });
}

export function listRoutes(state: State, gateway: SandboxGateway): SandboxResponse {
  return routeList(
    'routes',
    routesOf(state, gateway).map((route) => showRoute(gateway, route)),
  );
}

export function createRoute(state: State, gateway: SandboxGateway, request: SandboxRequest): SandboxResponse {
  const { name, elements: given } = jsonObject(request.body) ?? {};
  const { elements, problems } = readElements(given);
  const routes = routesOf(state, gateway);
  if (typeof name !== 'string' || name === '') return invalid([{ message: 'Required', path: ['name'] }]);
  if (problems.length > 0) return invalid(problems);
  if (routes.some((route) => route.name === name))
    return v4Errors(409, [
      { code: 7001, message: 'A route with this name already exists', path: ['body', 'name'] },
    ]);
  const route = newRoute(name, elements, state.now());
  routes.push(route);
  return v4Ok(showRoute(gateway, route));
}

/** Only the name can be changed; the elements are those of a version. */
export function renameRoute(
  state: State,
  gateway: SandboxGateway,
  route: DynamicRoute,
  request: SandboxRequest,
): SandboxResponse {
  const { name } = jsonObject(request.body) ?? {};
  if (typeof name !== 'string' || name === '') return invalid([{ message: 'Required', path: ['name'] }]);
  route.name = name;
  route.modifiedAt = state.now();
  return json(200, { success: true, route: showRoute(gateway, route) });
}

export function deleteRoute(state: State, gateway: SandboxGateway, route: DynamicRoute): SandboxResponse {
  const routes = routesOf(state, gateway);
  routes.splice(routes.indexOf(route), 1);
  return v4Ok(showRoute(gateway, route));
}

export function createVersion(
  state: State,
  gateway: SandboxGateway,
  route: DynamicRoute,
  request: SandboxRequest,
): SandboxResponse {
  const { elements, problems } = readElements(jsonObject(request.body)?.elements);
  if (problems.length > 0) return invalid(problems);
  const version = { id: uuidv7(state.now()), createdAt: state.now(), elements };
  route.versions.push(version);
  return v4Ok({
    ...showRoute(gateway, route),
    ...showVersion(route, version),
    elements: elements.map(showElement),
  });
}

export function getVersion(gateway: SandboxGateway, route: DynamicRoute, id: string): SandboxResponse {
  const version = route.versions.find((one) => one.id === id);
  if (!version) return v4Error('not-found');
  const elements = version.elements.map(showElement);
  return v4Ok({ ...showRoute(gateway, route), ...showVersion(route, version), elements });
}

export function listVersions(route: DynamicRoute): SandboxResponse {
  return routeList(
    'versions',
    [...route.versions].reverse().map((version) => showVersion(route, version)),
  );
}

export function createDeployment(
  state: State,
  gateway: SandboxGateway,
  route: DynamicRoute,
  request: SandboxRequest,
): SandboxResponse {
  const { version_id } = jsonObject(request.body) ?? {};
  const version = route.versions.find(({ id }) => id === version_id);
  if (!version) return invalid([{ message: 'There is no such version', path: ['version_id'] }]);
  route.deployments.push({ id: uuidv7(state.now()), createdAt: state.now(), versionId: version.id });
  route.modifiedAt = state.now();
  return v4Ok(showRoute(gateway, route));
}

export function listDeployments(route: DynamicRoute): SandboxResponse {
  return routeList('deployments', [...route.deployments].reverse().map(showDeployment));
}

export function showRoute({ accountId, id }: SandboxGateway, route: DynamicRoute) {
  const version = deployedVersion(route);
  const deployment = route.deployments.at(-1);
  return {
    id: route.id,
    account_tag: accountId,
    gateway_id: id,
    name: route.name,
    created_at: time(route.createdAt),
    modified_at: time(route.modifiedAt),
    elements: version.elements.map(showElement),
    version: showVersion(route, version),
    deployment: deployment && showDeployment(deployment),
  };
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

function invalid(
  problems: readonly { message: string; path: readonly (string | number)[] }[],
): SandboxResponse {
  return v4Errors(
    400,
    problems.map(({ message, path }) => ({ code: 7001, message, path: ['body', ...path] })),
  );
}
