/** The program in this process: for attacks with more runs than processes could be started for. */

import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { processIo } from '../../src/cli/process-io.js';
import { COMMAND_NAMES } from '../../src/cli/render/people/program-name.js';
import { run } from '../../src/cli/run.js';
import type { Io } from '../../src/cli/shared/io.js';
import type { SandboxConfig } from '../../src/sandbox/config/config-types.js';
import { DEFAULT_CONFIG } from '../../src/sandbox/config/defaults.js';
import { makeCertificate } from '../../src/sandbox/listening/certificate.js';
import { SCENARIOS } from '../../src/sandbox/scenarios.js';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/server.js';

export interface World {
  env: NodeJS.ProcessEnv;
  /** All of stdin. */
  input?: string;
  cwd?: string;
  /** Lines for a person at a terminal who answers prompts; the input ends after the last. */
  answers?: readonly string[];
  /** The streams are a terminal; as with `answers`. */
  isTty?: boolean;
  machine?: Partial<Io['machine']>;
  /** Ends the run, as Ctrl-C does. */
  stop?: Promise<unknown>;
  /** Called with all of stdout whenever it grows. */
  onOut?(stdout: string): void;
}

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** One run, with the streams of a process of its own. The program's own waits take no time. */
export async function runInProcess(
  args: readonly string[],
  { env, input = '', cwd = '/', answers, isTty, machine, stop, onOut }: World,
): Promise<Run> {
  const isTTY = isTty ?? answers !== undefined;
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) =>
    Object.assign(
      new Writable({
        decodeStrings: false,
        write(chunk, _encoding, done) {
          written[name] += chunk;
          if (name === 'stdout') onOut?.(written.stdout);
          done();
        },
      }),
      { isTTY, columns: 100, rows: 30 },
    );
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const { argv, execPath, platform, versions } = process;
  const streams = { stdin, stdout: stream('stdout'), stderr: stream('stderr') };
  const exit = (code?: number) => {
    throw new Error(`exit ${code}`);
  };
  // biome-ignore lint/suspicious/noExplicitAny: a part of a process
  const host: any = { ...{ argv, execPath, platform, versions, env, exit }, ...streams, cwd: () => cwd };
  const io = processIo(host);
  const left = [...(answers ?? [])];
  const { err } = io;
  if (!answers) stdin.end(input);
  let ended = false;
  void stop?.then(() => ended || io.signals.send('SIGINT'));
  const code = await run(
    {
      ...io,
      homedir: env.HOME ?? io.homedir,
      machine: { ...io.machine, processes: '/nonexistent', ...machine },
      sleep: async (_ms, signal) => {
        await setImmediate();
        signal?.throwIfAborted();
      },
      err(text) {
        err(text);
        if (answers && text.endsWith(': ')) {
          const answer = left.shift();
          void setImmediate().then(() => (answer === undefined ? stdin.end() : stdin.write(`${answer}\n`)));
        }
      },
    },
    args,
  );
  ended = true;
  return { code, ...written };
}

/** The names of all commands. */
export function commands(): readonly string[] {
  return COMMAND_NAMES;
}

/** The names of all scenarios, and what each needs of the client. */
export function scenarios(): { name: string; needs?: string }[] {
  return SCENARIOS.map(({ name, needs }) => ({ name, needs }));
}

/** A sandbox that knows only these tokens, with all permissions, and these provider keys. */
export function sandboxWith(
  { tokens, keys }: { tokens: readonly string[]; keys: Readonly<Record<string, string>> },
  options: Omit<SandboxOptions, 'config'> = {},
): ReturnType<typeof startSandbox> {
  const [example] = DEFAULT_CONFIG.tokens;
  if (!example) throw new Error('The sandbox has no token.');
  const config: SandboxConfig = {
    ...DEFAULT_CONFIG,
    tokens: tokens.map((value) => ({ ...example, value })),
    providers: Object.fromEntries(
      Object.entries(keys).map(([slug, key]) => [slug, { keys: [key], models: [] }]),
    ),
  };
  return startSandbox({ port: 0, ...options, config });
}

/** A certificate for one host, in PEM, with that of its authority. */
export function certificateFor(host: string): ReturnType<typeof makeCertificate> {
  return makeCertificate({ hosts: [host], nowMs: Date.now(), expired: false });
}

/** A sandbox as `cf-aig sandbox` starts it. */
export function usualSandbox(): ReturnType<typeof startSandbox> {
  return startSandbox({ port: 0 });
}
