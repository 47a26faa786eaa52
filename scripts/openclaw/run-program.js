import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {{ code: number | string, stdout: string, stderr: string, seconds: number }} Ended code: or the signal */

/** Path of the built program. */
export const CF_AIG = fileURLToPath(new URL('../../bin/cf-aig.js', import.meta.url));

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, input?: string, timeout?: number, cwd?: string }} [options] timeout: milliseconds
 * @returns {Promise<Ended>}
 */
export function runProgram(command, args, { env = process.env, input = '', timeout = 600_000, cwd } = {}) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(command, args, { env, timeout, killSignal: 'SIGKILL', cwd, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output[stream] += text;
      });
    }
    const end = (/** @type {number | string} */ code) =>
      resolve({ code, ...output, seconds: (performance.now() - start) / 1000 });
    child.on('error', (error) => {
      output.stderr += error.message;
      end('no start');
    });
    child.on('close', (code, signal) => end(code ?? signal ?? 'no code'));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export function runCfAig(args, env) {
  return runProgram(process.execPath, [CF_AIG, ...args], { env });
}

/**
 * The end of what a program printed.
 * @param {Ended} ended
 */
export function tail({ code, stdout, stderr }) {
  return `exit ${code}\n${`${stdout}\n${stderr}`.trim().slice(-1500)}`;
}
