import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { journalWrite, readJournal } from '../../../src/openclaw/changes/journal.js';
import { inTempFolder } from '../../temp-folder.js';

const posix = process.platform === 'win32' ? test.skip : test;
const NAME = 'openclaw.json.cf-aig.journal';

posix('a journal that is a link to another file is left alone: neither written to nor removed', () =>
  inTempFolder(async (folder) => {
    const config = join(folder, 'openclaw.json');
    writeFileSync(join(folder, 'victim'), 'mine');
    symlinkSync(join(folder, 'victim'), join(folder, NAME));
    const journal = await readJournal(config);
    const run = { command: 'init', at: '2026-01-01T00:00:00Z', files: [] };
    expect([journalWrite(journal, [run]), journalWrite(journal, [])]).toEqual([undefined, undefined]);
  }),
);

posix('one that is kept elsewhere under its name is used', () =>
  inTempFolder(async (folder) => {
    mkdirSync(join(folder, 'dotfiles'));
    writeFileSync(join(folder, 'dotfiles', NAME), '{"version":1,"runs":[]}');
    symlinkSync(join(folder, 'dotfiles', NAME), join(folder, NAME));
    const journal = await readJournal(join(folder, 'openclaw.json'));
    expect(journalWrite(journal, [])).toMatchObject({ path: join(folder, NAME), remove: true });
  }),
);
