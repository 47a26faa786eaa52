import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { BenchHome, BIN, inMs, median, runNode, timesOf } from './measure.js';

const ROUNDS = 15;
const OTHER_PROCESSES = 300;
const isNode20 = process.versions.node.startsWith('20.');

/** @type {Record<string, { args: string[], goal?: number }>} */
const COMMANDS = {
  '--version': { args: ['--version'], goal: isNode20 ? 1.35 : 1.15 },
  '--help': { args: ['--help'], goal: isNode20 ? 1.35 : 1.15 },
  'explain 2009': { args: ['explain', '2009'] },
  __complete: { args: ['__complete', '1', 'doc'] },
  status: { args: ['status'] },
  'doctor --offline': { args: ['doctor', '--offline'], goal: 5 },
};

/** From the start of the process to its end, against an empty script. @type {import('./measure.js').Part} */
export async function* start() {
  const home = new BenchHome();
  try {
    const run = (/** @type {string[]} */ args) => runNode(args, { env: home.env, mayFail: true });
    const times = await timesOf(
      {
        empty: () => run(['-e', '0']),
        ...Object.fromEntries(
          Object.entries(COMMANDS).map(([name, { args }]) => [name, () => run([BIN, ...args])]),
        ),
      },
      ROUNDS,
    );
    const [base = Number.NaN, ...others] = Object.values(times).map(median);
    for (const [index, [name, { goal }]] of Object.entries(COMMANDS).entries()) {
      const ms = others[index] ?? Number.NaN;
      yield { name, ratio: ms / base, detail: inMs(ms), goal, to: '`node -e 0`' };
    }
    yield await amongProcesses(run, others.at(-1) ?? Number.NaN);
  } finally {
    home.remove();
  }
}

/** The gateway of OpenClaw is looked for among all processes. @param {(args: string[]) => Promise<unknown>} run @param {number} alone */
async function amongProcesses(run, alone) {
  const sleepers = Array.from({ length: OTHER_PROCESSES }, () =>
    spawn('sleep', ['600'], { stdio: 'ignore' }),
  );
  await Promise.all(sleepers.map((child) => once(child, 'spawn')));
  const { crowded = [] } = await timesOf({ crowded: () => run([BIN, 'doctor', '--offline']) }, 5);
  for (const child of sleepers) child.kill();
  const ms = median(crowded);
  return {
    name: `doctor --offline among ${OTHER_PROCESSES} more processes`,
    ratio: ms / alone,
    detail: inMs(ms),
    to: 'without them',
  };
}
