import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  test.each([
    ['of version 2', (root: string) => git(root, 'update-index', '--index-version', '2')],
    ['of version 4', (root: string) => git(root, 'update-index', '--index-version', '4')],
    ['with extended flags, of version 3', (root: string) => git(root, 'add', '-N', 'state/later')],
    ['that is split', (root: string) => git(root, 'update-index', '--split-index')],
  ])('in an index %s', (_, prepare) =>
    withEnvFile(async (file, root) => {
      for (const name of ['a', 'state/.a', 'state/later', 'state/ä', 'z'.repeat(200)])
        writeFileSync(join(root, name), name);
      git(root, 'add', '-f', file, 'a', 'state/.a', 'state/ä', 'z'.repeat(200));
      prepare(root);
      expect(await isTrackedByGit(file, env)).toBe(true);
      expect(await isTrackedByGit(join(root, 'state', 'ä'), env)).toBe(true);
      expect(await isTrackedByGit(join(root, 'state', 'missing'), env)).toBe(false);
    }),
  );

  test('in a repository with SHA-256', () =>
    withEnvFile(async (file, root) => {
      git(root, 'init', '--object-format=sha256');
      git(root, 'add', '-f', file);
      expect(await isTrackedByGit(file, env)).toBe(true);
    }, false));

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

  test('where the index is damaged, cut off or of an unknown version', () =>
    withEnvFile(async (file, root) => {
      git(root, 'add', '-f', file);
      const index = join(root, '.git', 'index');
      const bytes = readFileSync(index);
      const unknown = Buffer.from(bytes);
      unknown.writeUInt32BE(9, 4);
      for (const damaged of [
        Buffer.alloc(0),
        Buffer.from('DIRC'),
        unknown,
        bytes.subarray(0, 40),
        bytes.subarray(0, 75),
      ]) {
        writeFileSync(index, damaged);
        expect(await isTrackedByGit(file, env)).toBe(false);
      }
    }));

  test('where only files with a similar name are', () =>
    withEnvFile(async (file, root) => {
      for (const name of ['.env', '.envrc', 'state/.env.example', 'state/.environment', 'state/z']) {
        writeFileSync(join(root, name), '');
        git(root, 'add', '-f', name);
      }
      expect(await isTrackedByGit(file, env)).toBe(false);
      expect(await isTrackedByGit(join(root, '.env'), env)).toBe(true);
    }));
});

describe('git itself does not run', () => {
  test('so none is needed', () =>
    withEnvFile(async (file, root) => {
      git(root, 'add', '-f', file);
      expect(await isTrackedByGit(file, { PATH: '/nonexistent' })).toBe(true);
    }));

  test('nor does what a foreign repository configures', () =>
    withEnvFile(async (file, root) => {
      git(root, 'add', '-f', file);
      const proof = join(root, 'it-ran');
      git(root, 'config', 'core.fsmonitor', `touch ${proof}; false`);
      expect(await isTrackedByGit(file, env)).toBe(true);
      expect(existsSync(proof)).toBe(false);
    }));
});

test('what is beside the work tree is not tracked, and neither is its root', () =>
  withEnvFile(async (file, root) => {
    git(root, 'add', '-f', file);
    const elsewhere = { ...env, GIT_DIR: join(root, '.git'), GIT_WORK_TREE: join(root, 'state') };
    expect(await isTrackedByGit(join(root, 'other'), elsewhere)).toBe(false);
    expect(
      await isTrackedByGit(join(root, 'state'), { ...elsewhere, GIT_WORK_TREE: join(root, 'state') }),
    ).toBe(false);
    expect(
      await isTrackedByGit(file, { ...env, GIT_DIR: join(root, '.git'), GIT_WORK_TREE: join(root, 'gone') }),
    ).toBe(false);
  }));

test('a split index whose shared part is gone tells nothing', () =>
  withEnvFile(async (file, root) => {
    git(root, 'add', '-f', file);
    git(root, 'update-index', '--split-index');
    expect(await isTrackedByGit(file, env)).toBe(true);
    for (const name of readdirSync(join(root, '.git')).filter((one) => one.startsWith('sharedindex.')))
      rmSync(join(root, '.git', name));
    expect(await isTrackedByGit(file, env)).toBe(false);
  }));

test.each([
  ['objectformat=sha256', true],
  ['  objectFormat   =   "sha256"', true],
  ['# objectformat = sha256', false],
])('the hash of a repository whose config says %j', (line, isSha256) =>
  withEnvFile(async (file, root) => {
    git(root, 'init', '--object-format=sha256');
    git(root, 'add', '-f', file);
    writeFileSync(join(root, '.git', 'config'), `[extensions]\n${line}\n`);
    expect(await isTrackedByGit(file, env)).toBe(isSha256);
  }, false),
);
