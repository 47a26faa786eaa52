import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Io } from '../src/cli/shared/io.js';
import { Signals } from '../src/cli/shared/signals.js';
import { Redactor } from '../src/lib/redact/redactor.js';
import { type Machine, thisMachine } from '../src/openclaw/machine/this-machine.js';

const wait: Io['sleep'] = (ms, signal) => setTimeout(ms, undefined, { signal });

/** What one run may see; nothing of this machine's environment gets in. */
export interface World {
  env?: NodeJS.ProcessEnv;
  /** All of stdin. */
  input?: string;
  cwd?: string;
  /** What is looked at beside the user's files; no processes of this machine unless given. */
  machine?: Partial<Machine>;
  /** The waits that the program chooses by itself; real unless given. */
  sleep?: Io['sleep'];
  /** The clock that it measures with. */
  now?: Io['now'];
}

/** An Io that is read back as text. */
export interface MemoryIo extends Io {
  readonly stdout: string;
  readonly stderr: string;
}

/** A process without a terminal, in memory. Its streams pass the redactor as those of a real one do. */
export function memoryIo({
  env = {},
  input = '',
  cwd = resolve('.'),
  machine,
  sleep = wait,
  now = () => performance.now(),
}: World = {}): MemoryIo {
  const redactor = new Redactor();
  const written = { stdout: '', stderr: '' };
  const err = (text: string) => {
    written.stderr += redactor.redact(text);
  };
  return {
    env,
    cwd,
    homedir: env.HOME ?? '/nonexistent',
    platform: process.platform,
    nodeVersion: process.versions.node,
    program: [process.execPath, '/usr/local/bin/cf-aig'],
    machine: { ...thisMachine, processes: '/nonexistent', ...machine },
    redactor,
    signals: new Signals(),
    stdinIsTty: false,
    stdoutIsTty: false,
    stderrIsTty: false,
    unicode: true,
    columns: Number(env.COLUMNS) || 80,
    rows: 24,
    out: (text) => {
      written.stdout += redactor.redact(text);
    },
    err,
    draw: err,
    flush: async () => true,
    readStdin: async (limit) => (Buffer.byteLength(input) > limit ? undefined : input),
    keys: new PassThrough().end(),
    openScreen: () => Object.assign(new PassThrough().resume(), { columns: 80, rows: 24 }),
    now,
    sleep,
    get stdout() {
      return written.stdout;
    },
    get stderr() {
      return written.stderr;
    },
  };
}
