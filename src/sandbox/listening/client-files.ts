import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ipAddressIn } from '../../gateway/address/private-hosts.js';
import { creatorText, hasEnded, parseCreator } from '../../lib/files/creator.js';
import { CLOUDFLARE_HOSTS } from '../http/host-check.js';

/** What clients of a sandbox with TLS are given, in a temporary folder. */
export interface ClientFiles {
  /** Path of the authority's certificate, as NODE_EXTRA_CA_CERTS and SSL_CERT_FILE take it. */
  authority: string;
  /** URL of a module for `node --import` that leads both of Cloudflare's hosts to the sandbox. */
  preload: string;
  remove(): Promise<void>;
}

/** `authority`: PEM. `url`: the sandbox's. Removes from `parent` what sandboxes left that were killed. */
export async function writeClientFiles(
  authority: string,
  url: string,
  parent = tmpdir(),
): Promise<ClientFiles> {
  await removeAbandoned(parent);
  const folder = join(parent, `cf-aig-sandbox-${creatorText()}`);
  await mkdir(folder, { mode: 0o700 });
  const paths = { authority: join(folder, 'ca.pem'), preload: join(folder, 'preload.mjs') };
  await writeFile(paths.authority, authority);
  await writeFile(paths.preload, preloadSource(authority, new URL(url)));
  return {
    authority: paths.authority,
    preload: pathToFileURL(paths.preload).href,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Those of other users cannot be removed, which is no fault. */
async function removeAbandoned(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  const abandoned = names.filter((name) => {
    const creator = parseCreator(/^cf-aig-sandbox-(.*)/.exec(name)?.[1] ?? '');
    return creator && hasEnded(creator);
  });
  const removals = abandoned.map((name) => rm(join(parent, name), { recursive: true, force: true }));
  await Promise.allSettled(removals);
}

/** fetch, undici and node:https all connect by the same function, which is replaced. */
function preloadSource(authority: string, { hostname, port }: URL): string {
  return `// Connections of this process to Cloudflare's hosts go to a sandbox, whose certificate is trusted for them alone.
import { syncBuiltinESMExports } from 'node:module';
import tls from 'node:tls';

const hosts = ${JSON.stringify(CLOUDFLARE_HOSTS)};
const sandbox = ${JSON.stringify({ host: ipAddressIn(hostname) ?? hostname, port: Number(port), ca: [authority] })};
const { connect } = tls;

// tls.connect(options[, callback]) or (port[, host][, options][, callback])
tls.connect = (...args) => {
  const [port, host] = args.filter((arg) => typeof arg !== 'function' && typeof arg !== 'object');
  const options = { port, host, ...args.find((arg) => typeof arg === 'object' && arg !== null) };
  const name = String(options.host).toLowerCase();
  if (options.socket || options.path || Number(options.port) !== 443 || !hosts.includes(name))
    return connect(...args);
  const callback = args.find((arg) => typeof arg === 'function');
  return connect({ ...options, servername: options.servername || name, ...sandbox }, callback);
};
syncBuiltinESMExports();
`;
}
