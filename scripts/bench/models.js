import { BenchHome, BIN, inMs, median, runNode, setup } from './measure.js';
import { startFront } from './slow-front.js';

const ROUNDS = 5;
const MANY = 100;
/** Milliseconds. */
const SLOWEST = 1_000;

/** From the first request of test-model to its last answer, against the slowest model. @type {import('./measure.js').Part} */
export async function* models() {
  const { startSandbox } = await import('../../dist/sandbox.mjs');
  const sandbox = await startSandbox();
  const home = new BenchHome();
  try {
    const front = await startFront(sandbox.url, 300);
    home.write({ config: setup({ origin: front.url }), token: sandbox.token });
    yield await elapsed('one model that answers in 300 ms', ['test-model'], home, 1.3);
    front.close();
    const ids = Array.from(
      { length: MANY },
      (_, index) => `openai/slow-${Math.round((SLOWEST * (index + 1)) / MANY)}-${index}`,
    );
    home.write({ config: setup({ origin: sandbox.url, models: ids }), token: sandbox.token });
    const args = ['test-model', '--all', '--concurrency', String(MANY)];
    yield await elapsed(`${MANY} models at once, the slowest in ${SLOWEST} ms`, args, home, 1.5);
  } finally {
    home.remove();
    await sandbox.close();
  }
}

/** @param {string} name @param {string[]} args @param {BenchHome} home @param {number} goal */
async function elapsed(name, args, home, goal) {
  /** @type {number[]} */
  const ratios = [];
  let last = Number.NaN;
  for (let round = 0; round < ROUNDS; round++) {
    const { elapsedMs, results } = JSON.parse(await runNode([BIN, ...args, '--json'], { env: home.env }));
    last = elapsedMs;
    ratios.push(
      elapsedMs / Math.max(...results.map((/** @type {{ totalMs: number }} */ one) => one.totalMs)),
    );
  }
  return {
    name: `test-model, ${name}`,
    ratio: median(ratios),
    detail: inMs(last),
    goal,
    to: 'the slowest answer',
  };
}
