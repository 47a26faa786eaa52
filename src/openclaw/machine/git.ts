import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Whether git tracks the file; false without git or a repository. */
export async function isTrackedByGit(path: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  // Starting a process takes longer than all other reading.
  if (!env.GIT_DIR && !isInRepository(dirname(path))) return false;
  return new Promise((resolve) => {
    const args = ['-C', dirname(path), 'ls-files', '--error-unmatch', '--', basename(path)];
    execFile('git', args, { env, timeout: 2000 }, (error) => resolve(!error));
  });
}

/** As git looks for one: `.git` here, or in a folder above. A worktree has a file there. */
function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  const above = dirname(folder);
  return above !== folder && isInRepository(above);
}
