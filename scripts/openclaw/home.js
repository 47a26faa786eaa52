import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Nothing listens there: OpenClaw must not install plugins of its own accord. */
const DEAD_REGISTRY = 'http://127.0.0.1:9/';

/**
 * A new user's home, with one OpenClaw first on the PATH. No variable moves an address: what is asked is Cloudflare.
 * @typedef {object} Home
 * @property {string} folder
 * @property {string} config path of openclaw.json
 * @property {string} dotenv path of .env
 * @property {Record<string, string>} env
 * @property {(config: object, dotenv: string) => void} write
 * @property {() => void} remove
 */

/**
 * @param {import('./install.js').Installed} installed
 * @param {import('./lab/lab.js').Lab} lab
 * @returns {Home}
 */
export function makeHome({ node, bin }, lab) {
  const folder = mkdtempSync(join(lab.folder, 'home-'));
  const state = join(folder, '.openclaw');
  const [config, dotenv] = [join(state, 'openclaw.json'), join(state, '.env')];
  return {
    folder,
    config,
    dotenv,
    env: {
      PATH: [node, bin, process.env.PATH].join(delimiter),
      HOME: folder,
      NO_COLOR: '1',
      npm_config_registry: DEAD_REGISTRY,
      npm_config_fetch_retries: '0',
      ...lab.env,
    },
    write(content, variables) {
      mkdirSync(state, { recursive: true, mode: 0o700 });
      writeFileSync(config, JSON.stringify(content, null, 2), { mode: 0o600 });
      writeFileSync(dotenv, variables, { mode: 0o600 });
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
