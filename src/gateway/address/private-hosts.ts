import { BlockList, isIP } from 'node:net';
import { isLoopback } from './origins.js';

const RANGES = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  // Shared with a carrier (RFC 6598); Tailscale's too.
  ['100.64.0.0', 10],
] as const)
  RANGES.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  RANGES.addSubnet(network, prefix, 'ipv6');

/** Names that no public DNS has: of one word, such as another container's, or below a domain for private use. */
const PRIVATE_NAME = /^[\w-]+$|\.(?:local|lan|internal|home|localdomain|home\.arpa)$/i;

/** The address in the host name of a URL, without the brackets of IPv6; undefined for a name. */
export function ipAddressIn(hostname: string): string | undefined {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) ? address : undefined;
}

/** Whether a host name of a URL is of this machine or of a private network, as far as the name itself tells. */
export function isPrivateHost(hostname: string): boolean {
  if (isLoopback(hostname)) return true;
  const address = ipAddressIn(hostname);
  if (address === undefined) return PRIVATE_NAME.test(hostname.replace(/\.$/, ''));
  return RANGES.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
