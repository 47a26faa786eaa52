import type { SandboxGateway, SandboxRoute } from '../config/config-types.js';
import { type RouteElement, readElements } from '../config/route-elements.js';
import { uuidv7 } from '../http/ids.js';
import { gatewayKey } from './map-keys.js';

export interface RouteVersion {
  id: string;
  createdAt: number;
  elements: RouteElement[];
}

interface RouteDeployment {
  id: string;
  createdAt: number;
  versionId: string;
}

/** A dynamic route with its history. The newest deployment is active. */
export interface DynamicRoute {
  id: string;
  name: string;
  createdAt: number;
  modifiedAt: number;
  versions: RouteVersion[];
  deployments: RouteDeployment[];
}

interface HasRoutes {
  routes: Map<string, DynamicRoute[]>;
}

/** A route whose first version is deployed. */
export function newRoute(name: string, elements: RouteElement[], now: number): DynamicRoute {
  const version = { id: uuidv7(now), createdAt: now, elements };
  return {
    id: uuidv7(now),
    name,
    createdAt: now,
    modifiedAt: now,
    versions: [version],
    deployments: [{ id: uuidv7(now), createdAt: now, versionId: version.id }],
  };
}

export function deployedVersion(route: DynamicRoute): RouteVersion {
  const newest = route.deployments.at(-1);
  const version = route.versions.find(({ id }) => id === newest?.versionId) ?? route.versions[0];
  if (!version) throw new Error('a route has at least one version');
  return version;
}

/** The routes of a gateway, as the mutable list of the state. */
export function routesOf(
  { routes }: HasRoutes,
  gateway: Pick<SandboxGateway, 'accountId' | 'id'>,
): DynamicRoute[] {
  const key = gatewayKey(gateway);
  const known = routes.get(key) ?? [];
  routes.set(key, known);
  return known;
}

/** The deployed version of a route. */
export function findRoute(
  state: HasRoutes,
  { accountId, gatewayId }: { accountId: string; gatewayId: string },
  name: string,
): { id: string; version: RouteVersion } | undefined {
  const route = routesOf(state, { accountId, id: gatewayId }).find((one) => one.name === name);
  return route && { id: route.id, version: deployedVersion(route) };
}

/** The routes of the config, by gateway. The config is valid. */
export function configuredRoutes(
  gateways: readonly SandboxGateway[],
  now: number,
): Map<string, DynamicRoute[]> {
  const made = (routes: readonly SandboxRoute[]) =>
    routes.map(({ name, elements }) => newRoute(name, readElements(elements).elements, now));
  return new Map(gateways.map((gateway) => [gatewayKey(gateway), made(gateway.routes)]));
}
