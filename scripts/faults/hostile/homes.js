import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands for the server until it has a port. */
const NOWHERE = 'http://127.0.0.1:9';
const FILES = ['openclaw.json', '.env'];

/** @typedef {Record<string, string>} Home the texts of its files */

/**
 * Homes as `init` sets them up.
 * @param {Record<string, string[]>} commands @param {string} root
 * @param {(args: string[], env: NodeJS.ProcessEnv) => Promise<void>} run @returns {Promise<Record<string, Home>>}
 */
export async function setUpHomes(commands, root, run) {
  /** @type {Record<string, Home>} */
  const homes = { empty: {} };
  for (const [name, args] of Object.entries(commands)) {
    const folder = join(root, name);
    await run([...args, '--no-check'], environment(folder, NOWHERE));
    homes[name] = readHome(folder);
  }
  return homes;
}

/** @param {string} folder @param {Home} home @param {string} origin */
export function writeHome(folder, home, origin) {
  mkdirSync(join(folder, '.openclaw'), { recursive: true, mode: 0o700 });
  for (const [file, text] of Object.entries(home))
    writeFileSync(join(folder, '.openclaw', file), text.replaceAll(`${NOWHERE}/`, `${origin}/`), {
      mode: 0o600,
    });
}

/** @param {string} folder @returns {Home} */
function readHome(folder) {
  return Object.fromEntries(
    FILES.map((file) => [file, readFileSync(join(folder, '.openclaw', file), 'utf8')]),
  );
}

/** @param {string} folder */
export function removeHome(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} folder @param {string} origin @returns {NodeJS.ProcessEnv} */
export function environment(folder, origin) {
  return {
    HOME: folder,
    PATH: '/nonexistent',
    CF_AIG_GATEWAY_ORIGIN: origin,
    CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
  };
}
