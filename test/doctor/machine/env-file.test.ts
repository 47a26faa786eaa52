import { chmodSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { configFile } from '../../../src/doctor/config/config-file.js';
import { envFile } from '../../../src/doctor/machine/env-file.js';
import { brief, findingsOf, inHome } from '../home.js';

test.each<[NodeJS.Platform, string[]]>([
  ['linux', ['pass', 'warn env-file-permissive', 'pass', 'warn config-permissive']],
  ['darwin', ['pass', 'warn env-file-permissive', 'pass', 'warn config-permissive']],
  ['win32', ['pass', 'pass']],
])(
  'a mode that lets others read is a warning, unless the system has none: %s',
  async (platform, expected) => {
    await inHome(async (home) => {
      const inputs = await home.inputs({ platform }, () => {
        for (const file of ['.env', 'openclaw.json']) chmodSync(home.at(`.openclaw/${file}`), 0o644);
      });
      const found = [...(await findingsOf(envFile, inputs)), ...(await findingsOf(configFile, inputs))];
      expect(brief(found)).toEqual(expected);
      expect(found[0]?.evidence.join().includes('not checked')).toBe(platform === 'win32');
    });
  },
);
