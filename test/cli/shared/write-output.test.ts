import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkOutputs, writeOutput } from '../../../src/cli/shared/write-output.js';
import { readTextFile } from '../../../src/lib/files/read-text.js';
import { memoryIo } from '../../memory-io.js';
import { inTempFolder } from '../../temp-folder.js';

const posix = process.platform === 'win32' ? test.skip : test;

test('the path is relative to the working directory, and the file has no secrets', () =>
  inTempFolder(async (cwd) => {
    const io = memoryIo({ cwd });
    io.redactor.add('my-own-secret');
    await writeOutput(io, { by: '--html', file: 'page.html', text: 'a my-own-secret b\n' });
    await writeOutput(io, { by: '--html', file: 'page.html', text: 'c my-own-secret d\n', append: true });
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toBe('a [redacted] b\nc [redacted] d\n');
  }));

posix('a new file has the mode that it needs', () =>
  inTempFolder(async (cwd) => {
    await writeOutput(memoryIo({ cwd }), { by: '--trace', file: 'a.har', text: '', mode: 0o600 });
    expect(statSync(join(cwd, 'a.har')).mode & 0o777).toBe(0o600);
  }),
);

test('a file that cannot be written is a usage error', () =>
  inTempFolder(async (cwd) => {
    const writing = writeOutput(memoryIo({ cwd }), { by: '--junit', file: 'no/such/x.xml', text: '' });
    await expect(writing).rejects.toMatchObject({
      exitCode: 2,
      message: '--junit no/such/x.xml: cannot be written: no such file or folder',
    });
  }));

test.each([
  ['no/such/x.xml', 'no such file or folder'],
  ['.', 'it is a directory'],
])('%s is found to be no place for a file before anything is done', (file, why) =>
  inTempFolder(async (cwd) => {
    await expect(checkOutputs({ cwd }, [{ by: '--junit', file }], [])).rejects.toMatchObject({
      exitCode: 2,
      message: `--junit ${file}: cannot be written: ${why}`,
    });
  }),
);

test('two outputs have two files, whatever the way to them is; none is written yet', () =>
  inTempFolder(async (cwd) => {
    const [a, b] = [
      { by: '--trace', file: 'a' },
      { by: '--format', file: join(cwd, 'a') },
    ];
    await expect(checkOutputs({ cwd }, [a, { ...b, file: 'b' }], [])).resolves.toBeUndefined();
    await expect(checkOutputs({ cwd }, [a, b], [])).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(join(cwd, 'a'))).toBe(false);
  }));

posix('a file of the setup is no place for an output, whatever the way to it is', () =>
  inTempFolder(async (cwd) => {
    const path = join(cwd, 'openclaw.json');
    writeFileSync(path, '{}');
    symlinkSync(path, join(cwd, 'link'));
    const setup = [await readTextFile(path), await readTextFile(join(cwd, '.env'))];
    for (const file of ['openclaw.json', 'link', '.env'])
      await expect(checkOutputs({ cwd }, [{ by: '--trace', file }], setup)).rejects.toMatchObject({
        exitCode: 2,
        message: `--trace ${file}: this is a file of the setup, whose content would be lost`,
      });
  }),
);
