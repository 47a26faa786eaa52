import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../address/origins.js';

/** The proxy for a URL, as `scheme://[user:password@]host:port`; undefined if there is none. Reads HTTPS_PROXY,
 * HTTP_PROXY and NO_PROXY, the lower-case spelling first, as curl does. Loopback addresses never use a proxy. */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): string | undefined {
  return proxyChoice(url, env)?.proxy;
}

/** The proxy and the variable that sets it. */
export function proxyChoice(
  url: URL,
  env: NodeJS.ProcessEnv,
): { proxy: string; variable: string } | undefined {
  if (isLoopback(url.hostname)) return undefined;
  const name = variable(env, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
  if (name === undefined || matchesNoProxy(url, textOf(env, 'no_proxy'))) return undefined;
  const proxy = env[name]!.trim();
  return { proxy: /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`, variable: name };
}

/** The proxy without its password. */
export function proxyName(proxy: string): string {
  try {
    const { protocol, hostname, port } = new URL(proxy);
    return `${protocol}//${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
  } catch {
    return 'a proxy whose address is malformed';
  }
}

/** The spelling that is set; lower case wins. */
function variable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return [name, name.toUpperCase()].find((spelling) => env[spelling]?.trim());
}

function textOf(env: NodeJS.ProcessEnv, name: string): string {
  const spelling = variable(env, name);
  return spelling === undefined ? '' : env[spelling]!;
}

/** `list` is `*`, or names (`example.com`, `.example.com`, `*.example.com`), addresses and CIDR ranges, separated by
 * commas or spaces, each with an optional port. A name includes its subdomains. */
function matchesNoProxy(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (entry.includes('/')) return isInRange(host, entry);
      const { name, only } = /^(?<name>\[.+\]|[^:]+|.*:.*:.*?)(?::(?<only>\d+))?$/.exec(entry)?.groups ?? {};
      if (name === undefined || (only !== undefined && only !== port)) return false;
      const bare = name.replace(/^\*?\.|^\[|\]$/g, '');
      return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`));
    });
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const version = isIP(host);
  if (version === 0 || isIP(network) !== version || !/^\d+$/.test(bits)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  try {
    const list = new BlockList();
    list.addSubnet(network, Number(bits), family);
    return list.check(host, family);
  } catch {
    return false;
  }
}
