import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readRegularFile } from '../../../src/lib/files/read-regular.js';
import { inTempFolder } from '../../temp-folder.js';

const posix = process.platform === 'win32' ? test.skip : test;

test('a regular file up to the limit, and nothing else', () =>
  inTempFolder(async (folder) => {
    writeFileSync(join(folder, 'file'), 'four');
    mkdirSync(join(folder, 'folder'));
    expect(String(await readRegularFile(join(folder, 'file'), 4))).toBe('four');
    expect(await readRegularFile(join(folder, 'file'), 3)).toBeUndefined();
    expect(await readRegularFile(join(folder, 'folder'), 4)).toBeUndefined();
    expect(await readRegularFile(join(folder, 'none'), 4)).toBeUndefined();
  }));

posix('a pipe, on which it would wait forever', () =>
  inTempFolder(async (folder) => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await readRegularFile(join(folder, 'pipe'), 4)).toBeUndefined();
  }),
);
