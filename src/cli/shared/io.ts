/** `cli/shared/`: what commands share: streams, flags, results, errors, access to the setup. */

import type { Redactor } from '../../lib/redact/redactor.js';
import type { Printable } from '../../lib/text/printable.js';
import type { Machine } from '../../openclaw/machine/this-machine.js';
import type { Signals } from './signals.js';

/** A run's only access to the process. All output is redacted. */
export interface Io {
  env: NodeJS.ProcessEnv;
  cwd: string;
  homedir: string;
  platform: NodeJS.Platform;
  nodeVersion: string;
  /** The command that starts this program: Node and the script. */
  program: readonly string[];
  /** Processes, the clock, DNS, ... */
  machine: Machine;
  redactor: Redactor;
  signals: Signals;
  stdinIsTty: boolean;
  stdoutIsTty: boolean;
  stderrIsTty: boolean;
  /** The terminal can show more than ASCII. */
  unicode: boolean;
  /** Columns of the terminal; 80 without one. */
  columns: number;
  /** Lines of the terminal that stderr goes to; 24 without one. */
  rows: number;
  /** Writes to stdout, which has only the result. Any text: it becomes printable. */
  out: (text: string) => void;
  /** Writes to stderr: prompts, progress, errors. Any text: it becomes printable. */
  err: (text: string) => void;
  /** Writes control sequences to stderr. */
  draw: (text: Printable) => void;
  /** Resolves when everything written to stdout has been read; to false if the reader has closed it. */
  flush(): Promise<boolean>;
  /** All of stdin; undefined if it is longer than `limit` bytes. */
  readStdin(limit: number): Promise<string | undefined>;
  /** Key presses, for prompts. */
  keys: NodeJS.ReadableStream;
  /** A new stream to `err` for one prompt, which ends it. Has the size of the terminal. */
  openScreen(): NodeJS.WritableStream & { columns: number; rows: number };
  /** Milliseconds from a fixed point. */
  now(): number;
  /** Rejects with AbortError if `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The same as a process has it: a text that is not printable does not get out. Properties, so that the compiler is strict. */
export interface ProcessIo extends Omit<Io, 'out' | 'err'> {
  out: (text: Printable) => void;
  err: (text: Printable) => void;
}

/** Where there is no terminal: COLUMNS, if it is a number of columns. */
export function columnsWithoutTerminal({ COLUMNS = '' }: NodeJS.ProcessEnv): number {
  return /^[1-9]\d{0,3}$/.test(COLUMNS) ? Number(COLUMNS) : 80;
}
