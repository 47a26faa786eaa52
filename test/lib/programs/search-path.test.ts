import { mkdirSync, writeFileSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  findProgram,
  trustedEnv,
  trustedFolders,
  windowsProgram,
} from '../../../src/lib/programs/search-path.js';
import { makeTempFolder } from '../../temp-folder.js';

describe('folders whose programs may be started', () => {
  test.each<[what: string, path: string, folders: string[]]>([
    ['absolute ones', '/usr/bin:/home/me/.local/bin', ['/usr/bin', '/home/me/.local/bin']],
    ['not the current folder', '.:/usr/bin', ['/usr/bin']],
    ['not an empty part, which is the current folder', ':/usr/bin::', ['/usr/bin']],
    ['not a relative one', 'bin:../bin:/usr/bin', ['/usr/bin']],
    ['not those that npm adds for the project', '/home/me/code/x/node_modules/.bin:/usr/bin', ['/usr/bin']],
    ['nor for a folder above it', '/home/me/node_modules/.bin/:/node_modules/.bin:/usr/bin', ['/usr/bin']],
    ['however they are written', '/home/me/code/x/../x/node_modules//.bin:/usr/bin', ['/usr/bin']],
    [
      'those of another project',
      '/home/me/.npm/_npx/1/node_modules/.bin',
      ['/home/me/.npm/_npx/1/node_modules/.bin'],
    ],
    ['none', '', []],
  ])('%s', (_what, PATH, folders) => {
    expect(trustedFolders({ env: { PATH }, cwd: '/home/me/code/x', platform: 'linux' })).toEqual(folders);
  });

  test('on Windows, where the variable has any case', () => {
    const env = { Path: '.;C:\\Windows;c:\\CODE\\node_modules\\.bin;bin;C:\\npm', OTHER: '1' };
    const around = { env, cwd: 'C:\\code\\x', platform: 'win32' } as const;
    expect(trustedFolders(around, win32)).toEqual(['C:\\Windows', 'C:\\npm']);
    expect(trustedEnv(around, win32)).toEqual({ Path: 'C:\\Windows;C:\\npm', OTHER: '1' });
  });

  test('without a PATH', () => {
    expect(trustedFolders({ env: {}, cwd: '/', platform: 'linux' })).toEqual([]);
    expect(trustedEnv({ env: { A: '1' }, cwd: '/', platform: 'linux' })).toEqual({ A: '1', PATH: '' });
  });
});

test('a program of the current folder is not found', async () => {
  const cwd = makeTempFolder('path ');
  for (const folder of ['.', 'bin', 'node_modules/.bin', 'elsewhere']) {
    mkdirSync(join(cwd, folder), { recursive: true });
    writeFileSync(join(cwd, folder, 'tool'), '', { mode: 0o755 });
  }
  const find = (...folders: string[]) =>
    findProgram('tool', { env: { PATH: folders.join(':') }, cwd, platform: 'linux' });
  expect(await find('.', '', 'bin', join(cwd, 'node_modules', '.bin'))).toBeUndefined();
  expect(await find('.', join(cwd, 'elsewhere'))).toBe(join(cwd, 'elsewhere', 'tool'));
});

test('programs of Windows', () => {
  expect(windowsProgram('taskkill.exe', { SystemRoot: 'D:\\Windows' })).toBe(
    'D:\\Windows\\System32\\taskkill.exe',
  );
  expect(windowsProgram('cmd.exe', {})).toBe('C:\\Windows\\System32\\cmd.exe');
});
