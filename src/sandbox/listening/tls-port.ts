import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createSocketServer, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { CLOUDFLARE_HOSTS } from '../http/host-check.js';
import type { Certificate } from './certificate.js';

/** The first byte of a TLS connection: a record of a handshake. */
const HANDSHAKE = 0x16;

/**
 * One port for HTTP and TLS, which the first byte distinguishes, and a proxy to itself under Cloudflare's names: a
 * client whose hosts cannot be changed takes it as its HTTPS_PROXY.
 */
export function createTlsPort(
  { certificate, key }: Certificate,
  serve: RequestListener,
  /** Called with the host and port that a client wanted. */
  onRefusal: (target: string) => void,
): Server {
  const plain = createServer(serve);
  const encrypted = createHttpsServer({ cert: certificate, key }, serve);
  const accept = (socket: Duplex) => {
    socket.on('error', () => {});
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1);
      if (!first) return void socket.destroy();
      socket.unshift(first);
      (first[0] === HANDSHAKE ? encrypted : plain).emit('connection', socket);
    });
  };
  const tunnels = new WeakSet<Duplex>();
  plain.on('connect', ({ url = '' }, socket, head) => {
    // Each tunnel inside another would add listeners to the one socket.
    if (tunnels.has(socket)) return void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    if (!isCloudflare(url)) {
      onRefusal(url);
      return refuse(socket);
    }
    tunnels.add(socket);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length) socket.unshift(head);
    accept(socket);
  });
  return createSocketServer(accept);
}

/** `target`: host and port, as CONNECT has them. */
function isCloudflare(target: string): boolean {
  return CLOUDFLARE_HOSTS.some((host) => target.toLowerCase() === `${host}:443`);
}

function refuse(socket: Duplex): void {
  const body = `The sandbox is a proxy for ${CLOUDFLARE_HOSTS.join(' and ')} only, port 443.\n`;
  socket.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
