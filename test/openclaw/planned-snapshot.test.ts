import { expect, test } from '@jest/globals';
import { readPlanned } from '../../src/openclaw/planned-snapshot.js';
import { CONFIG, ENV, Home } from './memory.js';

const plan = (home: Home, writes: Record<string, string>) =>
  readPlanned(
    home,
    Object.entries(writes).map(([path, after]) => ({ path, after })),
    home.effects,
  );

test('what is planned is read in the place of what is written, and the rest stays', async () => {
  const home = new Home({ [CONFIG]: '{}', [ENV]: 'A=1\n' });
  const snapshot = await plan(home, { [CONFIG]: `{ own: 'ä' }` });
  expect(snapshot.isPlanned).toBe(true);
  expect(snapshot.config.value).toEqual({ own: 'ä' });
  expect(snapshot.config.file).toMatchObject({ kind: 'file', size: 13, mode: 0o600 });
  expect(snapshot.environment.lookup('A')?.value).toBe('1');
  expect(home.files.get(CONFIG)).toBe('{}');
});

test('a file that does not exist yet', async () => {
  const { config } = await plan(new Home(), { [CONFIG]: '{ own: 1 }' });
  expect(config.file).toEqual({
    kind: 'file',
    path: CONFIG,
    realPath: CONFIG,
    text: '{ own: 1 }',
    mode: 0o600,
    size: 10,
  });
});

const OLD = '/home/u/.openclaw/clawdbot.json';

test('where the config is depends on what is planned and on what exists', async () => {
  const home = new Home({ [OLD]: '{ old: true }' });
  expect((await plan(home, { [ENV]: '' })).place.configPath).toBe(OLD);
  expect((await plan(home, { [CONFIG]: '{}' })).place.configPath).toBe(CONFIG);
});
