import { spawn } from 'node:child_process';
import { ownOutput } from '../../../lib/text/printable.js';
import type { Io } from '../../shared/io.js';

export interface SelfRun {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs this very program again, as a user would, with `stdin` piped in. Rejects when `signal` ends it. */
export function runSelf(
  [node, ...script]: Io['program'],
  args: readonly string[],
  { env, stdin = '', signal }: { env: NodeJS.ProcessEnv; stdin?: string; signal: AbortSignal },
): Promise<SelfRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(node!, [...script, ...args], { env, signal, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ exitCode: code ?? 1, stdout: ownOutput(stdout), stderr: ownOutput(stderr) }),
    );
    child.stdin.end(stdin);
  });
}
