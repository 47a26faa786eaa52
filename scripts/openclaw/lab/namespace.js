import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Cloudflare's two names. */
export const HOSTS = ['gateway.ai.cloudflare.com', 'api.cloudflare.com'];

/** An ordinary address: OpenClaw refuses private and special-use ones. It exists on `lo` of the namespace alone. */
export const ADDRESS = '104.16.132.229';

/** `-r`: as another user than root, who becomes root inside. */
const UNSHARE = ['-n', '-m', ...(process.getuid?.() === 0 ? [] : ['-r'])];

/**
 * Why there is no lab on this machine; undefined: there is one.
 * @returns {string | undefined}
 */
export function noLabReason() {
  if (process.platform !== 'linux') return `the lab needs Linux, this is ${process.platform}`;
  try {
    execFileSync('unshare', [...UNSHARE, 'sh', '-c', 'ip link set lo up && openssl version'], {
      stdio: 'pipe',
    });
    return undefined;
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: Buffer }} */ (error);
    return `the lab needs unshare, ip and openssl, and the right to use them: ${stderr?.toString().trim() || message}`;
  }
}

/**
 * Runs this script again inside of network and mount namespaces of its own. A signal ends all that it started.
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export function runInNamespace(args) {
  return new Promise((resolve) => {
    const options = /** @type {const} */ ({ stdio: 'inherit', detached: true });
    const child = spawn('unshare', [...UNSHARE, process.execPath, ...args], options);
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => process.kill(-(child.pid ?? 0), signal));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Inside the namespaces: gives Cloudflare's names an address on `lo`. The host's files stay as they are.
 * @param {string} folder temporary
 */
export function nameCloudflare(folder) {
  const hosts = join(folder, 'hosts');
  writeFileSync(hosts, `127.0.0.1 localhost\n${HOSTS.map((host) => `${ADDRESS} ${host}\n`).join('')}`);
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  execFileSync('ip', ['address', 'add', `${ADDRESS}/32`, 'dev', 'lo']);
  execFileSync('mount', ['--bind', hosts, '/etc/hosts']);
}
