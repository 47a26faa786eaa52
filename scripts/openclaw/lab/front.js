import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { ADDRESS, HOSTS } from './namespace.js';

/**
 * What came over the wire.
 * @typedef {object} Captured
 * @property {string} gateway of the path, or of the header `cf-aig-gateway-id`; empty for the management API
 * @property {string} path
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {unknown} body its JSON; undefined without one
 * @property {number} status
 */

/**
 * @typedef {object} Front
 * @property {string} authority file for NODE_EXTRA_CA_CERTS
 * @property {Captured[]} captured in order of the answers
 * @property {Map<string, [model: string, marked: string]>} failures by gateway: a model, and the id by which the sandbox
 * makes its provider fail
 * @property {() => void} close
 */

/**
 * TLS with Cloudflare's names in front of the sandbox.
 * @param {string} folder temporary
 * @param {string} sandbox its origin
 * @returns {Promise<Front>}
 */
export function startFront(folder, sandbox) {
  const { key, authority } = makeCertificate(folder);
  /** @type {Captured[]} */
  const captured = [];
  /** @type {Front['failures']} */
  const failures = new Map();
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(authority) },
    (incoming, outgoing) => {
      /** @type {Buffer[]} */
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () => {
        const { url: path = '', method, headers } = incoming;
        const gateway = gatewayIn(path, headers);
        const body = Buffer.concat(chunks).toString();
        const [model, marked] = failures.get(gateway) ?? [];
        const { host: _, 'content-length': __, ...rest } = headers;
        const onwards = request(sandbox + path, { method, headers: rest }, (answer) => {
          const status = answer.statusCode ?? 0;
          captured.push({ gateway, path, headers, body: parse(body), status });
          outgoing.writeHead(status, answer.headers);
          answer.pipe(outgoing);
        });
        onwards.on('error', () => outgoing.destroy());
        outgoing.on('close', () => onwards.destroy());
        onwards.end(model ? body.replace(`"model":"${model}"`, `"model":"${marked}"`) : body);
      });
    },
  );
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(443, ADDRESS, () => {
      resolve({
        authority,
        captured,
        failures,
        close() {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}

/**
 * @param {string} path
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
function gatewayIn(path, headers) {
  return /^\/v1\/[^/]+\/([^/?]+)/.exec(path)?.[1] ?? String(headers['cf-aig-gateway-id'] ?? '');
}

/** @param {string} body */
function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * A certificate that is its own authority.
 * @param {string} folder
 */
function makeCertificate(folder) {
  const [key, authority] = [join(folder, 'key.pem'), join(folder, 'authority.pem')];
  const names = HOSTS.map((host) => `DNS:${host}`).join();
  const subject = ['-subj', '/CN=cf-aig lab', '-addext', `subjectAltName=${names}`];
  const files = ['-keyout', key, '-out', authority];
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...ec, ...subject, ...files], { stdio: 'pipe' });
  return { key, authority };
}
