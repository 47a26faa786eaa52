/**
 * `cli/`: one run of the program on this process; the only room that knows commands, terminals and exit
 * codes.
 */

import { processIo } from './process-io.js';
import { report, run } from './run.js';
import { EXIT_BUG, EXIT_INTERRUPTED } from './shared/errors.js';

/** Milliseconds: two signals this close are one Ctrl-C, which the terminal and a parent such as npm or timeout pass on. */
const ECHO_MS = 100;

/** One run on this process: its arguments, its streams, its signals and its end. */
export async function main(): Promise<void> {
  const io = processIo();
  const argv = process.argv.slice(2);
  let last = Number.NEGATIVE_INFINITY;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (io.now() - last < ECHO_MS) return;
      last = io.now();
      if (!io.signals.send(signal)) process.exit(EXIT_INTERRUPTED);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.once(event, (thrown: unknown) => {
      process.exit(report(io, argv, thrown instanceof Error ? thrown : new Error(String(thrown))));
    });
  }
  // It stays so when the process runs out of work before the run comes to its end.
  process.exitCode = EXIT_BUG;
  process.exitCode = await run(io, argv);
  // What was interrupted may still be at work.
  if (process.exitCode === EXIT_INTERRUPTED) {
    await io.flush();
    process.exit();
  }
}
