import { expect, test } from '@jest/globals';
import { secretRefFaults } from '../../../src/openclaw/schema/secret-ref-faults.js';

type Config = Record<string, unknown>;
const details = (config: Config) => secretRefFaults(config).map(({ detail }) => detail);
const reference = (source: unknown, id: unknown, provider: unknown = 'default') => ({ source, provider, id });
/** What is said of a reference at `key`. */
const says = (source: string, id: string, provider = 'default', secrets: Config = {}) =>
  details({ key: reference(source, id, provider), secrets });

const POINTER = 'key has an id that is neither "value" nor a JSON pointer such as /providers/openai/apiKey';
const NAME = 'key has an id that is not a name such as vault/openai/api-key';

test.each<[source: string, ids: string[], problem: string | undefined]>([
  ['file', ['value', '/a', '/a/b', '/', '/a~0b/c~1d', '//'], undefined],
  ['file', ['', 'values', 'a', 'a/b', '/a~b', '/a~2', '/a/b~', 'x/value'], POINTER],
  [
    'exec',
    ['a', 'vault/openai/api-key', 'A.b_c:d#e-f', `a${'b'.repeat(255)}`, 'a/..b', 'a/b..', 'a/...'],
    undefined,
  ],
  ['exec', ['', '/a', '-a', 'a b', 'a/../b', 'a/./b', 'a/..', `a${'b'.repeat(256)}`, 'ä', 'a!'], NAME],
  ['env', ['', 'A B', '../..'], undefined],
])('the id of the source %s: %j', (source, ids, problem) => {
  for (const id of ids) expect([id, says(source, id)]).toEqual([id, problem ? [problem] : []]);
});

const OTHER = 'key has the source "env", but its provider has "file"';
const mine = { providers: { mine: { source: 'file' }, default: { source: 'file' } } };
test.each<[name: string, provider: string, secrets: Config, expected: string[]]>([
  ['of another source', 'mine', mine, [OTHER]],
  ['of the same source', 'mine', { providers: { mine: { source: 'env' } } }, []],
  ['that is not configured', 'gone', mine, []],
  ['without a source', 'mine', { providers: { mine: {} } }, []],
  ['that is no object', 'mine', { providers: { mine: 'file' } }, []],
  ['the default one, which always works', 'default', mine, []],
  ['what is chosen as the default', 'mine', { ...mine, defaults: { env: 'mine' } }, []],
  ['no longer the default', 'default', { ...mine, defaults: { env: 'mine' } }, [OTHER]],
  ['with settings of another type', 'mine', { providers: [], defaults: 'mine' }, []],
])('the provider of a reference: %s', (_name, provider, secrets, expected) => {
  expect(says('env', 'A', provider, secrets)).toEqual(expected);
});

test('the default of the source store works too, of others it does not', () => {
  const secrets = { providers: { default: { source: 'env' } } };
  expect(says('store', 'a', 'default', secrets)).toEqual([]);
  expect(says('exec', 'a', 'default', secrets)).toEqual([
    'key has the source "exec", but its provider has "env"',
  ]);
});

test.each<[name: string, value: unknown]>([
  ['no source', { provider: 'x', id: 'a b' }],
  ['a source of another type', reference(3, 'a b')],
  ['a provider of another type', reference('exec', 'a b', 3)],
  ['an id of another type', reference('exec', 3)],
])('no reference: %s', (_name, key) => {
  expect(details({ key })).toEqual([]);
});

test('wherever they are, but in free-form objects and channels', () => {
  const wrong = reference('exec', 'a b');
  const config = {
    a: { list: [1, { deep: wrong }] },
    channels: { x: wrong },
    b: { params: { x: wrong }, config: wrong, other: wrong },
  };
  expect(secretRefFaults(config).map(({ path }) => path)).toEqual([
    ['a', 'list', 1, 'deep'],
    ['b', 'other'],
  ]);
});
