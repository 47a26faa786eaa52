import { expect, test } from '@jest/globals';
import type { Path } from '../../../src/lib/json5/parse.js';
import { readConfig } from '../../../src/openclaw/files/config.js';
import { positionOf } from '../../../src/openclaw/schema/position.js';
import { CONFIG, Home } from '../memory.js';

const PART = '/home/u/.openclaw/m';
const MAIN = `{\n  a: { b: 1 },\n  m: { $include: './m' },\n  n: { $include: './m', c: { e: 1 } },\n}`;

test.each<[name: string, path: Path, expected: string | undefined]>([
  ['of a value', ['a', 'b'], `${CONFIG}:2:11`],
  ['of what would hold it', ['a', 'x', 'y'], `${CONFIG}:2:6`],
  ['in an included file', ['m', 'c', 'd'], `${PART}:1:11`],
  ['of the whole', [], `${CONFIG}:1:1`],
  ['of what two files hold', ['n', 'c'], undefined],
])('%s', async (_name, path, expected) => {
  const config = await readConfig(CONFIG, new Home({ [CONFIG]: MAIN, [PART]: '{ c: { d: 1 } }' }).read);
  const at = positionOf(config, path);
  expect(at && `${at.file}:${at.line}:${at.column}`).toBe(expected);
});

test('there is no config', async () => {
  expect(positionOf(await readConfig(CONFIG, new Home().read), ['a'])).toBeUndefined();
});
