import { describe, expect, test } from '@jest/globals';
import type { Path } from '../../../src/lib/json5/parse.js';
import { readConfig } from '../../../src/openclaw/files/config.js';
import { ownerOf, writesFor } from '../../../src/openclaw/files/owner-file.js';
import { growth, QUADRATIC } from '../../growth.js';
import { CONFIG, Home } from '../memory.js';

const DIR = '/home/u/.openclaw';
const read = (main: string, parts: Record<string, string> = {}) => {
  const files = Object.entries(parts).map(([name, text]) => [`${DIR}/${name}`, text]);
  return readConfig(CONFIG, new Home({ [CONFIG]: main, ...Object.fromEntries(files) }).read);
};
const ALIAS = `{ models: { $include: './m' } }`;

describe('the file of a value', () => {
  test.each<[name: string, main: string, parts: Record<string, string>, path: Path, owner: [string, Path]]>([
    ['of the main file', '{ a: { b: 1 } }', {}, ['a', 'b'], ['openclaw.json', ['a', 'b']]],
    ['of an included one', ALIAS, { m: '{ a: 1 }' }, ['models', 'a'], ['m', ['a']]],
    [
      'of a file that an included one includes',
      ALIAS,
      { m: `{ $include: './n', a: 1 }`, n: '{ b: { c: 1 } }' },
      ['models', 'b', 'c'],
      ['n', ['b', 'c']],
    ],
    ['of an item of a list', `{ l: [1, { $include: './m' }] }`, { m: '{}' }, ['l', 1, 'a'], ['m', ['a']]],
    [
      'a list has no member of a name',
      `{ l: [{ $include: './m' }] }`,
      { m: '{}' },
      ['l', '0', 'a'],
      ['openclaw.json', ['l', '0', 'a']],
    ],
    [
      'new: where there is only an $include, in that file',
      ALIAS,
      { m: '{}' },
      ['models', 'a', 'b'],
      ['m', ['a', 'b']],
    ],
    [
      'new: beside an $include that has company',
      `{ models: { $include: './m', mode: 'merge' } }`,
      { m: '{}' },
      ['models', 'a'],
      ['openclaw.json', ['models', 'a']],
    ],
    [
      'new: beside an $include of two files',
      `{ models: { $include: ['./m', './n'] } }`,
      { m: '{}', n: '{}' },
      ['models', 'a'],
      ['openclaw.json', ['models', 'a']],
    ],
    [
      'new: at the root, in the main file',
      `{ $include: './m' }`,
      { m: '{}' },
      ['a'],
      ['openclaw.json', ['a']],
    ],
    ['new: in an object with one member', '{ a: { b: 1 } }', {}, ['a', 'c'], ['openclaw.json', ['a', 'c']]],
  ])('%s', async (_name, main, parts, path, [file, local]) => {
    const owner = ownerOf(await read(main, parts), path);
    expect({ file: owner.part.path, path: owner.path }).toEqual({ file: `${DIR}/${file}`, path: local });
  });

  test('a value in two files has none', async () => {
    const config = await read(`{ models: { $include: './m', a: { b: 1 } } }`, { m: '{ a: { c: 2 } }' });
    expect(() => ownerOf(config, ['models', 'a'])).toThrow(`models.a is merged from ${CONFIG} and ${DIR}/m`);
    expect(ownerOf(config, ['models', 'a', 'c']).part.path).toBe(`${DIR}/m`);
  });

  test('a config without content has none', async () => {
    const config = await read('');
    expect(() => ownerOf(config, ['a'])).toThrow(`${CONFIG} has nothing to edit`);
  });
});

describe('what is written', () => {
  const edit = (path: Path) => ({ op: 'set', path, value: 2 }) as const;
  const short = (writes: ReturnType<typeof writesFor>) =>
    writes.map(({ path, before, after }) => [path.slice(DIR.length + 1), before, after]);

  test('included files first, and no file that stays', async () => {
    const main = `{ a: { $include: './m' }, b: { $include: './n' }, c: 1 }`;
    const config = await read(main, { m: '{ x: 1 }', n: '{ x: 1 }' });
    expect(short(writesFor(config, [edit(['c']), edit(['b', 'x'])]))).toEqual([
      ['n', '{ x: 1 }', '{ x: 2 }'],
      ['openclaw.json', main, main.replace('c: 1', 'c: 2')],
    ]);
  });

  test('the main file even where nothing in it changes', async () => {
    const config = await read(ALIAS, { m: '{ x: 1 }' });
    expect(short(writesFor(config, [edit(['models', 'x'])]))).toEqual([
      ['m', '{ x: 1 }', '{ x: 2 }'],
      ['openclaw.json', ALIAS, ALIAS],
    ]);
  });

  test.each([
    ['a file with comments alone keeps them', '// mine\n', '// mine\n'],
    ['an empty file', '', ''],
    ['no file', undefined, null],
  ])('%s', async (_name, text, before) => {
    const files: Record<string, string> = text === undefined ? {} : { [CONFIG]: text };
    const config = await readConfig(CONFIG, new Home(files).read);
    const [write] = writesFor(config, [edit(['a'])]);
    expect(write).toMatchObject({ path: CONFIG, before, mode: 0o600, dirMode: 0o700 });
    expect(write?.after).toContain(text ?? '');
  });
});

test('time grows with the number of members whose file is looked for, not with its square', async () => {
  const withChannels = async (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `channel-${index}`);
    const text = JSON.stringify({ channels: Object.fromEntries(names.map((name) => [name, {}])) });
    const config = await readConfig('/openclaw.json', async (path) => ({
      ...{ kind: 'file', path, realPath: path, text, mode: 0o600, size: text.length },
    }));
    return { config, names };
  };
  const setups = new Map([
    [1000, await withChannels(1000)],
    [4000, await withChannels(4000)],
  ]);
  const measured = growth(
    (count) => setups.get(count)!,
    ({ config, names }) => names.map((name) => ownerOf(config, ['channels', name])),
  );
  expect(measured).toBeLessThan(QUADRATIC);
});
