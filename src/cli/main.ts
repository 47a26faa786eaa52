/**
 * `cli/`: the program as a process. Only this room knows about commands, terminals and exit codes.
 */

import { isSecretName } from '../lib/redact/secret-name.js';
import { processIo } from './process-io.js';
import { report, run } from './run.js';
import { EXIT_BUG, EXIT_INTERRUPTED } from './shared/errors.js';

/** Milliseconds. Two signals within this time are one Ctrl-C, sent by the terminal and by a parent such as npm or timeout. */
const ECHO_MS = 100;

const FLUSH_MS = 1000;

/** Connects one run to the process: arguments, streams, signals, exit code. */
export async function main(): Promise<void> {
  const io = processIo();
  const argv = process.argv.slice(2);
  let last = Number.NEGATIVE_INFINITY;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (io.now() - last < ECHO_MS) return;
      last = io.now();
      const isSecond = io.signals.count > 0;
      if (isSecond) io.signals.close();
      if (!io.signals.send(signal)) process.exit(EXIT_INTERRUPTED);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.once(event, (thrown: unknown) => {
      io.signals.close();
      // The files may not have been read yet, so their secrets are unknown.
      io.redactor.addAll(
        Object.entries(io.env).flatMap(([name, value]) => (isSecretName(name) ? [value] : [])),
      );
      process.exit(report(io, argv, thrown instanceof Error ? thrown : new Error(String(thrown))));
    });
  }
  // Stays in effect if the event loop becomes empty before the run ends.
  process.exitCode = EXIT_BUG;
  process.exitCode = await run(io, argv);
  // The interrupted work may still be running.
  if (process.exitCode === EXIT_INTERRUPTED) {
    // The reader of a pipe may have stopped reading.
    await Promise.race([io.flush(), io.sleep(FLUSH_MS)]);
    process.exit();
  }
}
