/** `sandbox/listening/`: ports, certificates, and the ways of not being reachable. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ipAddressIn } from '../../gateway/address/private-hosts.js';
import { CLOUDFLARE_HOSTS, CONTAINER_HOSTS } from '../http/host-check.js';
import { type Certificate, makeCertificate } from './certificate.js';
import type { ListenAddress } from './listen-address.js';
import { createTlsPort } from './tls-port.js';

export interface Listener {
  /** Origin that clients are given. */
  url: string;
  /** PEM; set when there is TLS. */
  authority?: string;
  close(): Promise<void>;
}

type Serve = (message: IncomingMessage, response: ServerResponse) => void;

const HOST = '127.0.0.1';

interface Mode {
  /** The host in the URL, instead of the one that is listened on. */
  host?: string;
  scheme?: 'http' | 'https';
  /** Makes it TLS. */
  certificate?: { hosts?: readonly string[]; expired: boolean };
}

/** How the sandbox listens otherwise than over HTTP, or when it cannot be reached as usual. */
const MODES = {
  /** the port is closed */
  refused: {},
  /** the host name does not exist; RFC 2606: it never will. Https, as cf-aig sends no token over http to another machine */
  unresolvable: { scheme: 'https', host: 'sandbox.invalid' },
  /** the broadcast address, which takes no TCP connections */
  unreachable: { scheme: 'https', host: '255.255.255.255' },
  /** an address that never answers; RFC 5737: no host has it */
  'no-answer': { scheme: 'https', host: '192.0.2.1' },
  /** TLS with a certificate of an unknown authority */
  'tls-untrusted': { scheme: 'https', certificate: { hosts: [HOST], expired: false } },
  /** TLS with a certificate that has expired */
  'tls-expired': { scheme: 'https', certificate: { hosts: [HOST], expired: true } },
  /** TLS with a certificate for another host */
  'tls-hostname': { scheme: 'https', certificate: { hosts: ['other.example.com'], expired: false } },
  /** plain HTTP behind an https: address */
  'tls-failed': { scheme: 'https' },
  /** something that is not HTTP */
  'not-http': {},
  /** as usual, but CONNECT is refused: for a client that uses the sandbox as its proxy */
  proxy: {},
  /** HTTP and TLS on one port, and a proxy for Cloudflare's hosts */
  tls: { certificate: { expired: false } },
} satisfies Record<string, Mode>;

export type ListenMode = keyof typeof MODES;

/** Where to listen, and what clients see. */
interface Listening {
  port: number;
  address: ListenAddress;
  /** Further names that the sandbox answers to. */
  names: readonly string[];
  mode: ListenMode | undefined;
  serve: Serve;
  /** Called with the host and port to which the sandbox was no proxy. */
  onRefusal(target: string): void;
}

/** By default over HTTP. Rejects with the system's error, such as EADDRINUSE when the port is taken. */
export async function listen(o: Listening): Promise<Listener> {
  const { port, address, mode } = o;
  const { host = address.urlHost, scheme = 'http', certificate }: Mode = mode ? MODES[mode] : {};
  const hosts = mode === 'tls' ? hostsOf(o) : [];
  const tls = certificate && makeCertificate({ hosts, ...certificate, nowMs: Date.now() });
  const server = createServerFor(o, tls);
  if (mode === 'proxy') server.on('connect', refuseConnect);
  const url = `${scheme}://${host}:${await bind(server, port, address.host)}`;
  const close = createCloser(server);
  if (mode === 'refused') return { url, close: await closePort(close) };
  return { url, authority: tls?.authority, close };
}

/** Every name and address by which a client can reach it. */
function hostsOf({ address, names }: Listening): string[] {
  const others = [address.urlHost, ...address.otherUrlHosts].map((host) => ipAddressIn(host) ?? host);
  return [...new Set([HOST, 'localhost', ...others, ...names, ...CONTAINER_HOSTS, ...CLOUDFLARE_HOSTS])];
}

function createServerFor({ mode, serve, onRefusal }: Listening, tls: Certificate | undefined): Server {
  if (tls && mode === 'tls') return createTlsPort(tls, serve, onRefusal);
  if (tls) return createTlsServer({ cert: tls.certificate, key: tls.key }, serve);
  return mode === 'not-http' ? createSocketServer(sendSshBanner) : createServer(serve);
}

/** Nothing listens any more, yet the program runs until it is stopped. */
async function closePort(close: () => Promise<void>): Promise<() => Promise<void>> {
  await close();
  const alive = setInterval(() => {}, 60_000);
  return async () => clearInterval(alive);
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Closes immediately, open connections included. */
function createCloser(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that hangs up is not an error.
    socket.on('error', () => {});
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

function sendSshBanner(socket: Socket): void {
  socket.end('SSH-2.0-OpenSSH_9.6\r\n');
}

function refuseConnect(_request: IncomingMessage, socket: Duplex): void {
  socket.end(
    'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="sandbox"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  );
}
