import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { BIN } from '../../program.js';

/** The sandbox of the built program. @param {string[]} args */
export async function startSandbox(args) {
  const child = spawn(process.execPath, [BIN, 'sandbox', '--port', '0', ...args], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const text = await new Promise((resolve) => {
    let start = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      start += chunk;
      if (/127\.0\.0\.1:\d+[\s\S]*cfut_\w+/.test(start)) resolve(start);
    });
  });
  const status = `/proc/${child.pid}/status`;
  return {
    port: Number(/127\.0\.0\.1:(\d+)/.exec(text)?.[1]),
    token: /cfut_\w+/.exec(text)?.[0] ?? '',
    hasEnded: () => ended,
    stop: () => void child.kill(),
    takeOutput() {
      const taken = output;
      output = '';
      return taken;
    },
    /** Bytes; 0 where the system does not say. */
    memory: () =>
      existsSync(status)
        ? Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) * 1024
        : 0,
  };
}
