import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findInstallation } from '../../../src/openclaw/machine/installation.js';
import { inTempFolder } from '../../temp-folder.js';

const MANIFEST = JSON.stringify({ name: 'openclaw', version: '2026.9.6' });

test.each<
  [
    name: string,
    files: string[],
    env: (at: (name: string) => string) => NodeJS.ProcessEnv,
    found: string | undefined,
  ]
>([
  [
    'what npm installs',
    ['npm/openclaw', 'npm/openclaw.cmd', 'npm/openclaw.ps1'],
    (at) => ({ PATH: at('npm') }),
    'openclaw.cmd',
  ],
  [
    'a copy of the environment, which has Path',
    ['npm/openclaw.cmd'],
    (at) => ({ Path: at('npm') }),
    'openclaw.cmd',
  ],
  [
    'the order of PATHEXT',
    ['npm/openclaw.exe', 'npm/openclaw.cmd'],
    (at) => ({ PATH: at('npm'), PATHEXT: '.CMD;.EXE' }),
    'openclaw.cmd',
  ],
  [
    'without PATHEXT, that of Windows',
    ['npm/openclaw.exe', 'npm/openclaw.cmd'],
    (at) => ({ PATH: at('npm') }),
    'openclaw.exe',
  ],
  ['only PowerShell’s script', ['npm/openclaw.ps1'], (at) => ({ PATH: at('npm') }), 'openclaw.ps1'],
  [
    'a folder in quotes',
    ['npm/openclaw.cmd'],
    (at) => ({ PATH: `relative${delimiter}"${at('npm')}"` }),
    'openclaw.cmd',
  ],
  [
    'a script without an extension, which Windows does not start',
    ['npm/openclaw'],
    (at) => ({ PATH: at('npm') }),
    undefined,
  ],
])('on Windows: %s', (_name, files, env, found) =>
  inTempFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    for (const file of [...files, 'npm/node_modules/openclaw/package.json']) {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), MANIFEST);
    }
    const installation = await findInstallation({ env: env(at), cwd: folder, platform: 'win32' });
    expect(installation).toEqual(
      found && {
        command: at(`npm/${found}`),
        folder: at('npm/node_modules/openclaw'),
        version: '2026.9.6',
      },
    );
  }),
);
