// Whether cf-aig and OpenClaw's own reader agree on which configurations OpenClaw takes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { runProgram, tail } from '../run-program.js';
import { BASES } from './bases.js';
import { mutate } from './mutate.js';

/**
 * @typedef {object} Agreement
 * @property {number} count of configurations
 * @property {number} refused of them by OpenClaw
 * @property {string[]} missed refused by OpenClaw only: what it says
 * @property {string[]} wrong refused by cf-aig only: what it says
 */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const READER = fileURLToPath(new URL('./read-with-openclaw.js', import.meta.url));

/**
 * Puts configurations before both: every base, and what mutate.js makes of them.
 * @param {import('../install.js').Installed} installed
 * @param {{ count?: number, seed?: number }} [options]
 * @returns {Promise<Agreement>}
 */
export async function schemaAgreement(installed, { count = 300, seed = 1 } = {}) {
  const bases = Object.values(BASES);
  const configs = [...bases, ...mutate(bases, count - bases.length, seed)];
  const folder = mkdtempSync(join(tmpdir(), 'cf-aig-schema-'));
  try {
    const theirs = await readWithOpenClaw(installed, configs, folder);
    const ours = await readWithCfAig(configs, folder);
    const say = (/** @type {string[] | undefined} */ says, /** @type {number} */ index) =>
      `${says?.[0]} in ${JSON.stringify(configs[index]).slice(0, 300)}`;
    return {
      count,
      refused: theirs.filter((says) => says.length).length,
      missed: theirs.flatMap((says, index) =>
        says.length && !ours[index]?.length ? [say(says, index)] : [],
      ),
      wrong: ours.flatMap((says, index) => (says.length && !theirs[index]?.length ? [say(says, index)] : [])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * @param {import('../install.js').Installed} installed
 * @param {object[]} configs
 * @param {string} folder
 * @returns {Promise<string[][]>} what it says against each
 */
async function readWithOpenClaw({ node, bin }, configs, folder) {
  const state = join(folder, 'home', '.openclaw');
  mkdirSync(state, { recursive: true });
  const [input, output] = [join(folder, 'configs.json'), join(folder, 'verdicts.json')];
  writeFileSync(input, JSON.stringify(configs));
  const ended = await runProgram(join(node, 'node'), [READER, join(bin, '..', 'openclaw'), input, output], {
    env: {
      PATH: `${node}${delimiter}${process.env.PATH}`,
      HOME: join(folder, 'home'),
      OPENCLAW_CONFIG_PATH: join(state, 'openclaw.json'),
    },
    cwd: folder,
  });
  if (ended.code !== 0) throw new Error(`OpenClaw's reader: ${tail(ended)}`);
  return JSON.parse(readFileSync(output, 'utf8'));
}

/**
 * @param {object[]} configs
 * @param {string} folder
 * @returns {Promise<string[][]>}
 */
async function readWithCfAig(configs, folder) {
  const outfile = join(folder, 'rejections.cjs');
  await build({
    stdin: {
      contents: `export { rejectionsOf } from './src/openclaw/schema/rejections.ts';
        export { environmentOf } from './src/openclaw/secrets/environment.ts';`,
      resolveDir: ROOT,
    },
    bundle: true,
    outfile,
    format: 'cjs',
    platform: 'node',
  });
  const { rejectionsOf, environmentOf } = await import(pathToFileURL(outfile).href);
  const environment = environmentOf({});
  return configs.map((config) =>
    rejectionsOf({ config, environment, hasPlugins: false }).map(
      (/** @type {{ detail: string }} */ { detail }) => detail,
    ),
  );
}
