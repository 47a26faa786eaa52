import type { SandboxGateway } from '../config/config-types.js';

/** The key of a gateway in the maps of the state. */
export function gatewayKey(gateway: Pick<SandboxGateway, 'accountId' | 'id'>): string {
  return `${gateway.accountId}/${gateway.id}`;
}

/** What a stored provider key is filed under: a custom provider's name has no `custom-` there. */
export function keySlug(slug: string): string {
  return slug.replace(/^custom-/, '');
}

/** The key of a stored provider key. */
export function secretKey(gateway: SandboxGateway, slug: string, alias: string): string {
  return `${gatewayKey(gateway)}/${slug}/${alias}`;
}
