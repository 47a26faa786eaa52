import { nearest } from '../../lib/nearest.js';
import { checkAccountId } from '../credentials/identifiers.js';
import { providerByHost } from '../providers/providers.js';
import type { BaseUrl, Problem } from './base-url.js';
import { CLOUDFLARE, isLoopback, type Origins } from './origins.js';
import { API_HOST, GATEWAY_HOST, tryUrl } from './url-text.js';

export interface HostReading {
  /** Decides how the path is parsed; undefined if the host is not a gateway's */
  plane?: BaseUrl['plane'];
  /** The origin it should have */
  origin: string;
  problem?: Problem;
}

/** Hosts that users paste by mistake. */
const OTHER_HOSTS: readonly [host: RegExp, detail: string][] = [
  [/^dash\.cloudflare\.com$/, 'it is the dashboard, which is for browsers'],
  [/(^|\.)(workers|pages)\.dev$/, 'it is the address of a Worker, not of a gateway'],
  [/(^|\.)cloudflare\.com$/, 'Cloudflare has no gateway at this host'],
];

export function readHost(url: URL, segments: readonly string[], origins: Origins): HostReading {
  const gateway = tryUrl(origins.gateway);
  const api = tryUrl(origins.api);

  if (url.hostname === GATEWAY_HOST) return readCloudflareHost(url, 'gateway', CLOUDFLARE.gateway);
  if (url.hostname === API_HOST) return readCloudflareHost(url, 'rest', new URL(CLOUDFLARE.api).origin);
  const isConfigured = [gateway, api].some((origin) => origin?.origin === url.origin);
  if (isConfigured || isLoopback(url.hostname)) {
    // One origin may serve both planes, so the path decides.
    const onlyApi = url.origin === api?.origin && url.origin !== gateway?.origin;
    return { plane: planeOfPath(segments) ?? (onlyApi ? 'rest' : 'gateway'), origin: url.origin };
  }

  const detail = OTHER_HOSTS.find(([host]) => host.test(url.hostname))?.[1];
  const provider = providerByHost(url.hostname);
  const guess = nearestHost(url.hostname);
  if (guess === undefined) {
    if (detail) return notAGateway(url, detail, origins);
    if (provider)
      return notAGateway(url, `it is ${provider.name}'s own address, which bypasses the gateway`, origins);
  } else {
    return {
      plane: guess === API_HOST ? 'rest' : 'gateway',
      origin: `https://${guess}`,
      problem: wrongHost(url, 'the host is misspelt', guess),
    };
  }
  const looksLikeGateway = planeOfPath(segments) === 'gateway';
  return { plane: looksLikeGateway ? 'gateway' : 'custom-domain', ...requireHttps(url) };
}

/** `/v1/{account}` is the gateway, `/client/v4/accounts` the API; undefined if the path is neither. */
function planeOfPath(segments: readonly string[]): 'gateway' | 'rest' | undefined {
  if (segments[0] === 'client' || segments[0] === 'accounts') return 'rest';
  return segments[0] === 'v1' && checkAccountId(segments[1] ?? '').ok ? 'gateway' : undefined;
}

function readCloudflareHost(url: URL, plane: 'gateway' | 'rest', origin: string): HostReading {
  if (url.origin === origin) return { plane, origin };
  if (!url.port) return { plane, origin, problem: insecure(url) };
  const detail = `Cloudflare does not listen on port ${url.port}`;
  return { plane, origin, problem: wrongHost(url, detail) };
}

/** Plain http exposes the token on the network; it is acceptable on a private one only. */
function requireHttps(url: URL): Pick<HostReading, 'origin' | 'problem'> {
  if (url.protocol === 'https:' || isPrivate(url.hostname)) return { origin: url.origin };
  const origin = `https://${url.host}`;
  return { origin, problem: insecure(url) };
}

function insecure(url: URL): Problem {
  return { cause: 'base-url-insecure', values: { host: url.host, found: url.origin } };
}

function notAGateway(url: URL, detail: string, origins: Origins): HostReading {
  return { origin: origins.gateway, problem: wrongHost(url, detail) };
}

function wrongHost(url: URL, detail: string, nearestName?: string): Problem {
  return {
    cause: 'base-url-wrong-host',
    values: {
      host: url.host,
      found: url.origin,
      detail,
      nearest: nearestName,
    },
  };
}

function nearestHost(hostname: string): string | undefined {
  if (OTHER_HOSTS[0]![0].test(hostname)) return undefined;
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
