import { isLoopback } from '../../gateway/address/origins.js';
import type { SandboxRequest } from './request.js';
import { type SandboxResponse, text } from './response.js';

/**
 * Keeps web pages out. A page can point a name of its own at this machine (DNS rebinding), or send requests whose
 * responses it cannot read. Browsers send the requested host and the page's origin: both must be loopback.
 */
export function checkHost({ headers }: SandboxRequest): SandboxResponse | undefined {
  const { host, origin } = headers;
  if (host !== undefined && !isLoopbackUrl(`http://${host}`))
    return forbidden('The sandbox answers only to names of this machine, such as 127.0.0.1.');
  if (origin !== undefined && !isLoopbackUrl(origin))
    return forbidden('The sandbox does not answer web pages of other hosts.');
  return undefined;
}

function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && isLoopback(new URL(text).hostname);
}

/** Not the words of Cloudflare, so without the headers of its edge. */
function forbidden(message: string): SandboxResponse {
  return { ...text(403, `${message}\n`), foreign: true };
}
