import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeEffects } from '../../../src/lib/files/effects.js';
import { lockPath, withLock } from '../../../src/lib/files/lock.js';
import { inTempFolder } from '../../temp-folder.js';

/** Greater than any process ID. */
const DEAD = 2 ** 22 + 1;

describe('withLock', () => {
  test('only one run works at a time, and no lock stays', () =>
    inTempFolder(async (folder) => {
      const file = join(folder, 'sub', 'a');
      let working = 0;
      let most = 0;
      const work = async () => {
        most = Math.max(most, ++working);
        await nodeEffects.sleep(5);
        working--;
      };
      await Promise.all(Array.from({ length: 8 }, () => withLock(nodeEffects, file, work)));
      expect(most).toBe(1);
      expect(readdirSync(join(folder, 'sub'))).toEqual([]);
    }));

  test.each<[string, string, number]>([
    ['a process that ended', `${DEAD}-0123abcd\n`, 0],
    ['a process ID that is in use again, a minute ago', `${process.pid}-0123abcd\n`, 61],
    ['another machine, a minute ago', `${process.pid}-01234567-89abcdef\n`, 61],
    ['a process that ended before it wrote its ID', '', 6],
  ])('takes over the lock of %s', (_, content, seconds) =>
    inTempFolder(async (folder) => {
      const file = join(folder, 'a');
      writeFileSync(lockPath(file), content);
      const moment = Date.now() / 1000 - seconds;
      utimesSync(lockPath(file), moment, moment);
      expect(await withLock(nodeEffects, file, async () => readFileSync(lockPath(file), 'utf8'))).toContain(
        `${process.pid}-`,
      );
      expect(readdirSync(folder)).toEqual([]);
    }),
  );

  test('waits ten seconds for a run that works, and then names the file', () =>
    inTempFolder(async (folder) => {
      const file = join(folder, 'a');
      writeFileSync(lockPath(file), `${process.pid}-0123abcd\n`);
      let waited = 0;
      const effects = {
        ...nodeEffects,
        sleep: async (ms: number) => {
          waited += ms;
        },
      };
      const run = withLock(effects, file, async () => 'worked');
      await expect(run).rejects.toMatchObject({ path: file, code: 'EBUSY' });
      expect(waited).toBe(10_000);
      expect(existsSync(lockPath(file))).toBe(true);
    }));

  test('a failure removes the lock and the folder that was made for it', () =>
    inTempFolder(async (folder) => {
      const fail = async () => {
        throw new Error('no');
      };
      await expect(withLock(nodeEffects, join(folder, 'x', 'y', 'a'), fail)).rejects.toThrow('no');
      expect(readdirSync(folder)).toEqual([]);
    }));

  test('a disk that cannot hold the lock is named as one that cannot be written', () =>
    inTempFolder(async (folder) => {
      const file = join(folder, 'a');
      const open = async () => {
        throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
      };
      const effects = { ...nodeEffects, fs: { ...nodeEffects.fs, open } };
      await expect(withLock(effects, file, async () => {})).rejects.toMatchObject({
        path: lockPath(file),
        code: 'EROFS',
      });
    }));
});
