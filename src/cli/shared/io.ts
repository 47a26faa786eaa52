/** `cli/shared/`: what commands share: streams, flags, results, errors, the way to the setup. */

import type { Redactor } from '../../lib/redact/redactor.js';
import type { Machine } from '../../openclaw/machine/this-machine.js';
import type { Signals } from './signals.js';

/** The process as a run sees it: all that it may touch, with every word out of it passing the redactor. */
export interface Io {
  env: NodeJS.ProcessEnv;
  cwd: string;
  homedir: string;
  platform: NodeJS.Platform;
  nodeVersion: string;
  /** The command line that starts this program: Node and the script. */
  program: readonly string[];
  /** What is looked at beside the user's files: processes, the clock, DNS. */
  machine: Machine;
  redactor: Redactor;
  signals: Signals;
  stdinIsTty: boolean;
  stdoutIsTty: boolean;
  stderrIsTty: boolean;
  /** The terminal shows more than ASCII. */
  unicode: boolean;
  /** Columns of the terminal; 80 without one. */
  columns: number;
  /** Lines of the terminal that stderr goes to; 24 without one. */
  rows: number;
  /** The result. */
  out(text: string): void;
  /** The conversation. */
  err(text: string): void;
  /** Resolves when the reader of stdout has taken what was written; false: it has gone. */
  flush(): Promise<boolean>;
  /** All of stdin; undefined when there is more of it than `limit` bytes. */
  readStdin(limit: number): Promise<string | undefined>;
  /** For questions: the keys that are pressed. */
  keys: NodeJS.ReadableStream;
  /** A new stream to `err` for each question, which ends it; it knows the size of the terminal. */
  openScreen(): NodeJS.WritableStream & { columns: number; rows: number };
  /** Milliseconds from a fixed point. */
  now(): number;
  /** Rejects with AbortError when `signal` ends the wait. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
