import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/cf-aig.js', import.meta.url));
export const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
export const FLAGS = ['--no-input', '--no-check', '--yes'];
export const INIT = [
  ...['init', '--account-id', '0123456789abcdef0123456789abcdef', '--gateway', 'my-gateway'],
  ...['--model', 'openai/gpt-4o-mini', '--token-stdin', ...FLAGS],
];
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, stdout: string, stderr: string }} Ended */

/**
 * Runs the built program in `home`, with the token on stdin and nothing else of the machine's environment but PATH.
 * @param {string} home @param {string[]} args
 * @param {{ flags?: string[], env?: Record<string, string>, timeout?: number }} [options] `flags`: of Node
 * @returns {Promise<Ended>}
 */
export function run(home, args, { flags = [], env, timeout = 60_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, BIN, ...args], {
      env: { PATH: process.env.PATH, HOME: home, ...env },
      cwd: home,
      timeout,
      killSignal: 'SIGKILL',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name].setEncoding('utf8').on('data', (text) => {
        output[name] += text;
      });
    }
    // The program may end before it has read the token.
    child.stdin.on('error', () => {}).end(TOKEN);
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
}
