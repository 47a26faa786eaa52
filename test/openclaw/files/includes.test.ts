import { expect, test } from '@jest/globals';
import { MAX_NESTING } from '../../../src/lib/json.js';
import { readConfig } from '../../../src/openclaw/files/config.js';
import { CONFIG, Home } from '../memory.js';

const DIR = '/home/u/.openclaw';
const read = (main: string, parts: Record<string, string> = {}) => {
  const files = Object.entries(parts).map(([name, text]) => [`${DIR}/${name}`, text]);
  return readConfig(CONFIG, new Home({ [CONFIG]: main, ...Object.fromEntries(files) }).read);
};
const nested = (depth: number, inner: string) => `${'{ a: '.repeat(depth)}${inner}${' }'.repeat(depth)}`;

/** Files `1` to `count`, each of which includes the next. */
const chain = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${index + 1}`,
      index + 1 < count ? `{ $include: './${index + 2}' }` : '{ end: true }',
    ]),
  );

test.each<[name: string, main: string, parts: Record<string, string>, value: unknown]>([
  ['in a list', `{ l: [1, { $include: './m' }] }`, { m: '{ a: 1 }' }, { l: [1, { a: 1 }] }],
  ['a list', `{ l: { $include: './m' } }`, { m: '[1]' }, { l: [1] }],
  ['of no file', '{ a: { $include: [] } }', {}, { a: {} }],
  ['a text over a list', `{ $include: './m', a: 'text' }`, { m: '{ a: [1] }' }, { a: 'text' }],
  ['a list over a text', `{ $include: './m', a: [1] }`, { m: `{ a: 'text' }` }, { a: [1] }],
  ['a text over an object', `{ $include: './m', a: 'text' }`, { m: '{ a: { b: 1 } }' }, { a: 'text' }],
  ['an object over a text', `{ $include: './m', a: { b: 1 } }`, { m: `{ a: 'text' }` }, { a: { b: 1 } }],
  ['the same file twice', `{ a: { $include: './m' }, b: { $include: './m' } }`, { m: '1' }, { a: 1, b: 1 }],
  ['ten levels', `{ $include: './1' }`, chain(10), { end: true }],
])('what is merged: %s', async (_name, main, parts, value) => {
  const config = await read(main, parts);
  expect(config.value).toEqual(value);
  expect(config.problem).toBeUndefined();
});

test.each<[name: string, main: string, parts: Record<string, string>, values: Record<string, string>]>([
  ['itself', `{ $include: './openclaw.json' }`, {}, { file: CONFIG, detail: `${CONFIG} includes itself` }],
  [
    'each other',
    `{ $include: './m' }`,
    { m: `{ $include: './n' }`, n: `{ $include: './m' }` },
    { file: `${DIR}/n`, detail: `${DIR}/m includes itself` },
  ],
  [
    'eleven levels',
    `{ $include: './1' }`,
    chain(11),
    { file: `${DIR}/10`, detail: 'includes are nested more than 10 levels deep' },
  ],
  [
    'a file that includes one that is missing',
    `{ $include: './m' }`,
    { m: `{ $include: './gone' }` },
    { file: `${DIR}/gone`, includedFrom: `${DIR}/m` },
  ],
  [
    'objects too deep, together',
    nested(MAX_NESTING - 10, `{ $include: './m' }`),
    { m: nested(11, '1') },
    { file: `${DIR}/m`, detail: `nested more than ${MAX_NESTING} levels deep` },
  ],
])('what cannot be read: %s', async (_name, main, parts, values) => {
  const { problem, value } = await read(main, parts);
  expect(problem).toMatchObject({ cause: 'config-unreadable', values });
  expect(value).toBeUndefined();
});

test('objects as deep as may be, together', async () => {
  const { problem } = await read(nested(MAX_NESTING - 10, `{ $include: './m' }`), { m: nested(10, '1') });
  expect(problem).toBeUndefined();
});

test('where each file is in the config', async () => {
  const { parts } = await read(`{ a: { b: [{ $include: './m' }] } }`, {
    m: `{ c: { $include: './n' } }`,
    n: '{}',
  });
  expect(parts.map(({ path, at }) => [path, at])).toEqual([
    [CONFIG, []],
    [`${DIR}/m`, ['a', 'b', 0]],
    [`${DIR}/n`, ['a', 'b', 0, 'c']],
  ]);
});
