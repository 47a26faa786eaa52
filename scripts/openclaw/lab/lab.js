import { startFront } from './front.js';
import { nameCloudflare } from './namespace.js';
import { startSandbox, TOKENS } from './start-sandbox.js';

/**
 * Cloudflare as OpenClaw and cf-aig see it: its names, https, the sandbox behind them. Nothing points to loopback.
 * @typedef {object} Lab
 * @property {string} folder temporary, for the files of this run
 * @property {string} accountId
 * @property {string} token
 * @property {string} otherToken as good
 * @property {Record<string, string>} env what makes its certificate trusted
 * @property {(gateway: string) => import('./front.js').Captured[]} requestsTo in order of the answers
 * @property {(gateway: string, model: string, marked: string) => void} failModel the provider fails when it is asked for
 * the model; `marked` says how, in the sandbox's terms
 * @property {(gateway: string) => void} repairModels ends what `failModel` began
 * @property {() => void} close
 */

/**
 * Inside of the namespaces only.
 * @param {string} folder
 * @param {import('./start-sandbox.js').Gateway[]} gateways
 * @returns {Promise<Lab>}
 */
export async function openLab(folder, gateways) {
  nameCloudflare(folder);
  const sandbox = await startSandbox(folder, gateways);
  const front = await startFront(folder, sandbox.url);
  return {
    folder,
    accountId: sandbox.accountId,
    token: TOKENS.first,
    otherToken: TOKENS.second,
    env: { NODE_EXTRA_CA_CERTS: front.authority },
    requestsTo: (gateway) => front.captured.filter((each) => each.gateway === gateway),
    failModel: (gateway, model, marked) => front.failures.set(gateway, [model, marked]),
    repairModels: (gateway) => front.failures.delete(gateway),
    close() {
      front.close();
      sandbox.stop();
    },
  };
}
