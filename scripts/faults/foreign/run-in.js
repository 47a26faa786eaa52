import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../../bin/cf-aig.js', import.meta.url));
export const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';

/**
 * Runs the built program in a folder; other runs go on meanwhile. `timedOut`: it was killed.
 * @param {string} cwd @param {string[]} args @param {{ env: Record<string, string>, input?: string, timeoutMs?: number }} options
 * @returns {Promise<{ timedOut: boolean, output: string, code: number | null }>}
 */
export function runIn(cwd, args, { env, input = TOKEN, timeoutMs = 60_000 }) {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd,
      env,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    child.on('error', reject);
    child.on('close', (code, signal) => done({ timedOut: signal === 'SIGKILL', output, code }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
