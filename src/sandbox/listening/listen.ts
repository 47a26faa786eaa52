/** `sandbox/listening/`: ports, certificates, and the ways of not being reachable. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeCertificate } from './certificate.js';

/** How the sandbox listens when it cannot be reached as usual. */
export type ListenMode =
  /** the port is closed */
  | 'refused'
  /** the host name does not exist */
  | 'unresolvable'
  /** an address that no machine has a route to */
  | 'unreachable'
  /** an address that never answers */
  | 'no-answer'
  /** TLS with a certificate of an unknown authority */
  | 'tls-untrusted'
  /** TLS with a certificate that has expired */
  | 'tls-expired'
  /** TLS with a certificate for another host */
  | 'tls-hostname'
  /** plain HTTP behind an https: address */
  | 'tls-failed'
  /** something that is not HTTP */
  | 'not-http'
  /** as usual, but CONNECT is refused: for a client that uses the sandbox as its proxy */
  | 'proxy';

export interface Listener {
  /** Origin that clients are given. */
  url: string;
  /** PEM; set when there is TLS. */
  authority?: string;
  close(): Promise<void>;
}

type Serve = (message: IncomingMessage, response: ServerResponse) => void;

const HOST = '127.0.0.1';

/** Hosts in the URL other than the one that is listened on. */
const OTHER_HOSTS: Partial<Record<ListenMode, string>> = {
  // RFC 2606: never resolves.
  unresolvable: 'sandbox.invalid',
  // The broadcast address takes no TCP connections.
  unreachable: '255.255.255.255',
  // RFC 5737: no host has it.
  'no-answer': '192.0.2.1',
};

/** Listens on 127.0.0.1, by default over HTTP. Rejects with EADDRINUSE when the port is taken. */
export async function listen(port: number, how: ListenMode | undefined, serve: Serve): Promise<Listener> {
  const tls = how?.startsWith('tls-') && how !== 'tls-failed';
  const certificate = tls
    ? makeCertificate({
        host: how === 'tls-hostname' ? 'other.example.com' : HOST,
        nowMs: Date.now(),
        expired: how === 'tls-expired',
      })
    : undefined;
  const server = certificate
    ? createTlsServer({ cert: certificate.certificate, key: certificate.key }, serve)
    : how === 'not-http'
      ? createSocketServer(sendSshBanner)
      : createServer(serve);
  if (how === 'proxy') server.on('connect', refuseConnect);
  const bound = await bind(server, port);
  const scheme = how?.startsWith('tls-') ? 'https' : 'http';
  const url = `${scheme}://${(how && OTHER_HOSTS[how]) ?? HOST}:${bound}`;
  const close = createCloser(server);
  if (how === 'refused') await close();
  return { url, authority: certificate?.authority, close: how === 'refused' ? async () => {} : close };
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
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
