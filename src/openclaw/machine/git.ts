import { realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readRegularFile } from '../../lib/files/read-text.js';
import { readGitIndex } from '../../lib/git-index.js';
import { exists } from '../../lib/look.js';

interface Repository {
  gitDir: string;
  workTree: string;
}

/** A larger index is not read: that of Chromium, with half a million files, has 70 MB. */
const MAX_INDEX_BYTES = 128 * 1024 * 1024;
const MAX_TEXT_BYTES = 1024 * 1024;

/**
 * Whether git tracks the file; false without a repository, or if its index cannot be read. Starts no program: git would
 * run what a repository's own configuration names (`core.fsmonitor`), and the folder may be somebody else's.
 */
export async function isTrackedByGit(path: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const repository = await findRepository(path, env);
  if (!repository) return false;
  const { gitDir, workTree } = repository;
  const name = relative(workTree, path).split(sep).join('/');
  if (name === '' || name.startsWith('../')) return false;
  const config = await readSmall(join(await commonDir(gitDir), 'config'));
  const hash = /^\s*objectformat\s*=\s*"?sha256/im.test(config ?? '') ? 'sha256' : 'sha1';
  const index = env.GIT_INDEX_FILE ? resolve(dirname(path), env.GIT_INDEX_FILE) : join(gitDir, 'index');
  const reading = await readIndex(index);
  if (reading?.lists || !reading?.shared) return reading?.lists ?? false;
  return (await readIndex(join(gitDir, `sharedindex.${reading.shared}`)))?.lists ?? false;

  async function readIndex(file: string) {
    const bytes = await readRegularFile(file, MAX_INDEX_BYTES);
    return bytes && readGitIndex(bytes, name, hash);
  }
}

/** As git looks for one: GIT_DIR, or `.git` here or in a folder above. A worktree or submodule has a file there. */
async function findRepository(path: string, env: NodeJS.ProcessEnv): Promise<Repository | undefined> {
  const here = dirname(path);
  if (env.GIT_DIR) {
    const gitDir = resolve(here, env.GIT_DIR);
    const workTree = env.GIT_WORK_TREE ? resolve(here, env.GIT_WORK_TREE) : here;
    return { gitDir, workTree: await realpath(workTree).catch(() => workTree) };
  }
  for (let folder = here; ; folder = dirname(folder)) {
    const entry = join(folder, '.git');
    if (exists(join(entry, 'HEAD'))) return { gitDir: entry, workTree: folder };
    const link = /^gitdir: (.+)/.exec((await readSmall(entry)) ?? '')?.[1]?.trimEnd();
    if (link !== undefined) return { gitDir: resolve(folder, link), workTree: folder };
    if (dirname(folder) === folder) return undefined;
  }
}

/** The repository's own folder, which a worktree's folder names. */
async function commonDir(gitDir: string): Promise<string> {
  const link = await readSmall(join(gitDir, 'commondir'));
  return link === undefined ? gitDir : resolve(gitDir, link.trim());
}

async function readSmall(file: string): Promise<string | undefined> {
  return (await readRegularFile(file, MAX_TEXT_BYTES))?.toString();
}
