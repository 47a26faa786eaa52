import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CF_AIG } from '../run-program.js';

/** @typedef {{ id: string, authentication?: boolean, rateLimitingLimit?: number, rateLimitingInterval?: number }} Gateway */
/** @typedef {{ url: string, accountId: string, stop(): void }} Sandbox */

/** Gateway tokens with all permissions. */
export const TOKENS = {
  first: 'cfut_labFAKEtoken000000000000000000000000000000first0',
  second: 'cfut_labFAKEtoken00000000000000000000000000000second0',
};

/**
 * `cf-aig sandbox` with these gateways.
 * @param {string} folder temporary
 * @param {Gateway[]} gateways
 * @returns {Promise<Sandbox>}
 */
export function startSandbox(folder, gateways) {
  const config = join(folder, 'sandbox.json');
  writeFileSync(
    config,
    JSON.stringify({ gateways, tokens: Object.values(TOKENS).map((value) => ({ value })) }),
  );
  const args = [CF_AIG, 'sandbox', '--port', '0', '--json', '--sandbox-config', config];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('exit', () => reject(new Error('the sandbox ended')));
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      try {
        resolve({ ...JSON.parse(text), stop: () => child.kill() });
      } catch {
        // The document is not complete yet.
      }
    });
  });
}
