import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { writeFiles } from '../../../src/lib/files/write-files.js';
import { inTempFolder } from '../../temp-folder.js';

const KILLS = 5;

test('killed in the middle of writing, every file is whole, and the next run cleans up', () =>
  inTempFolder(async (folder) => {
    const program = join(folder, 'loop.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'write-loop.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    const paths = ['a', 'b'].map((name) => join(folder, name));
    for (const path of paths) await writeFile(path, 'start', { mode: 0o640 });

    for (let kill = 0; kill < KILLS; kill++) {
      const child = spawn(process.execPath, [program, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await setTimeout(kill * 7);
      child.kill('SIGKILL');
      await once(child, 'close');
      for (const path of paths) expect(await readFile(path, 'utf8')).toMatch(/^([a-z])\1{199999}$/);
    }

    for (const path of paths)
      await writeFiles([{ path, before: await readFile(path, 'utf8'), after: 'end' }]);
    const names = await readdir(folder);
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    for (const path of paths) expect((await stat(path)).mode & 0o777).toBe(0o640);
  }));
