import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { WriteConflict, WriteFailed } from '../../../src/lib/files/write-errors.js';
import { type FileWrite, sweep, writeFiles } from '../../../src/lib/files/write-files.js';
import { contents, inTempFolder } from '../../temp-folder.js';

const isRoot = process.getuid?.() === 0;
const posix = process.platform === 'win32' ? test.skip : test;
const asRoot = isRoot ? test : test.skip;

/** No process has this number: it is above what Linux gives out. */
const DEAD_PID = 2 ** 22 + 1;

test('a hard-linked file is refused: its other name would keep the old content', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'a');
    await fs.writeFile(path, 'old');
    await fs.link(path, join(folder, 'b'));
    const failed = await writeFiles([{ path, before: 'old', after: 'new' }]).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(WriteFailed);
    expect(failed).toMatchObject({ path, code: 'EMLINK' });
    expect(await contents(folder)).toEqual({ a: 'old', b: 'old' });
  }));

test('sweeping removes what killed runs left of a file and of its backup', () =>
  inTempFolder(async (folder) => {
    const left = [`.a.cf-aig-${DEAD_PID}-00000000.tmp`, `.a.cf-aig.bak.cf-aig-${DEAD_PID}-00000000.tmp`];
    const others = ['a', `.a.cf-aig-${process.pid}-00000000.tmp`, `.b.cf-aig-${DEAD_PID}-00000000.tmp`];
    for (const name of [...left, ...others]) await fs.writeFile(join(folder, name), 'x');
    await sweep([join(folder, 'a'), join(folder, 'missing', 'c')]);
    expect((await fs.readdir(folder)).sort()).toEqual(others.sort());
  }));

test('a process of another machine or container may still write: its file stays until it is an hour old', () =>
  inTempFolder(async (folder) => {
    const [fresh, old] = ['00000000', '11111111'].map(
      (random) => `.a.cf-aig-${DEAD_PID}-ffffffff-${random}.tmp`,
    );
    for (const name of [fresh!, old!]) await fs.writeFile(join(folder, name), 'x');
    await fs.utimes(join(folder, old!), 0, 0);
    await sweep([join(folder, 'a')]);
    expect(await fs.readdir(folder)).toEqual([fresh]);
  }));

posix('a link or a pipe under the name of a backup is moved on, not read and not written through', () =>
  inTempFolder(async (folder) => {
    const path = join(folder, 'a');
    await fs.writeFile(path, 'old');
    await fs.writeFile(join(folder, 'victim'), 'mine');
    await fs.symlink(join(folder, 'victim'), `${path}.cf-aig.bak`);
    await writeFiles([{ path, before: 'old', after: 'new' }]);
    execFileSync('mkfifo', [`${path}.cf-aig.bak.2`]);
    await fs.rename(`${path}.cf-aig.bak.2`, `${path}.cf-aig.bak`);
    await writeFiles([{ path, before: 'new', after: 'newer' }]);
    expect(await contents(folder)).toEqual({ a: 'newer', victim: 'mine', 'a.cf-aig.bak': 'new' });
  }),
);

