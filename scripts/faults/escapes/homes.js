import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GATEWAY } from '../program.js';
import { runAs } from './run-as.js';

/** Homes that init has set up, and a copy of one of them for each run. */
export class Homes {
  #folder;

  /** @param {string} root */
  constructor(root) {
    this.#folder = join(root, 'homes');
    this.home = join(root, 'home');
  }

  /**
   * @param {import('./run-as.js').Program} program @param {string} name @param {string} origin
   * @param {{ apiBaseUrl: string, token: string }} sandbox
   */
  async setUp(program, name, origin, { apiBaseUrl, token }) {
    const home = join(this.#folder, name);
    mkdirSync(home, { recursive: true });
    const args = ['init', ...GATEWAY, '--token-env', 'SET_UP_TOKEN', '--model', 'openai/gpt-4o-mini'];
    const { code, stderr } = await runAs(program, [...args, '--no-input', '--no-check'], {
      env: {
        HOME: home,
        CF_AIG_GATEWAY_ORIGIN: origin,
        CLOUDFLARE_API_BASE_URL: apiBaseUrl,
        SET_UP_TOKEN: token,
      },
    });
    if (code !== 0) throw new Error(stderr);
  }

  /** Makes `home` a copy of this one. @param {string} name */
  reset(name) {
    rmSync(this.home, { recursive: true, force: true });
    cpSync(join(this.#folder, name), this.home, { recursive: true });
  }

  /** @param {string} origin @returns {NodeJS.ProcessEnv} */
  env(origin) {
    return {
      HOME: this.home,
      PATH: '/nonexistent',
      CF_AIG_GATEWAY_ORIGIN: origin,
      CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
      GITHUB_STEP_SUMMARY: join(this.home, 'summary.md'),
    };
  }
}
