import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readRegularFile, readTextFile, readTextFileFrom } from '../../../src/lib/files/read-text.js';
import { inTempFolder } from '../../temp-folder.js';

const posix = process.platform === 'win32' ? test.skip : test;

describe('a text', () => {
  test.each(['', 'plain', '\uFEFFmarked\r\n', 'ünï 漢字'])('%j comes back as it is', (text) =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'a');
      await fs.writeFile(path, text);
      expect(await readTextFile(path)).toMatchObject({
        kind: 'file',
        path,
        text,
        size: Buffer.byteLength(text),
      });
    }),
  );

  posix('behind a link has the mode and the path of the file itself', () =>
    inTempFolder(async (folder) => {
      const target = join(await fs.realpath(folder), 'target');
      await fs.writeFile(target, 'x');
      await fs.chmod(target, 0o640);
      const path = join(folder, 'link');
      await fs.symlink('target', path);
      expect(await readTextFile(path)).toEqual({
        kind: 'file',
        path,
        realPath: target,
        text: 'x',
        mode: 0o640,
        size: 1,
      });
    }),
  );
});

describe('not text', () => {
  const table: [what: string, bytes: Buffer, kind: string, detail: string][] = [
    [
      'UTF-16, little end first',
      Buffer.from('\uFEFF{}', 'utf16le'),
      'not-text',
      'it is UTF-16; save it as UTF-8',
    ],
    [
      'UTF-16, big end first',
      Buffer.from('\uFEFF{}', 'utf16le').swap16(),
      'not-text',
      'it is UTF-16; save it as UTF-8',
    ],
    ['UTF-16 without a mark', Buffer.from('{}', 'utf16le'), 'not-text', 'it contains binary data'],
    ['binary', Buffer.from([1, 2, 0, 3]), 'not-text', 'it contains binary data'],
    ['Latin-1', Buffer.from('ü', 'latin1'), 'not-text', 'it is not UTF-8'],
    [
      'too much',
      Buffer.alloc(8 * 1024 * 1024 + 1, 'x'),
      'too-large',
      'it is 8388609 bytes long; the limit is 8388608',
    ],
  ];
  test.each(table)('%s', (_, bytes, kind, detail) =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'a');
      await fs.writeFile(path, bytes);
      expect(await readTextFile(path)).toEqual({ kind, path, detail });
    }),
  );
});

describe('not a file', () => {
  test('missing', () =>
    inTempFolder(async (folder) => {
      expect(await readTextFile(join(folder, 'none', 'a'))).toMatchObject({ kind: 'missing' });
    }));

  test('a directory', () =>
    inTempFolder(async (folder) => {
      expect(await readTextFile(folder)).toMatchObject({ kind: 'directory' });
    }));

  posix('missing, with a file where a folder should be', () =>
    inTempFolder(async (folder) => {
      await fs.writeFile(join(folder, 'a'), '');
      expect(await readTextFile(join(folder, 'a', 'b'))).toMatchObject({ kind: 'missing' });
    }),
  );

  posix('links to nothing and in a circle', () =>
    inTempFolder(async (folder) => {
      await fs.symlink('nowhere', join(folder, 'dangling'));
      await fs.symlink('circle', join(folder, 'circle'));
      for (const name of ['dangling', 'circle']) {
        expect(await readTextFile(join(folder, name))).toMatchObject({ kind: 'dangling-symlink' });
      }
    }),
  );

  posix('a pipe is not waited for', () =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'pipe');
      execFileSync('mkfifo', [path]);
      expect(await readTextFile(path)).toEqual({
        kind: 'not-text',
        path,
        detail: 'it is not a regular file',
      });
    }),
  );

  test.each([
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['EIO', 'the disk reported an error'],
    ['EWEIRD', 'EWEIRD'],
  ])('%s', (code, detail) =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'a');
      await fs.writeFile(path, '');
      const readFile = () => Promise.reject(Object.assign(new Error(), { code }));
      expect(await readTextFileFrom({ ...fs, readFile }, path)).toEqual({
        kind: 'unreadable',
        path,
        detail,
      });
    }),
  );
});

test('the bytes of a regular file up to the limit, and nothing else', () =>
  inTempFolder(async (folder) => {
    await fs.writeFile(join(folder, 'file'), 'four');
    await fs.mkdir(join(folder, 'folder'));
    expect(String(await readRegularFile(join(folder, 'file'), 4))).toBe('four');
    expect(await readRegularFile(join(folder, 'file'), 3)).toBeUndefined();
    expect(await readRegularFile(join(folder, 'folder'), 4)).toBeUndefined();
    expect(await readRegularFile(join(folder, 'none'), 4)).toBeUndefined();
  }));

posix('no bytes of a pipe, on which it would wait forever', () =>
  inTempFolder(async (folder) => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await readRegularFile(join(folder, 'pipe'), 4)).toBeUndefined();
  }),
);
