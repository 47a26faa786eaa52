import { parentPort, workerData } from 'node:worker_threads';
import { configStory } from './config-story.js';
import { envStory } from './env-story.js';

/** So many misses of one operation are reported in full. */
const MOST_MISSES = 20;

const STORIES = { configs: configStory, envs: envStory };
const { kind, from, to } = /** @type {{ kind: keyof typeof STORIES, from: number, to: number }} */ (
  workerData
);
console.warn = () => {};

/** @type {Map<string, { tried: number, failed: [string, { kind: string, what: string }[]][] }>} */
const lines = new Map();
for (let seed = from; seed < to; seed++) {
  await STORIES[kind](seed, (operation, found) => {
    const line = lines.get(operation) ?? { tried: 0, failed: [] };
    lines.set(operation, line);
    line.tried++;
    if (found.length)
      line.failed.push([`seed ${seed}`, line.failed.length < MOST_MISSES ? found : found.slice(0, 1)]);
  });
}
parentPort?.postMessage([...lines]);
