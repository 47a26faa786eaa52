/** Cloudflare's own hosts: a name that is exactly one of them is not misspelt. */
const CLOUDFLARE_HOSTS: readonly string[] = ['gateway.ai.cloudflare.com', 'api.cloudflare.com'];

export function isCloudflareHost(host: string): boolean {
  return CLOUDFLARE_HOSTS.includes(host.toLowerCase());
}
