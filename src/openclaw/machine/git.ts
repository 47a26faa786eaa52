import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';

/** True only when git itself says that it tracks the file; no git, no repository: false. */
export function isTrackedByGit(path: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const args = ['-C', dirname(path), 'ls-files', '--error-unmatch', '--', basename(path)];
    execFile('git', args, { env, timeout: 2000 }, (error) => resolve(!error));
  });
}
