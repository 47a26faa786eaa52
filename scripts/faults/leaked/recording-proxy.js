import { createServer, request as forward } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { localPortOf } from '../../local-port.js';
import { ACCOUNT } from '../program.js';

/** @typedef {{ host: string, scheme: 'http' | 'https' | 'proxy', text: string }} Recorded */

/** The hosts that there are; a certificate for any other one is not trusted, and its name is recorded. */
const HOSTS = [
  'gateway.ai.cloudflare.com',
  'api.cloudflare.com',
  'api.openai.com',
  'evil.example',
  'other.example',
];

/**
 * A proxy that answers for every host, by TLS too, and records all that it gets. What is for Cloudflare goes on to a sandbox;
 * with `redirect`, every answer leads there.
 * @param {import('./home.js').Program} program @param {{ url: string }} sandbox
 */
export async function startRecordingProxy(program, sandbox) {
  /** @type {Recorded[]} */
  const recorded = [];
  const mode = { redirect: '', status: 302 };
  const certificates = new Map(HOSTS.map((host) => [host, program.certificateFor(host)]));

  /** @param {string} host @param {'http' | 'https'} scheme @returns {import('node:http').RequestListener} */
  const answer = (host, scheme) => (request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', url = '', rawHeaders, headers } = request;
      recorded.push({ host, scheme, text: [method, url, ...rawHeaders, body.toString()].join('\n') });
      if (mode.redirect) return void response.writeHead(mode.status, { location: mode.redirect }).end();
      const path = url.replace(/^http:\/\/[^/]*/, '');
      const isOwn = host.endsWith('cloudflare.com');
      // A provider answers as one behind the gateway does.
      const target = isOwn ? path : `/v1/${ACCOUNT}/open-gateway/openai/${path.replace(/^\/v1\//, '')}`;
      const { host: _host, ...passed } = headers;
      const onward = forward(`${sandbox.url}${target}`, { method, headers: passed }, (got) => {
        response.writeHead(got.statusCode ?? 500, got.headers);
        got.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  };

  const servers = new Map(
    [...certificates].map(([host, { certificate, key }]) => [
      host,
      createTlsServer({ cert: certificate, key }, answer(host, 'https')),
    ]),
  );
  const proxy = createServer((request, response) =>
    answer(new URL(request.url ?? '', 'http://proxy').host, 'http')(request, response),
  );
  proxy.on('connect', (request, socket) => {
    const host = (request.url ?? '').replace(/:\d+$/, '');
    recorded.push({ host, scheme: 'proxy', text: request.rawHeaders.join('\n') });
    const server = servers.get(host);
    socket.on('error', () => {});
    if (!server) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    server.emit('connection', socket);
  });
  const port = await localPortOf(proxy);
  return {
    mode,
    authorities: [...certificates.values()].map(({ authority }) => authority).join(''),
    port,
    take: () => recorded.splice(0),
    close() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
