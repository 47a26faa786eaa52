import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundle, moduleIn } from '../bundle.js';
import { inPool } from '../pool.js';
import { line } from '../report.js';

const CONFIGS = 100_000;
const ENVS = 20_000;
/** Seeds of one worker at a time. */
const BATCH = 2500;

/** 100,000 configs and 20,000 `.env` files through every change. `FAULTS_ONLY` tries the document of one seed. @type {import('../report.js').Attack} */
export async function* documents(root) {
  const folder = join(root, 'bundle');
  await bundle(folder, { worker: 'scripts/faults/documents/worker.js' });
  for (const [kind, count] of /** @type {const} */ ([
    ['configs', CONFIGS],
    ['envs', ENVS],
  ])) {
    for (const [operation, { tried, failed }] of await tryAll(moduleIn(folder, 'worker'), kind, count))
      yield line(`documents: ${operation}`, tried, new Map(failed));
  }
}

/** @typedef {{ tried: number, failed: [string, import('../report.js').Miss[]][] }} Tally */

/** @param {string} program @param {string} kind @param {number} count @returns {Promise<Map<string, Tally>>} by operation */
async function tryAll(program, kind, count) {
  /** @type {Map<string, Tally>} */
  const all = new Map();
  await inPool(batches(count), availableParallelism(), async (batch) => {
    for (const [operation, { tried, failed }] of await inWorker(program, { kind, ...batch })) {
      const tally = all.get(operation) ?? { tried: 0, failed: [] };
      all.set(operation, { tried: tally.tried + tried, failed: [...tally.failed, ...failed] });
    }
  });
  return all;
}

/** @param {number} count @returns {{ from: number, to: number }[]} seeds, half-open */
function batches(count) {
  const only = process.env.FAULTS_ONLY;
  if (only !== undefined) return [{ from: Number(only), to: Number(only) + 1 }];
  return Array.from({ length: Math.ceil(count / BATCH) }, (_, index) => ({
    from: index * BATCH,
    to: Math.min(count, (index + 1) * BATCH),
  }));
}

/** @param {string} program @param {object} workerData @returns {Promise<[string, Tally][]>} */
function inWorker(program, workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
