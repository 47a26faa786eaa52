import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/cf-aig.js', import.meta.url));
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
export const FLAGS = ['--no-input', '--no-check', '--yes'];
export const INIT = [
  ...['init', '--account-id', '0123456789abcdef0123456789abcdef', '--gateway', 'my-gateway'],
  ...['--model', 'openai/gpt-4o-mini', '--token-stdin', ...FLAGS],
];
const CONFIG = '// mine\n{\n  agents: { defaults: { workspace: "~/w" } }, // kept\n}\n';
const ENV = '# mine\nOTHER_KEY=sk-FAKEfakeFAKEfakeFAKE\n';

/** The files of a home that must never be lost. */
export const FILES = ['openclaw.json', '.env'];

/** A home with a config and a `.env` of the user's own. @param {string} home @param {{ config?: string, env?: string }} [files] */
export function writeHome(home, { config = CONFIG, env = ENV } = {}) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, '.openclaw'), { recursive: true, mode: 0o700 });
  writeFileSync(join(home, '.openclaw', 'openclaw.json'), config, { mode: 0o600 });
  writeFileSync(join(home, '.openclaw', '.env'), env, { mode: 0o600 });
}

/** @param {string} from @param {string} to */
export function copyHome(from, to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

/** @param {string} home @returns {Record<string, string | undefined>} */
export function contents(home) {
  const read = (/** @type {string} */ file) => {
    const path = join(home, '.openclaw', file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return Object.fromEntries(FILES.map((file) => [file, read(file)]));
}

/**
 * Runs the built program in `home`, with the token on stdin and nothing else of the machine's environment but PATH.
 * @param {string} home @param {string[]} args @param {{ preload?: string, env?: Record<string, string>, timeout?: number }} [options]
 */
export function run(home, args, { preload, env, timeout = 60_000 } = {}) {
  const command = [...(preload ? ['--import', preload] : []), BIN, ...args];
  return spawnSync(process.execPath, command, {
    env: { PATH: process.env.PATH, HOME: home, ...env },
    input: TOKEN,
    encoding: 'utf8',
    timeout,
  });
}
