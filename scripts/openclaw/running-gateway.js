import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from './run-program.js';

const START_TIMEOUT_MS = 180_000;

/** @typedef {{ pid: number, stop(): Promise<void> }} RunningGateway */

/**
 * `openclaw gateway run`, until its port is open.
 * @param {import('./home.js').Home} home
 * @param {number} port of its config
 * @returns {Promise<RunningGateway>}
 */
export async function startGateway({ env }, port) {
  const child = spawn('openclaw', ['gateway', 'run'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  const exit = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await exit;
    clearTimeout(killer);
  };
  const open = await waitForPort(port, () => child.exitCode === null);
  if (open) return { pid: child.pid ?? 0, stop };
  await stop();
  throw new Error(`openclaw gateway run does not listen on ${port}: ${text.slice(-1500)}`);
}

/**
 * `openclaw gateway restart`, which restarts in the same process where no service manager is.
 * @param {import('./home.js').Home} home
 * @param {number} port of its config
 */
export async function restartGateway({ env }, port) {
  await runProgram('openclaw', ['gateway', 'restart'], { env });
  // It answers before it closes the port.
  await sleep(5_000);
  await waitForPort(port);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} false: not in time, or `goesOn` said no
 */
async function waitForPort(port, goesOn = () => true) {
  for (const start = Date.now(); Date.now() - start < START_TIMEOUT_MS && goesOn(); await sleep(500)) {
    if (await isOpen(port)) return true;
  }
  return false;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (/** @type {boolean} */ open) => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', () => end(true)).on('error', () => end(false));
  });
}
