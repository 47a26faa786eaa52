import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type FileSystem, nodeFileSystem, type WritableFile } from '../../../src/lib/files/file-system.js';
import { WriteFailed } from '../../../src/lib/files/write-errors.js';
import { type FileWrite, writeFilesWith } from '../../../src/lib/files/write-files.js';
import { contents, inTempFolder } from '../../temp-folder.js';

/** Runs the plan with a disk whose n-th call fails; the number of calls it made tells when every index was tried. */
async function runWithFault(
  folder: string,
  failAt: number,
  code: string,
): Promise<{ calls: number; error: unknown }> {
  const disk = faultyDisk((_, call) => (call === failAt ? code : undefined));
  const plan: FileWrite[] = [
    { path: join(folder, 'd'), before: 'old d', after: '', remove: true },
    { path: join(folder, 'a'), before: 'old a', after: 'new a' },
    { path: join(folder, 'x', 'y', 'b'), before: null, after: 'new b', dirMode: 0o700 },
    { path: join(folder, 'c'), before: 'old c', after: 'new c' },
  ];
  const error = await writeFilesWith(
    { fs: disk.fs, sleep: async () => {}, platform: 'linux', now: Date.now },
    plan,
  ).then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return { calls: disk.calls(), error };
}

const OLD = { a: 'old a', c: 'old c', d: 'old d' };
const NEW = { a: 'new a', 'x/y/b': 'new b', c: 'new c' };

describe('a disk that fails once, at any call', () => {
  test.each(['ENOSPC', 'ENOENT'])('%s: all is new, or all is old', (code) =>
    inTempFolder(async (folder) => {
      let failures = 0;
      for (let failAt = 0; ; failAt++) {
        await reset(folder);
        const { calls, error } = await runWithFault(folder, failAt, code);
        const files = await withoutBackups(folder);
        if (error === undefined) expect(files).toEqual(NEW);
        else {
          failures++;
          expect(error).toHaveProperty('path');
          expect(files).toEqual(OLD);
          expect((await readdir(folder)).filter((name) => !name.includes('.bak'))).toEqual(['a', 'c', 'd']);
        }
        if (failAt >= calls) break;
      }
      expect(failures).toBeGreaterThan(10);
    }),
  );
});

