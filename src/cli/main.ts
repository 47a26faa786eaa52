/**
 * `cli/`: the program as a process. Only this room knows about commands, terminals and exit codes.
 */

import { isSecretName } from '../lib/redact/secret-name.js';
import { processIo } from './process-io.js';
import { report, run } from './run.js';
import { EXIT_BUG, EXIT_INTERRUPTED } from './shared/errors.js';
import type { Io } from './shared/io.js';

/** Milliseconds. Two signals within this time are one Ctrl-C, sent by the terminal and by a parent such as npm or timeout. */
const ECHO_MS = 100;

const FLUSH_MS = 1000;

/** Connects one run to the process: arguments, streams, signals, exit code. */
export async function main(): Promise<void> {
  let hasResult = false;
  const io = processIo();
  const { out } = io;
  io.out = (text) => {
    hasResult = true;
    out(text);
  };
  const argv = process.argv.slice(2);
  listenWhileAwaiting(io);
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.once(event, (thrown: unknown) => {
      io.signals.close();
      // The files may not have been read yet, so their secrets are unknown.
      io.redactor.addAll(
        Object.entries(io.env).flatMap(([name, value]) => (isSecretName(name) ? [value] : [])),
      );
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      process.exit(report(io, argv, error, { hasResult }));
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

/** Nohup, whose programs outlive the terminal, leaves none of it to stderr. */
const SIGNALS = ['SIGINT', 'SIGTERM', ...(process.stderr.isTTY ? ['SIGHUP'] : [])];

/** Without a listener the system ends the process at the first signal, whatever it does. */
function listenWhileAwaiting({ signals, now }: Pick<Io, 'signals' | 'now'>): void {
  let last = Number.NEGATIVE_INFINITY;
  const listener = (signal: NodeJS.Signals) => {
    if (now() - last < ECHO_MS) return;
    last = now();
    const isSecond = signals.count > 0;
    if (isSecond) signals.close();
    if (!signals.send(signal)) process.exit(EXIT_INTERRUPTED);
  };
  signals.onListen = (listens) => {
    for (const signal of SIGNALS) {
      if (listens) process.on(signal, listener);
      // The echo of a signal that was delivered must not cut off what it is answered with.
      else if (signals.count === 0) process.off(signal, listener);
    }
  };
}
