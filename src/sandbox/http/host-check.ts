import { isLoopback } from '../../gateway/address/origins.js';
import type { SandboxRequest } from './request.js';
import { type SandboxResponse, text } from './response.js';

/** How programs in a container call this machine. No web page can have such a name: `.internal` is in no public DNS. */
const FROM_CONTAINERS = ['host.docker.internal', 'host.containers.internal'];

/**
 * Keeps web pages out. A page can point a name of its own at this machine (DNS rebinding), or send requests whose
 * responses it cannot read. Browsers send the requested host and the page's origin: the origin must be loopback,
 * the host too, or what containers call it.
 */
export function checkHost({ headers }: SandboxRequest): SandboxResponse | undefined {
  const { host, origin } = headers;
  if (host !== undefined && !isLoopbackUrl(`http://${host}`) && !isFromContainer(`http://${host}`))
    return forbidden(
      `The sandbox answers only to names of this machine: 127.0.0.1, localhost, and from a container ${FROM_CONTAINERS.join(' or ')}.`,
    );
  if (origin !== undefined && !isLoopbackUrl(origin))
    return forbidden('The sandbox does not answer web pages of other hosts.');
  return undefined;
}

function isFromContainer(text: string): boolean {
  return URL.canParse(text) && FROM_CONTAINERS.includes(new URL(text).hostname);
}

function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && isLoopback(new URL(text).hostname);
}

/** Not the words of Cloudflare, so without the headers of its edge. */
function forbidden(message: string): SandboxResponse {
  return { ...text(403, `${message}\n`), foreign: true };
}
