import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { findProgram, trustedEnv, windowsProgram } from '../../lib/programs/search-path.js';
import { windowsCommand } from '../../lib/programs/windows-command.js';

export interface CommandOptions {
  env: NodeJS.ProcessEnv;
  /** Milliseconds, after which it is killed. */
  timeoutMs: number;
}

export type RunCommand = (
  command: string,
  args: readonly string[],
  options: CommandOptions,
) => Promise<CommandResult>;

export interface CommandResult {
  stdout: string;
  stderr?: string;
  /** Why there is no exit code: `ENOENT`, `timed out`. */
  failure?: string;
}

/** For a process that has left the group with the pipes. */
const DRAIN_MS = 1000;

/**
 * Runs a program that is there to be read. It ends with this process, and so do the processes that it has started. A name without
 * a folder, and the programs that it starts itself, are looked for in the trusted folders of the PATH.
 */
export const runCommand: RunCommand = async (command, args, { env, timeoutMs }) => {
  const { platform } = process;
  const around = { env, cwd: process.cwd(), platform };
  const file = path.isAbsolute(command) ? command : await findProgram(command, around);
  if (file === undefined) return { stdout: '', stderr: '', failure: 'ENOENT' };
  return runFile(file, args, { env: trustedEnv(around), timeoutMs });
};

const runFile: RunCommand = (program, words, { env, timeoutMs }) =>
  new Promise((resolve) => {
    const isWindows = process.platform === 'win32';
    const { file, args, ...verbatim } = isWindows
      ? windowsCommand(program, words, env)
      : { file: program, args: words };
    // On Windows a console of its own would show; elsewhere a group of its own can be killed whole.
    const child = spawn(file, args, {
      ...(isWindows ? { ...verbatim, windowsHide: true } : { detached: true }),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let failure: string | undefined;
    const kill = () => killWithChildren(child, isWindows);
    const end = () => {
      clearTimeout(timer);
      process.off('exit', kill);
      resolve({ stdout, stderr, failure });
    };
    const timer = setTimeout(() => {
      failure = 'timed out';
      kill();
    }, timeoutMs);
    process.on('exit', kill);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      failure = error.code ?? error.message;
      end();
    });
    child.on('exit', () => {
      // What it has left behind, such as a process in the background, which holds the pipes open.
      kill();
      setTimeout(end, DRAIN_MS).unref();
    });
    // Only now everything has been read.
    child.on('close', end);
  });

function killWithChildren({ pid }: ChildProcess, isWindows: boolean): void {
  if (pid === undefined) return;
  try {
    if (isWindows)
      spawn(windowsProgram('taskkill.exe', process.env), ['/pid', String(pid), '/T', '/F'], {
        stdio: 'ignore',
        windowsHide: true,
      });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
