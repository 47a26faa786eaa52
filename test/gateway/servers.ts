import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';

/** A server on a free local port, and a function that stops it at once. */
export interface Running {
  port: number;
  close(): Promise<void>;
}

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

export function serveHttp(handler: http.RequestListener): Promise<Running & { server: http.Server }> {
  const server = http.createServer(handler);
  return listen(server).then((running) => ({ ...running, server }));
}

/** With a self-signed certificate. */
export function serveHttps(handler: http.RequestListener): Promise<Running> {
  const key = fixture('self-signed.key.pem');
  return listen(https.createServer({ key, cert: fixture('self-signed.cert.pem') }, handler));
}

export function serveTcp(handler: (socket: net.Socket) => void): Promise<Running> {
  return listen(net.createServer(handler));
}

/** A proxy that tunnels everything to one local port. */
export function serveProxy(toPort: number, log: string[], refuse?: number): Promise<Running> {
  const server = http.createServer((request, response) => {
    log.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    if (refuse) return void response.writeHead(refuse).end();
    const target = new URL(request.url ?? '');
    const forward = http.request(
      { port: toPort, path: target.pathname, method: request.method },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(forward);
  });
  server.on('connect', (request: http.IncomingMessage, client: Duplex) => {
    log.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    if (refuse) return void client.end(`HTTP/1.1 ${refuse} No\r\n\r\n`);
    const upstream = net.connect(toPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  return listen(server);
}

/** A port that refuses connections. */
export async function closedPort(): Promise<number> {
  const { port, close } = await serveTcp(() => {});
  await close();
  return port;
}

function listen(server: net.Server): Promise<Running> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}
