import { isLoopback } from '../../gateway/address/origins.js';
import { isPrivateHost } from '../../gateway/address/private-hosts.js';
import { PROVIDERS, providerBySlug } from '../../gateway/providers/providers.js';
import { isCustomProvider } from '../../gateway/providers/routes.js';
import { nearest } from '../../lib/nearest.js';

/** The address of a real provider cannot be used; the message says why. */
export class UpstreamError extends Error {
  override name = 'UpstreamError';
}

/** The flag that allows http in private networks. */
const INSECURE = '--insecure-upstream';

/**
 * `slug=url`, as `--upstream` takes it. `insecure`: http is allowed to private networks, not only to this machine.
 * Throws UpstreamError.
 */
export function readUpstream(text: string, { insecure = false } = {}): [slug: string, base: URL] {
  const at = text.indexOf('=');
  const slug = text.slice(0, Math.max(0, at));
  if (!slug)
    throw new UpstreamError(`${text}: expected <provider>=<URL>, such as openai=https://api.openai.com`);
  if (!providerBySlug(slug) && !isCustomProvider(slug)) {
    const near = nearest(
      slug,
      PROVIDERS.map((provider) => provider.slug),
    );
    throw new UpstreamError(
      `${slug} is not a provider of Cloudflare’s${near ? `; did you mean ${near}?` : '.'} Other servers are custom-<name>.`,
    );
  }
  const address = text.slice(at + 1);
  const base = URL.canParse(address) ? new URL(address) : undefined;
  if (!base || !/^https?:$/.test(base.protocol))
    throw new UpstreamError(`${address} is not an http:// or https:// address`);
  if (base.username || base.password || base.search || base.hash)
    throw new UpstreamError(`the address of ${slug} holds more than a host and a path`);
  if (base.protocol === 'http:' && !isLoopback(base.hostname)) checkInsecure(base, insecure);
  return [slug, base];
}

/** Keys and prompts that are sent over http can be read on the way. Throws UpstreamError. */
function checkInsecure({ host, hostname }: URL, insecure: boolean): void {
  const isPrivate = isPrivateHost(hostname);
  if (insecure && isPrivate) return;
  const instead = isPrivate
    ? `${INSECURE} allows it in a network that you trust`
    : insecure
      ? `${INSECURE} is only for private networks`
      : 'use https://';
  throw new UpstreamError(`keys would go to ${host} unencrypted; ${instead}`);
}
