import type { Origins } from '../../gateway/address/origins.js';
import { parseBaseUrl } from '../../gateway/address/parse-base-url.js';
import type { ProviderBlock } from './block.js';

/** Where a block leads; undefined is what its base URL does not tell. */
export interface BlockAddress {
  accountId?: string;
  gateway?: string;
  route?: string;
}

export function addressOf(block: ProviderBlock, origins: Origins): BlockAddress {
  const { url } = parseBaseUrl(block.baseUrl ?? '', origins, block.api);
  return {
    accountId: url?.accountId,
    gateway: url?.gateway ?? block.headers['cf-aig-gateway-id'],
    route: url?.route,
  };
}

export function isSameGateway(one: BlockAddress, other: BlockAddress): boolean {
  return one.accountId !== undefined && one.accountId === other.accountId && one.gateway === other.gateway;
}
