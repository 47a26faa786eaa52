import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** True only when git itself says that it tracks the file; no git, no repository: false. */
export async function isTrackedByGit(path: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  // A process costs more than everything else that is read of the files.
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
