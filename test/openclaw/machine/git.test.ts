import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTrackedByGit } from '../../../src/openclaw/machine/git.js';
import { inTempFolder } from '../../temp-folder.js';

const env = { PATH: process.env.PATH };
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, ...args], { env, stdio: 'ignore' });

/** `repository/state/.env`, in a repository unless told otherwise. */
async function withEnvFile(work: (file: string, root: string) => Promise<void>, init = true): Promise<void> {
  await inTempFolder(async (root) => {
    mkdirSync(join(root, 'state'));
    const file = join(root, 'state', '.env');
    writeFileSync(file, 'A=1\n');
    if (init) git(root, 'init');
    await work(file, root);
  });
}

describe('a file is tracked', () => {
  test('once it was added, in a folder below as well', () =>
    withEnvFile(async (file, root) => {
      expect(await isTrackedByGit(file, env)).toBe(false);
      git(root, 'add', '-f', file);
      expect(await isTrackedByGit(file, env)).toBe(true);
    }));

  test('in a worktree', () =>
    withEnvFile(async (file, root) => {
      git(root, 'add', '-f', file);
      git(root, '-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '-m', 'x');
      git(root, 'worktree', 'add', 'tree');
      expect(await isTrackedByGit(join(root, 'tree', 'state', '.env'), env)).toBe(true);
    }));

  test('where GIT_DIR names the repository', () =>
    withEnvFile(async (file, root) => {
      const away = { ...env, GIT_DIR: join(root, 'away'), GIT_WORK_TREE: root };
      execFileSync('git', ['init'], { env: away, stdio: 'ignore' });
      execFileSync('git', ['add', '-f', file], { env: away, stdio: 'ignore', cwd: root });
      expect(await isTrackedByGit(file, away)).toBe(true);
      expect(await isTrackedByGit(file, env)).toBe(false);
    }, false));
});

describe('a file is not tracked', () => {
  test('outside of any repository', () =>
    withEnvFile(async (file) => {
      expect(await isTrackedByGit(file, env)).toBe(false);
    }, false));

  test('where there is no git to ask', () =>
    withEnvFile(async (file, root) => {
      git(root, 'add', '-f', file);
      expect(await isTrackedByGit(file, { PATH: '/nonexistent' })).toBe(false);
    }));
});
