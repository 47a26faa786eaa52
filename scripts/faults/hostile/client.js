// A process that runs the command line many times at once, and reports to its parent what each run printed and how it ended.
import { load } from '../bundle.js';

/**
 * @typedef {{ id: number, args: string[], env: NodeJS.ProcessEnv, stopMs?: number }} Job `stopMs`: when Ctrl-C comes
 * @typedef {{ id: number, code: number, stdout: string, stderr: string, ms: number }} Ended
 * @typedef {{ trouble: string }} Trouble what the process itself saw: a warning, a rejection that nothing handles
 */

const [folder = ''] = process.argv.slice(2);
/** @type {typeof import('../../../src/cli/run.js')} */
const { run } = await load(folder, 'run');
/** @type {typeof import('../../../test/memory-io.js')} */
const { memoryIo } = await load(folder, 'memory-io');

const BEAT_MS = 100;

let last = performance.now();
let usage = process.cpuUsage();
/** Milliseconds so far in which the process had no turn at all: that is not the time of one run. */
let lateMs = 0;

/** @param {Ended | Trouble | { beat: number, memory: number }} message */
const send = (message) => void process.send?.(message);

for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => send({ trouble: `${event}: ${error?.stack ?? error}` }));
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') send({ trouble: `${warning.name}: ${warning.message}` });
});

process.on('message', async (/** @type {Job} */ { id, args, env, stopMs }) => {
  const io = memoryIo({ env });
  const start = performance.now() - lateMs;
  const stop = stopMs && setTimeout(() => io.signals.send('SIGINT'), stopMs);
  const code = await run(io, args);
  clearTimeout(stop);
  send({ id, code, stdout: io.stdout, stderr: io.stderr, ms: performance.now() - lateMs - start });
});
process.on('disconnect', () => process.exit());

/** Bytes, from which on garbage is collected before memory is judged. */
const MUCH_MEMORY = 1_000_000_000;

setInterval(() => {
  const now = performance.now();
  const late = now - last - BEAT_MS;
  const used = process.cpuUsage(usage);
  last = now;
  usage = process.cpuUsage();
  lateMs += Math.max(0, late);
  // Late by its own work, not by that of other processes.
  send({ beat: Math.min(late, (used.user + used.system) / 1000), memory: memoryInUse() });
}, BEAT_MS);

/** Bytes. Garbage does not count: V8 leaves much of it where there is room. */
function memoryInUse() {
  if (process.memoryUsage.rss() > MUCH_MEMORY) globalThis.gc?.();
  return process.memoryUsage.rss();
}

send({ beat: 0, memory: 0 });
