import { ACCOUNT_RESOURCES } from './accounts.js';
import { GATEWAY_RESOURCES } from './gateway-resources.js';
import type { Resource } from './resource.js';
import { ROUTE_RESOURCES } from './route-resources.js';

/** The management API, as far as the sandbox has it. Source: developers.cloudflare.com/api. */
export const RESOURCES: readonly Resource[] = [
  ...ACCOUNT_RESOURCES,
  ...GATEWAY_RESOURCES,
  ...ROUTE_RESOURCES,
];
