import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { History } from '../../../src/openclaw/changes/history.js';
import { fingerprint, type Journal, journalPath, type Run } from '../../../src/openclaw/changes/journal.js';
import { readUndo } from '../../../src/openclaw/changes/undo-plan.js';
import { RealHome } from '../real-home.js';

let home: RealHome;
beforeEach(() => {
  home = new RealHome();
});
afterEach(() => home.remove());

const backup = (file: string, age = '') => `${file}.cf-aig.bak${age}`;
const CONFIG = '{\n  // mine\n  gateway: { mode: "local" },\n}\n';

describe('undo', () => {
  test('deletes files that init created, and keeps their content as backups', async () => {
    await home.setUp();
    const made = home.contents();
    await home.undo();
    expect(home.contents()).toEqual({});
    expect(home.read(backup(home.config))).toBe(made['openclaw.json']);
    expect(await home.undo()).toBeUndefined();
  });

  test('reverts one more run each time, as long as there are backups', async () => {
    home.write(home.config, CONFIG);
    const states = [home.contents()];
    for (const model of ['a', 'b', 'c', 'd']) {
      await home.setUp({ models: [{ id: `openai/${model}` }] });
      states.push(home.contents());
    }
    for (let left = 3; left >= 0; left--) {
      expect(await home.undo()).toMatchObject({ left, changedSince: [], lost: [] });
      expect(home.contents()).toEqual(states[left]);
    }
    expect(await home.undo()).toBeUndefined();
  });

  test('reverts a run that was killed and the one that finished it as one', async () => {
    home.write(home.config, CONFIG);
    const before = home.contents();
    await home.setUp();
    // Killed between the `.env`, which comes first, and the config.
    home.write(home.config, CONFIG);
    await home.setUp();
    expect(await home.undo()).toMatchObject({ left: 0, changedSince: [], lost: [] });
    expect(home.contents()).toEqual(before);
    expect(await home.undo()).toBeUndefined();
  });

  test('a run whose first file the user has put back was not killed', async () => {
    home.write(home.config, CONFIG);
    home.write(home.env, 'MINE=1\n');
    await home.setUp();
    home.write(home.env, 'MINE=1\n');
    const before = home.contents();
    await home.setUp();
    expect(await home.undo()).toMatchObject({ changedSince: [], lost: [] });
    expect(home.contents()).toEqual(before);
  });

  test('changes only the files of the run', async () => {
    home.write(home.config, CONFIG);
    await home.setUp();
    await home.setUp({ gateway: 'other' });
    home.write(home.env, `${home.read(home.env)}MINE=1\n`);
    const plan = await home.undo();
    expect(plan).toMatchObject({ changedSince: [] });
    expect(home.read(home.env)).toContain('MINE=1');
    expect(home.read(home.config)).toContain('/my-gateway/');
  });

  test('reports a file that changed since, and keeps it as a backup', async () => {
    home.write(home.config, CONFIG);
    await home.setUp();
    const changed = `${home.read(home.config)}// later\n`;
    home.write(home.config, changed);
    expect(await home.undo()).toMatchObject({ changedSince: [home.config] });
    expect(home.read(home.config)).toBe(CONFIG);
    expect(home.read(backup(home.config))).toBe(changed);
  });

  test('reports a missing backup, and writes nothing', async () => {
    home.write(home.config, CONFIG);
    await home.setUp();
    const before = home.contents();
    rmSync(backup(home.config));
    expect(await home.undo()).toMatchObject({ lost: [home.config] });
    expect(home.contents()).toEqual(before);
  });

  test('skips a run that was killed before it wrote', async () => {
    home.write(home.config, CONFIG);
    await home.setUp();
    const journal = home.read(journalPath(home.config));
    await home.undo();
    await home.setUp({ gateway: 'other' });
    const runs = [...JSON.parse(home.read(journalPath(home.config))).runs, ...JSON.parse(journal).runs];
    // The same run again, with the files as they were before it.
    home.write(journalPath(home.config), JSON.stringify({ version: 1, runs: [runs[0]] }));
    expect(await home.undo()).toMatchObject({ left: 0 });
    home.write(journalPath(home.config), journal);
    expect(await home.undo()).toBeUndefined();
    expect(home.read(home.config)).toBe(CONFIG);
  });

  test('reverts a removal', async () => {
    home.write(home.config, CONFIG);
    await home.setUp();
    const before = home.contents();
    await home.takeOut();
    await home.undo();
    expect(home.contents()).toEqual(before);
  });

  test.each(['not JSON', '{}', '{"version":2,"runs":[]}', '{"version":1,"runs":[{"command":1}]}', '[]'])(
    'a journal that holds %s holds nothing, and does not stand in the way',
    async (text) => {
      home.write(home.config, CONFIG);
      home.write(journalPath(home.config), text);
      expect(await home.undo()).toBeUndefined();
      await home.setUp();
      await home.undo();
      expect(home.contents()).toEqual({ 'openclaw.json': CONFIG });
    },
  );

  test('the journal has no secrets', async () => {
    await home.setUp();
    expect(home.read(journalPath(home.config))).not.toMatch(/cfut_/);
  });
});

describe('a backup that is missing', () => {
  const run = (at: string): Run => ({
    ...{
      at,
      command: 'init',
      providerId: 'cloudflare-ai-gateway',
      fallbackBlocks: [],
      primaryBefore: undefined,
    },
    files: [{ path: '/c', before: fingerprint('old'), after: fingerprint('new') }],
  });
  const file = { kind: 'file' as const, path: '/c', realPath: '/c', text: 'new', mode: 0o600, size: 3 };
  const journal = (...runs: Run[]): Journal => ({ path: '/j', file: { ...file, path: '/j' }, runs });
  const empty: History = { files: new Map([['/c', file]]), backups: new Map([['/c', []]]) };
  const whole: History = { ...empty, backups: new Map([['/c', [{ ...file, text: 'old' }]]]) };

  test('because another run wrote while it was read: all is read again', async () => {
    const reads = [
      { journal: journal(run('1')), history: empty },
      { journal: journal(run('1'), run('2')), history: whole },
    ];
    const { plan } = await readUndo(
      async () => reads.shift()!,
      async ({ history }) => history,
    );
    expect(plan).toMatchObject({ run: { at: '2' }, lost: [] });
  });

  test('and the record is the same: it is lost', async () => {
    const { plan } = await readUndo(
      async () => ({ journal: journal(run('1')) }),
      async () => empty,
    );
    expect(plan?.lost).toEqual(['/c']);
  });
});