describe('one file', () => {
  test('is created with its folders; writing it again changes nothing', () =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'a', 'b', 'new.json');
      const write: FileWrite = { path, before: null, after: 'x', mode: 0o600, dirMode: 0o700 };
      expect(await writeFiles([write])).toEqual([{ path, action: 'create' }]);
      expect(await contents(folder)).toEqual({ 'a/b/new.json': 'x' });
      expect(await writeFiles([{ ...write, before: 'x' }])).toEqual([{ path, action: 'none' }]);
      expect(await contents(folder)).toEqual({ 'a/b/new.json': 'x' });
    }));

  posix('has the modes asked for', () =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'a', 'b', 'new.json');
      await writeFiles([{ path, before: null, after: 'x', mode: 0o600, dirMode: 0o700 }]);
      expect(await modes(path, join(folder, 'a'), join(folder, 'a', 'b'))).toEqual(['600', '700', '700']);
    }),
  );

  posix('keeps its mode; nobody but the owner may read the backup', () =>
    inTempFolder(async (folder) => {
      for (const mode of [0o600, 0o640, 0o644, 0o755]) {
        const path = await fileIn(folder, mode.toString(8), 'old', mode);
        const [written] = await writeFiles([{ path, before: 'old', after: 'new', mode: 0o777 }]);
        expect(written).toEqual({ path, action: 'edit', backup: `${path}.cf-aig.bak` });
        expect(await modes(path, written!.backup!)).toEqual([mode.toString(8), '600']);
        expect(await fs.readFile(written!.backup!, 'utf8')).toBe('old');
      }
    }),
  );

  posix('closes the backups that were open to others', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old', 0o644);
      const backups = [`${path}.cf-aig.bak`, `${path}.cf-aig.bak.1`];
      for (const name of ['a.cf-aig.bak', 'a.cf-aig.bak.1']) await fileIn(folder, name, 'old', 0o644);
      await writeFiles([{ path, before: 'old', after: 'new' }]);
      expect(await modes(path, ...backups)).toEqual(['644', '600', '600']);
    }),
  );

  asRoot('keeps its owner', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old', 0o600);
      await fs.chown(path, 12345, 54321);
      await writeFiles([{ path, before: 'old', after: 'new' }]);
      for (const name of [path, `${path}.cf-aig.bak`]) {
        expect(await fs.stat(name)).toMatchObject({ uid: 12345, gid: 54321 });
      }
    }),
  );

  posix('is written behind its symbolic link', () =>
    inTempFolder(async (folder) => {
      const target = await fileIn(folder, 'target', 'old');
      const path = join(folder, 'link');
      await fs.symlink('target', path);
      await writeFiles([{ path, before: 'old', after: 'new' }]);
      expect(await fs.readlink(path)).toBe('target');
      expect(await fs.readFile(target, 'utf8')).toBe('new');
      expect(await fs.readdir(folder)).toEqual(['link', 'link.cf-aig.bak', 'target']);
    }),
  );

  posix('is not made behind a link to nothing', () =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'link');
      await fs.symlink('nowhere', path);
      const failure = writeFiles([{ path, before: null, after: 'new' }]);
      await expect(failure).rejects.toMatchObject({ name: 'WriteFailed', path, code: 'ENOENT' });
      expect(await fs.readdir(folder)).toEqual(['link']);
    }),
  );

  test('keeps five backups, the newest without a number', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', '0');
      for (let n = 0; n < 8; n++) await writeFiles([{ path, before: `${n}`, after: `${n + 1}` }]);
      expect(await contents(folder)).toEqual({
        a: '8',
        'a.cf-aig.bak': '7',
        'a.cf-aig.bak.1': '6',
        'a.cf-aig.bak.2': '5',
        'a.cf-aig.bak.3': '4',
        'a.cf-aig.bak.4': '3',
      });
    }));

  test('keeps one backup of the same content', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old');
      await writeFiles([{ path, before: 'old', after: 'new' }]);
      await fs.writeFile(path, 'old');
      await writeFiles([{ path, before: 'old', after: 'newer' }]);
      expect(await contents(folder)).toEqual({ a: 'newer', 'a.cf-aig.bak': 'old' });
    }));

  test('removes temporary files of a killed run, not those of a running one or of other programs', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old');
      await fileIn(folder, `.a.cf-aig-${DEAD_PID}-00000000.tmp`, 'dead');
      const old = await fileIn(folder, `.a.cf-aig-${process.pid}-00000000.tmp`, 'forgotten');
      await fs.utimes(old, 0, 0);
      const others = [
        `.a.cf-aig-${process.pid}-11111111.tmp`,
        `.b.cf-aig-${DEAD_PID}-00000000.tmp`,
        '.a.cf-aig-x.tmp',
      ];
      for (const name of others) await fileIn(folder, name, 'stays');
      await writeFiles([{ path, before: 'old', after: 'new' }]);
      expect(await fs.readdir(folder)).toEqual([...others, 'a', 'a.cf-aig.bak'].sort());
    }));
});