describe('a disk that stays broken', () => {
  test('reports what could not be restored', () =>
    inTempFolder(async (folder) => {
      await reset(folder);
      let renames = 0;
      // The first two renames, backup and file, succeed; all later ones fail.
      const disk = faultyDisk((name) => (name === 'rename' && ++renames > 2 ? 'EIO' : undefined));
      const plan = ['a', 'c'].map((name) => ({
        path: join(folder, name),
        before: `old ${name}`,
        after: `new ${name}`,
      }));
      const error = await writeFilesWith(
        { fs: disk.fs, sleep: async () => {}, platform: 'linux', now: Date.now },
        plan,
      ).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(WriteFailed);
      const a = join(folder, 'a');
      expect(error).toMatchObject({
        path: join(folder, 'c'),
        code: 'EIO',
        notRestored: [{ path: a, backup: `${a}.cf-aig.bak` }],
      });
      expect(await contents(folder)).toEqual({
        a: 'new a',
        'a.cf-aig.bak': 'old a',
        c: 'old c',
        d: 'old d',
      });
    }));

  /** Renames fail `times` times in a row. Returns the waits. */
  async function writeBusy(
    folder: string,
    o: { code: string; platform: NodeJS.Platform; times: number; call?: string },
  ): Promise<number[]> {
    await reset(folder);
    const waits: number[] = [];
    const disk = faultyDisk((name) =>
      name === (o.call ?? 'rename') && waits.length < o.times ? o.code : undefined,
    );
    const sleep = async (ms: number) => void waits.push(ms);
    await writeFilesWith({ fs: disk.fs, sleep, platform: o.platform, now: Date.now }, [
      { path: join(folder, 'a'), before: 'old a', after: 'new a' },
      { path: join(folder, 'd'), before: 'old d', after: '', remove: true },
    ]);
    return waits;
  }

  test.each(['EPERM', 'EBUSY', 'EACCES'])('%s: waits for a file that is held open', (code) =>
    inTempFolder(async (folder) => {
      expect(await writeBusy(folder, { code, platform: 'linux', times: 3 })).toEqual([10, 30, 90]);
      expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new a');
    }),
  );

  test.each(['rename', 'unlink'])('on Windows it waits two seconds, then nothing has changed: %s', (call) =>
    inTempFolder(async (folder) => {
      const busy = { code: 'EBUSY', platform: 'win32', call } as const;
      const waits = await writeBusy(folder, { ...busy, times: 6 });
      expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(2000);
      expect(await withoutBackups(folder)).toEqual({ a: 'new a', c: 'old c' });
      await expect(writeBusy(folder, { ...busy, times: Number.POSITIVE_INFINITY })).rejects.toMatchObject({
        code: 'EBUSY',
      });
      expect(await withoutBackups(folder)).toEqual(OLD);
    }),
  );

  test('an older backup that is held open is waited for too', () =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'a');
      await reset(folder);
      const waits: number[] = [];
      // The first rename of the second run moves the backup.
      const disk = faultyDisk((name) => (name === 'rename' && waits.length < 2 ? 'EPERM' : undefined));
      await writeFilesWith({ fs: nodeFileSystem, sleep: async () => {}, platform: 'win32', now: Date.now }, [
        { path, before: 'old a', after: 'new a' },
      ]);
      await writeFilesWith(
        { fs: disk.fs, sleep: async (ms) => void waits.push(ms), platform: 'win32', now: Date.now },
        [{ path, before: 'new a', after: 'newer a' }],
      );
      expect(waits).toEqual([10, 30]);
      expect(await contents(folder)).toMatchObject({
        a: 'newer a',
        'a.cf-aig.bak': 'new a',
        'a.cf-aig.bak.1': 'old a',
      });
    }));

  test('a read-only file is not replaced', () =>
    inTempFolder(async (folder) => {
      await reset(folder);
      const disk = faultyDisk((name) => (name === 'access' ? 'EACCES' : undefined));
      const path = join(folder, 'a');
      const writing = writeFilesWith(
        { fs: disk.fs, sleep: async () => {}, platform: 'linux', now: Date.now },
        [{ path, before: 'old a', after: 'new a' }],
      );
      await expect(writing).rejects.toMatchObject({ path, code: 'EACCES' });
      expect(await contents(folder)).toEqual(OLD);
    }));
});

/** Counts every call, those on open files too, and fails those that `fault` names a code for. */
function faultyDisk(fault: (name: string, call: number) => string | undefined): {
  fs: FileSystem;
  calls(): number;
} {
  let calls = 0;
  const guarded = <A extends unknown[], R>(name: string, work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      const code = fault(name, calls++);
      if (code !== undefined) throw Object.assign(new Error(`${code}: injected into ${name}`), { code });
      return work(...args);
    };
  };
  const file = (opened: WritableFile): WritableFile => ({
    writeFile: guarded('write', (data) => opened.writeFile(data)),
    chmod: guarded('fchmod', (mode) => opened.chmod(mode)),
    chown: guarded('fchown', (uid, gid) => opened.chown(uid, gid)),
    // Counted but skipped: these files need not survive a power cut.
    sync: guarded('fsync', async () => {}),
    // A failed close has released the handle all the same.
    close: async () => {
      await opened.close();
      await guarded('close', async () => {})();
    },
  });
  const real = nodeFileSystem;
  const fs: FileSystem = {
    access: guarded('access', real.access),
    chmod: guarded('chmod', real.chmod),
    lstat: guarded('lstat', real.lstat),
    mkdir: guarded('mkdir', real.mkdir),
    open: guarded('open', async (...args) => file(await real.open(...args))),
    readdir: guarded('readdir', real.readdir),
    readFile: guarded('readFile', real.readFile),
    realpath: guarded('realpath', real.realpath),
    rename: guarded('rename', real.rename),
    rmdir: guarded('rmdir', real.rmdir),
    stat: guarded('stat', real.stat),
    unlink: guarded('unlink', real.unlink),
  };
  return { fs, calls: () => calls };
}

async function reset(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(OLD)) await writeFile(join(folder, name), text);
}

async function withoutBackups(folder: string): Promise<Record<string, string>> {
  const files = Object.entries(await contents(folder));
  return Object.fromEntries(files.filter(([name]) => !name.includes('.bak')));
}
