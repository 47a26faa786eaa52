import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/run.js';
import { checkRun } from '../check-document.js';
import { memoryIo, type World } from '../memory-io.js';
import { makeTempFolder } from '../temp-folder.js';
import { builtProgram, environmentOf } from './built.js';

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
  /** stdout as the one JSON document that it must be. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the document
  json(): any;
}

type Given = Pick<World, 'env' | 'input' | 'cwd'>;

/** Every document of every test is what the published schemas say. */
function checked(args: readonly string[], cwd: string | undefined, run: Omit<Run, 'json'>): Run {
  checkRun(args, run.stdout, cwd);
  return { ...run, json: () => JSON.parse(run.stdout) };
}

/** Runs the built program as a user does: for what only a process of its own shows, such as signals and certificates. */
export function cfAig(
  args: readonly string[],
  {
    env = {},
    input = '',
    cwd,
    signal = 'SIGINT',
    signalWhen,
  }: Given & { signal?: NodeJS.Signals; signalWhen?: Promise<unknown> } = {},
): Promise<Run> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [builtProgram(), ...args], {
      env: environmentOf(env),
      cwd,
      stdio: 'pipe',
      timeout: 120_000,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        done(checked(args, cwd, { code, stdout, stderr }));
      } catch (error) {
        reject(error);
      }
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    void signalWhen?.then(() => child.kill(signal));
  });
}

/** The same without a process, a tenth of the work: for everything else. */
export async function runInProcess(
  args: readonly string[],
  { env = {}, ...given }: World = {},
): Promise<Run> {
  const io = memoryIo({ env: environmentOf(env), ...given });
  const code = await run(io, args);
  const { stdout, stderr } = io;
  return checked(args, given.cwd, { code, stdout, stderr });
}

/** For runs whose own waits tell nothing: they take no time. */
export const withoutWaits: Pick<World, 'sleep'> = { sleep: async () => {} };

/** A throw-away home with OpenClaw's files in it. */
export class Home {
  readonly path = makeTempFolder('home ü ');
  readonly config = join(this.path, '.openclaw', 'openclaw.json');
  readonly dotenv = join(this.path, '.openclaw', '.env');

  write(file: string, text: string, mode = 0o600): void {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode });
  }

  read(file: string): string {
    return readFileSync(file, 'utf8');
  }

  mode(file: string): string {
    return (statSync(file).mode & 0o777).toString(8);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
