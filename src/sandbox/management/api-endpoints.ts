/** `sandbox/management/`: the management API: a table of endpoints and their handlers. */

import { ACCOUNT_ENDPOINTS } from './account-endpoints.js';
import { GATEWAY_ENDPOINTS } from './gateway-endpoints.js';
import type { ManagementEndpoint } from './management-endpoint.js';
import { ROUTE_ENDPOINTS } from './route-endpoints.js';

/** The management API, as far as the sandbox has it. Source: developers.cloudflare.com/api. */
export const API_ENDPOINTS: readonly ManagementEndpoint[] = [
  ...ACCOUNT_ENDPOINTS,
  ...GATEWAY_ENDPOINTS,
  ...ROUTE_ENDPOINTS,
];
