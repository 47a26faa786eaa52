import type { SandboxGateway } from '../config/config-types.js';

/** The key of a gateway in the maps of the state. */
export function gatewayKey(gateway: Pick<SandboxGateway, 'accountId' | 'id'>): string {
  return `${gateway.accountId}/${gateway.id}`;
}

/** The key of a stored provider key. */
export function secretKey(gateway: SandboxGateway, slug: string, alias: string): string {
  return `${gatewayKey(gateway)}/${slug}/${alias}`;
}
