import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const BIN = resolve('bin/cf-aig.js');

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
  /** stdout as the one JSON document that it must be. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the document
  json(): any;
}

/** Runs the built program as a user does, with nothing of this machine's environment but PATH. */
export function cfAig(
  args: readonly string[],
  {
    env = {},
    input = '',
    cwd,
    signal = 'SIGINT',
    signalAfterMs,
  }: {
    env?: NodeJS.ProcessEnv;
    input?: string;
    cwd?: string;
    signal?: NodeJS.Signals;
    signalAfterMs?: number;
  } = {},
): Promise<Run> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      env: { PATH: process.env.PATH, ...env },
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
    child.on('close', (code) => done({ code, stdout, stderr, json: () => JSON.parse(stdout) }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    if (signalAfterMs !== undefined) setTimeout(() => child.kill(signal), signalAfterMs);
  });
}

/** A throw-away home with OpenClaw's files in it. */
export class Home {
  readonly path = mkdtempSync(join(tmpdir(), 'cf-aig home ü '));
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
