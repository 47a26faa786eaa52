import type { SandboxGateway } from '../config/config-types.js';

/** How a gateway is named in the maps of the state. */
export function gatewayKey(gateway: Pick<SandboxGateway, 'accountId' | 'id'>): string {
  return `${gateway.accountId}/${gateway.id}`;
}

/** How a stored provider key is named there. */
export function secretKey(gateway: SandboxGateway, slug: string, alias: string): string {
  return `${gatewayKey(gateway)}/${slug}/${alias}`;
}
