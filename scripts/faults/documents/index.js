import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { line } from '../report.js';

const CONFIGS = 100_000;
const ENVS = 20_000;
/** Seeds of one worker at a time. */
const BATCH = 2500;

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** 100,000 configs and 20,000 `.env` files through every change. `CF_AIG_SEED` tries one document. @type {import('../report.js').Attack} */
export async function* documents() {
  // In the repository, where the packages are found.
  const program = join(root, 'node_modules', `.cf-aig-documents-${process.pid}.mjs`);
  await build({
    entryPoints: ['./scripts/faults/documents/worker.js'],
    outfile: program,
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  });
  try {
    for (const [kind, count] of /** @type {const} */ ([
      ['configs', CONFIGS],
      ['envs', ENVS],
    ])) {
      for (const [operation, { tried, failed }] of await storiesOf(program, kind, count))
        yield line(`documents: ${operation}`, tried, new Map(failed));
    }
  } finally {
    rmSync(program);
  }
}

/** @typedef {{ tried: number, failed: [string, import('../report.js').Miss[]][] }} Told */

/** @param {string} program @param {string} kind @param {number} count @returns {Promise<Map<string, Told>>} by operation */
async function storiesOf(program, kind, count) {
  /** @type {Map<string, Told>} */
  const all = new Map();
  const only = process.env.CF_AIG_SEED;
  const end = only === undefined ? count : Number(only) + 1;
  let next = only === undefined ? 0 : Number(only);
  const work = async () => {
    while (next < end) {
      const from = next;
      next = Math.min(end, next + BATCH);
      for (const [operation, { tried, failed }] of await inWorker(program, { kind, from, to: next })) {
        const told = all.get(operation) ?? { tried: 0, failed: [] };
        all.set(operation, { tried: told.tried + tried, failed: [...told.failed, ...failed] });
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return all;
}

/** @param {string} program @param {object} workerData @returns {Promise<[string, Told][]>} */
function inWorker(program, workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
