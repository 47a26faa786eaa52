import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFront } from './front.js';
import { nameCloudflare } from './namespace.js';
import { startSandbox } from './start-sandbox.js';

/**
 * Cloudflare as OpenClaw and cf-aig see it: its names, https, the sandbox behind them. Nothing points to loopback.
 * @typedef {object} Lab
 * @property {string} accountId
 * @property {string} token obviously fake
 * @property {Record<string, string>} env what makes its certificate trusted
 * @property {(gateway: string) => import('./front.js').Captured[]} requestsTo in order of the answers
 * @property {() => void} close
 */

/**
 * Inside of the namespaces only.
 * @param {import('./start-sandbox.js').Gateway[]} gateways
 * @returns {Promise<Lab>}
 */
export async function openLab(gateways) {
  const folder = mkdtempSync(join(tmpdir(), 'cf-aig-lab-'));
  nameCloudflare(folder);
  const sandbox = await startSandbox(folder, gateways);
  const front = await startFront(folder, sandbox.url);
  return {
    accountId: sandbox.accountId,
    token: sandbox.token,
    env: { NODE_EXTRA_CA_CERTS: front.authority },
    requestsTo: (gateway) => front.captured.filter((each) => each.gateway === gateway),
    close() {
      front.close();
      sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
