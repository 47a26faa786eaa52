import { nearest } from '../../lib/nearest.js';
import { checkAccountId } from '../credentials/identifiers.js';
import { providerByHost } from '../providers/providers.js';
import type { BaseUrl, Problem } from './base-url.js';
import { CLOUDFLARE, isLoopback, type Origins } from './origins.js';
import { API_HOST, GATEWAY_HOST, tryUrl } from './url-text.js';

export interface HostReading {
  /** How the path is to be read; undefined: nothing of ours is at this host */
  plane?: BaseUrl['plane'];
  /** The origin it should have */
  origin: string;
  problem?: Problem;
}

/** Hosts that people paste, and that are not the gateway. */
const FOREIGN: readonly [host: RegExp, what: string][] = [
  [/^dash\.cloudflare\.com$/, "it is the dashboard's address, made for browsers"],
  [/(^|\.)(workers|pages)\.dev$/, 'it is the address of a Worker, not of a gateway'],
  [/(^|\.)cloudflare\.com$/, 'Cloudflare has no gateway at this host'],
];

/** Which plane the host belongs to, and what is wrong with it. */
export function readHost(url: URL, segments: readonly string[], origins: Origins): HostReading {
  const gateway = tryUrl(origins.gateway);
  const api = tryUrl(origins.api);

  if (url.hostname === GATEWAY_HOST) return atCloudflare(url, 'gateway', CLOUDFLARE.gateway);
  if (url.hostname === API_HOST) return atCloudflare(url, 'rest', new URL(CLOUDFLARE.api).origin);
  const ours = [gateway, api].some((origin) => origin?.origin === url.origin);
  if (ours || isLoopback(url.hostname)) {
    // One machine may serve both planes, and the base URL counts, not where the variables point: the path tells.
    const onlyApi = url.origin === api?.origin && url.origin !== gateway?.origin;
    return { plane: planeOfPath(segments) ?? (onlyApi ? 'rest' : 'gateway'), origin: url.origin };
  }

  const foreign = FOREIGN.find(([host]) => host.test(url.hostname))?.[1];
  const provider = providerByHost(url.hostname);
  const meant = nearestHost(url.hostname);
  if (meant === undefined) {
    if (foreign) return wrong(url, foreign, origins);
    if (provider)
      return wrong(url, `it is the address of ${provider.name} itself, past the gateway`, origins);
  } else {
    return {
      plane: meant === API_HOST ? 'rest' : 'gateway',
      origin: `https://${meant}`,
      problem: wrongHost(url, 'the host is misspelt', `https://${meant}`, meant),
    };
  }
  const looksLikeGateway = planeOfPath(segments) === 'gateway';
  return { plane: looksLikeGateway ? 'gateway' : 'custom-domain', ...secured(url) };
}

/** `/v1/{account}` is the gateway's, `/client/v4/accounts` the API's; undefined: the path does not tell. */
function planeOfPath(segments: readonly string[]): 'gateway' | 'rest' | undefined {
  if (segments[0] === 'client' || segments[0] === 'accounts') return 'rest';
  return segments[0] === 'v1' && checkAccountId(segments[1] ?? '').ok ? 'gateway' : undefined;
}

/** Cloudflare's own host, but not by https at its usual port. */
function atCloudflare(url: URL, plane: 'gateway' | 'rest', origin: string): HostReading {
  if (url.origin === origin) return { plane, origin };
  if (!url.port) return { plane, origin, problem: insecure(url, origin) };
  const detail = `Cloudflare does not answer at port ${url.port}`;
  return { plane, origin, problem: wrongHost(url, detail, origin) };
}

/** Plain http sends the token readable across the network; only at home is that as it should be. */
function secured(url: URL): Pick<HostReading, 'origin' | 'problem'> {
  if (url.protocol === 'https:' || isPrivate(url.hostname)) return { origin: url.origin };
  const origin = `https://${url.host}`;
  return { origin, problem: insecure(url, origin) };
}

function insecure(url: URL, expected: string): Problem {
  return { cause: 'base-url-insecure', values: { host: url.host, found: url.origin, expected } };
}

function wrong(url: URL, detail: string, origins: Origins): HostReading {
  return { origin: origins.gateway, problem: wrongHost(url, detail, origins.gateway) };
}

function wrongHost(url: URL, detail: string, expected: string, nearestName?: string): Problem {
  return {
    cause: 'base-url-wrong-host',
    values: {
      host: url.host,
      found: url.origin,
      expected,
      detail,
      nearest: nearestName,
    },
  };
}

function nearestHost(hostname: string): string | undefined {
  if (FOREIGN[0]![0].test(hostname)) return undefined;
  const looksTyped = /cloud?fl?[ae]re?/i.test(hostname) && /gate?-?way|(^|\.)ai[.-]/i.test(hostname);
  return nearest(hostname, [GATEWAY_HOST, API_HOST]) ?? (looksTyped ? GATEWAY_HOST : undefined);
}

function isPrivate(hostname: string): boolean {
  return (
    /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cd])/i.test(hostname) ||
    /\.(local|lan|internal|test|home\.arpa)$/i.test(hostname) ||
    !hostname.includes('.')
  );
}
