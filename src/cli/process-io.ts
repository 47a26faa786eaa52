import { homedir } from 'node:os';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import isUnicodeSupported from 'is-unicode-supported';
import { Redactor } from '../lib/redact/redactor.js';
import { drawing, type Printable, printable } from '../lib/text/printable.js';
import { thisMachine } from '../openclaw/machine/this-machine.js';
import { EXIT_BUG } from './shared/errors.js';
import { columnsWithoutTerminal, type Io, type ProcessIo } from './shared/io.js';
import { Signals } from './shared/signals.js';

type Host = Pick<
  NodeJS.Process,
  'argv' | 'cwd' | 'env' | 'execPath' | 'exit' | 'platform' | 'stderr' | 'stdin' | 'stdout' | 'versions'
>;

/** The Io of this process. Nothing else in src/cli except main accesses it. */
export function processIo(host: Host = process): ProcessIo {
  const { stdin, stdout, stderr, env } = host;
  const redactor = new Redactor();
  const signals = new Signals();
  const err = (text: Printable) => void stderr.write(redactor.redact(text));
  // The reader may close the pipe (`| head`).
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    err(printable(`cf-aig: the result could not be written: ${error.code ?? error.message}\n`));
    host.exit(EXIT_BUG);
  });
  // Its reader, or the terminal, is gone: the work goes on.
  stderr.on('error', () => {});
  return {
    env,
    cwd: host.cwd(),
    homedir: homedir(),
    platform: host.platform,
    nodeVersion: host.versions.node,
    program: [host.execPath, ...host.argv.slice(1, 2)],
    machine: {
      ...thisMachine,
      resolve: (name) => signals.during(thisMachine.resolve(name)),
      // A program that the signal ended would outlive this one, with what it has started.
      run: (...command) => signals.during(thisMachine.run(...command)),
    },
    redactor,
    signals,
    stdinIsTty: stdin.isTTY === true,
    stdoutIsTty: stdout.isTTY === true,
    stderrIsTty: stderr.isTTY === true,
    unicode: isUnicodeSupported(),
    columns: stdout.columns || stderr.columns || columnsWithoutTerminal(env),
    rows: stderr.rows || 24,
    out: (text) => void stdout.write(redactor.redact(text)),
    err,
    draw: err,
    flush: () => new Promise((done) => stdout.write('', (error) => done(!error))),
    readStdin: (limit) => signals.during(readAll(stdin, limit)),
    keys: stdin,
    openScreen: () => screenOn(stderr, err),
    now: milliseconds,
    sleep: (ms, signal) => signals.during(sleep(ms, undefined, { signal })),
  };
}

/** `performance` has to be loaded first, for 2 ms. */
function milliseconds(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Prompts read the size from the stream that they write to, and it can change. */
function screenOn(
  terminal: NodeJS.WriteStream,
  write: (text: Printable) => void,
): ReturnType<Io['openScreen']> {
  const screen = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      write(drawing(chunk.toString()));
      done();
    },
  });
  return Object.defineProperties(screen as Writable & ReturnType<Io['openScreen']>, {
    isTTY: { get: () => terminal.isTTY },
    columns: { get: () => terminal.columns || 80 },
    rows: { get: () => terminal.rows || 24 },
  });
}

async function readAll(stream: NodeJS.ReadableStream, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
