import { NOT_IN_SANDBOX } from '../../diagnosis/exchange/sandbox-mark.js';
import { CLOUDFLARE, isLoopback } from '../../gateway/address/origins.js';
import { ipAddressIn, isPrivateHost } from '../../gateway/address/private-hosts.js';
import { BoundedMap } from '../../lib/bounded-map.js';
import type { SandboxRequest } from './request.js';
import { markMissing, type SandboxResponse, text } from './response.js';

/** How the sandbox can be reached. */
export interface Reach {
  /** Other machines can reach it. */
  isExposed: boolean;
  /** Further names that it answers to, in lower case. */
  names: readonly string[];
}

/** How programs in a container call this machine. No web page can have such a name: `.internal` is in no public DNS. */
export const CONTAINER_HOSTS = ['host.docker.internal', 'host.containers.internal'];

/** Cloudflare's own: its client was led here by a proxy setting or a hosts file. No web page can have them either. */
export const CLOUDFLARE_HOSTS: readonly string[] = [CLOUDFLARE.gateway, CLOUDFLARE.api].map(
  (url) => new URL(url).hostname,
);

/**
 * Keeps web pages out. A page can point a name of its own at this machine (DNS rebinding), or send requests whose
 * responses it cannot read. Browsers send the requested host and the page's origin: the host must be a name that no
 * page can have, the origin must be near too.
 */
export function checkHost({ headers }: SandboxRequest, reach: Reach): SandboxResponse | undefined {
  const { host, origin } = headers;
  if (host !== undefined && !isOwnHost(hostnameOf(`http://${host}`), reach))
    return unknownHost(
      reach.isExposed
        ? 'The sandbox answers only to IP addresses, to names of private networks and to those of --allow-host.'
        : `The sandbox answers only to names of this machine: 127.0.0.1, localhost, and from a container ${CONTAINER_HOSTS.join(' or ')}.`,
    );
  if (origin !== undefined && !isNearOrigin(hostnameOf(origin), reach))
    return forbidden('The sandbox does not answer web pages of other hosts.');
  return undefined;
}

/** To rebind takes a name in public DNS; an IP address is the one that the client has connected to. */
function isOwnHost(hostname: string | undefined, { isExposed, names }: Reach): boolean {
  if (hostname === undefined) return false;
  if (isLoopback(hostname) || [...CONTAINER_HOSTS, ...CLOUDFLARE_HOSTS, ...names].includes(hostname))
    return true;
  return isExposed && (ipAddressIn(hostname) !== undefined || isPrivateHost(hostname));
}

function isNearOrigin(hostname: string | undefined, { isExposed, names }: Reach): boolean {
  if (hostname === undefined) return false;
  return isLoopback(hostname) || (isExposed && (names.includes(hostname) || isPrivateHost(hostname)));
}

/** Every request names a host, and nearly always the same one. */
const hostnames = new BoundedMap<string>(100);

function hostnameOf(url: string): string | undefined {
  const known = hostnames.get(url);
  if (known !== undefined || !URL.canParse(url)) return known;
  const { hostname } = new URL(url);
  hostnames.set(url, hostname);
  return hostname;
}

/** It may be meant for a custom domain of a gateway. */
function unknownHost(message: string): SandboxResponse {
  const domains = 'A custom domain of a gateway';
  return markMissing(forbidden(`${message} ${domains} ${NOT_IN_SANDBOX}.`), domains);
}

/** Not the words of Cloudflare, so without the headers of its edge. */
function forbidden(message: string): SandboxResponse {
  return { ...text(403, `${message}\n`), foreign: true };
}