describe('a file that changed after the plan', () => {
  const table: [what: string, now: string | null, before: string | null][] = [
    ['was changed', 'theirs', 'old'],
    ['created by another program', 'theirs', null],
    ['was removed', null, 'old'],
  ];
  test.each(table)('%s: is left alone', (_, now, before) =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'a');
      if (now !== null) await fs.writeFile(path, now);
      const conflict = await writeFiles([{ path, before, after: 'new' }]).catch((error: unknown) => error);
      expect(conflict).toBeInstanceOf(WriteConflict);
      expect(conflict).toMatchObject({ path });
      expect(await contents(folder)).toEqual(now === null ? {} : { a: now });
    }),
  );

  test('of two concurrent writes at most one succeeds, and the file is intact', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old');
      const results = await Promise.allSettled(
        ['one', 'two'].map((after) => writeFiles([{ path, before: 'old', after }])),
      );
      expect(results.some((result) => result.status === 'fulfilled')).toBe(true);
      expect(['one', 'two']).toContain(await fs.readFile(path, 'utf8'));
      expect((await fs.readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }));
});

describe('several files', () => {
  test('are returned in the order of the plan', () =>
    inTempFolder(async (folder) => {
      const [a, b, c] = [await fileIn(folder, 'a', '1'), await fileIn(folder, 'b', '1'), join(folder, 'c')];
      const written = await writeFiles([
        { path: a, before: '1', after: '2' },
        { path: b, before: '1', after: '1' },
        { path: c, before: null, after: '' },
      ]);
      expect(written.map(({ action }) => action)).toEqual(['edit', 'none', 'create']);
      expect(await contents(folder)).toEqual({ a: '2', 'a.cf-aig.bak': '1', b: '1', c: '' });
    }));

  test('change all or none', () =>
    inTempFolder(async (folder) => {
      const [a, b] = [await fileIn(folder, 'a', '1'), await fileIn(folder, 'b', 'theirs')];
      const plan = [
        { path: a, before: '1', after: '2' },
        { path: join(folder, 'x', 'y', 'new'), before: null, after: '2' },
        { path: b, before: '1', after: '2' },
      ];
      await expect(writeFiles(plan)).rejects.toBeInstanceOf(WriteConflict);
      expect(await contents(folder)).toEqual({ a: '1', b: 'theirs' });
      expect(await fs.readdir(folder)).toEqual(['a', 'b']);
    }));
});

describe('not a regular file', () => {
  test('a directory', () =>
    inTempFolder(async (folder) => {
      const failure = await writeFiles([{ path: folder, before: 'x', after: 'y' }]).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(WriteFailed);
      expect(failure).toMatchObject({ path: folder, code: 'EISDIR' });
    }));

  posix('a file on the way', () =>
    inTempFolder(async (folder) => {
      const path = join(await fileIn(folder, 'a', '1'), 'b');
      await expect(writeFiles([{ path, before: null, after: 'y' }])).rejects.toMatchObject({
        path,
        code: 'ENOTDIR',
      });
    }),
  );
});

async function fileIn(folder: string, name: string, text: string, mode = 0o644): Promise<string> {
  const path = join(folder, name);
  await fs.writeFile(path, text);
  await fs.chmod(path, mode);
  return path;
}

async function modes(...paths: string[]): Promise<string[]> {
  return Promise.all(paths.map(async (path) => ((await fs.stat(path)).mode & 0o777).toString(8)));
}

describe('a file to delete', () => {
  test('is deleted after a backup', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old', 0o600);
      expect(await writeFiles([{ path, before: 'old', after: '', remove: true }])).toEqual([
        { path, action: 'remove', backup: `${path}.cf-aig.bak` },
      ]);
      expect(await contents(folder)).toEqual({ 'a.cf-aig.bak': 'old' });
    }));

  test('stays if it changed after the plan, and is restored if a later write fails', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old', 0o600);
      await expect(writeFiles([{ path, before: 'other', after: '', remove: true }])).rejects.toThrow(
        WriteConflict,
      );
      const doomed = join(folder, 'folder');
      await fs.mkdir(doomed);
      const writes: FileWrite[] = [
        { path, before: 'old', after: '', remove: true },
        { path: doomed, before: null, after: 'x' },
      ];
      await expect(writeFiles(writes)).rejects.toThrow(WriteFailed);
      expect(await fs.readFile(path, 'utf8')).toBe('old');
    }));

  test('is not backed up with `backup: false`', () =>
    inTempFolder(async (folder) => {
      const path = await fileIn(folder, 'a', 'old', 0o600);
      await writeFiles([{ path, before: 'old', after: 'new', backup: false }]);
      expect(await contents(folder)).toEqual({ a: 'new' });
    }));
});
