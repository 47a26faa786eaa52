import { homedir } from 'node:os';
import { Redactor } from '../../lib/redact/redactor.js';
import { EXIT_BUG } from './errors.js';

/** The process seen by a command: everything that it may touch, with every word out of it passing the redactor. */
export interface Io {
  env: NodeJS.ProcessEnv;
  cwd: string;
  homedir: string;
  platform: NodeJS.Platform;
  nodeVersion: string;
  redactor: Redactor;
  stdinIsTty: boolean;
  stdoutIsTty: boolean;
  stderrIsTty: boolean;
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
  /** Milliseconds from a fixed point. */
  now(): number;
  /** What Ctrl-C has to tell when no question is open; set by the command that has done something. */
  onInterrupt?: () => string;
}

export function processIo(): Io {
  const redactor = new Redactor();
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`cf-aig: the result could not be written: ${error.code ?? error.message}\n`);
    process.exit(EXIT_BUG);
  });
  return {
    env: process.env,
    cwd: process.cwd(),
    homedir: homedir(),
    platform: process.platform,
    nodeVersion: process.versions.node,
    redactor,
    stdinIsTty: process.stdin.isTTY === true,
    stdoutIsTty: process.stdout.isTTY === true,
    stderrIsTty: process.stderr.isTTY === true,
    columns: process.stdout.columns || process.stderr.columns || Number(process.env.COLUMNS) || 80,
    rows: process.stderr.rows || 24,
    out: (text) => void process.stdout.write(redactor.redact(text)),
    err: (text) => void process.stderr.write(redactor.redact(text)),
    flush: () => new Promise((done) => process.stdout.write('', (error) => done(!error))),
    readStdin: readAll,
    now: () => performance.now(),
  };
}

async function readAll(limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
