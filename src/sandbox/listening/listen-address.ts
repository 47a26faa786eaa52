import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isLoopback } from '../../gateway/address/origins.js';
import { ipAddressIn } from '../../gateway/address/private-hosts.js';

/** What the sandbox listens on. */
export interface ListenAddress {
  /** An IP address or a name, as the system takes it. */
  host: string;
  /** How a URL names it; for all addresses of the machine, its loopback one. */
  urlHost: string;
  /** Other machines can reach it. */
  isExposed: boolean;
  /** How URLs of other machines name it. */
  otherUrlHosts: readonly string[];
}

/** The host is neither an IP address nor a name. */
export class BadListenHost extends Error {
  override name = 'BadListenHost';
}

/** Loopback addresses instead of those that stand for all addresses. */
const ALL_ADDRESSES: Record<string, string> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' };

/** Throws BadListenHost. An address with a zone, such as `fe80::1%eth0`, is none: no URL can have one. */
export function listenAddress(host: string): ListenAddress {
  const url = `http://${isIPv6(host) ? `[${host}]` : host}`;
  if (!/^[\w.:-]+$/.test(host) || !URL.canParse(url)) throw new BadListenHost(host);
  const { hostname, port } = new URL(url);
  if (port !== '' || /:\d*$/.test(url.slice('http://'.length).replace(/^\[.*\]/, '')))
    throw new BadListenHost(host);
  const loopback = ALL_ADDRESSES[hostname];
  const isExposed = !isLoopback(hostname);
  return {
    host: ipAddressIn(hostname) ?? hostname,
    urlHost: loopback ?? hostname,
    isExposed,
    otherUrlHosts: loopback ? otherAddresses(hostname) : isExposed ? [hostname] : [],
  };
}

/** Addresses of this machine that others can use; `::` takes IPv4 too. Not the link-local ones, which need a zone. */
function otherAddresses(all: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(
      ({ internal, family, address }) =>
        !internal && !address.startsWith('fe80:') && (family === 'IPv4' || all === '[::]'),
    )
    .map(({ family, address }) => (family === 'IPv6' ? `[${address}]` : address));
}
