import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/cf-aig.js', import.meta.url));
export const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
export const ACCOUNT = '0123456789abcdef0123456789abcdef';
/** Which gateway. */
export const GATEWAY = ['--account-id', ACCOUNT, '--gateway', 'my-gateway'];
export const FLAGS = ['--no-input', '--no-check', '--yes'];
export const INIT = [
  ...['init', ...GATEWAY],
  ...['--model', 'openai/gpt-4o-mini', '--token-stdin', ...FLAGS],
];
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, stdout: string, stderr: string }} Ended */

/**
 * Runs the built program, and kills it after `timeoutMs`. Of this machine's environment it gets nothing but PATH.
 * @param {string} home @param {string[]} args
 * @param {{ flags?: string[], env?: Record<string, string>, cwd?: string, input?: string, timeoutMs?: number }} [options]
 *   `flags`: of Node; `input`: on stdin
 * @returns {Promise<Ended>}
 */
export function run(home, args, { flags = [], env, cwd = home, input = TOKEN, timeoutMs = 60_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, BIN, ...args], {
      env: { PATH: process.env.PATH, HOME: home, ...env },
      cwd,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name].setEncoding('utf8').on('data', (text) => {
        output[name] += text;
      });
    }
    // The program may end before it has read its input.
    child.stdin.on('error', () => {}).end(input);
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
}
