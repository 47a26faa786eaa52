import { describe, expect, test } from '@jest/globals';
import { agentIdOf, isAgentId, migrate } from '../../../src/openclaw/schema/reader-migrations.js';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';

type Config = Record<string, unknown>;
const migrated = (config: Config) => migrate(config, environmentOf({})).config;
const agents = (value: Config) => migrated({ agents: value }).agents;

describe('agents as OpenClaw validates them', () => {
  const MAIN = { entries: { main: {} } };
  test.each<[name: string, before: Config, after: Config]>([
    ['none', {}, MAIN],
    ['an empty list', { list: [] }, MAIN],
    ['no entries', { entries: {} }, MAIN],
    [
      'no entries, on purpose',
      { entries: {}, ownership: 'explicit' },
      { entries: {}, ownership: 'explicit' },
    ],
    ['entries of another type', { entries: 3 }, { entries: 3 }],
    ['entries stay', { entries: { a: { x: 1 } } }, { entries: { a: { x: 1 } } }],
    [
      'a list becomes entries',
      { list: [{ id: 'a', x: 1 }, { id: 'b' }] },
      { entries: { a: { x: 1 }, b: {} } },
    ],
    [
      'a list beside entries stays',
      { list: [{ id: 'a' }], entries: { b: {} } },
      { list: [{ id: 'a' }], entries: { b: {} } },
    ],
    ['a list of another type stays', { list: 3 }, { list: 3 }],
    ['a list with an item of another type stays', { list: ['a'] }, { list: ['a'] }],
    ['a list without an id stays', { list: [{ x: 1 }] }, { list: [{ x: 1 }] }],
    ['a list with an id of another type stays', { list: [{ id: 3 }] }, { list: [{ id: 3 }] }],
    ['a list with an id of another form stays', { list: [{ id: 'A b' }] }, { list: [{ id: 'A b' }] }],
    [
      'a list with an id twice stays',
      { list: [{ id: 'a' }, { id: 'a' }] },
      { list: [{ id: 'a' }, { id: 'a' }] },
    ],
    [
      'sizes of a context are gone',
      { defaults: { contextTokens: 1, x: 2 }, entries: { a: { contextTokens: 1, contextWindow: 2 } } },
      { defaults: { x: 2 }, entries: { a: { contextWindow: 2 } } },
    ],
  ])('%s', (_name, before, after) => {
    expect(agents(before)).toEqual(after);
  });

  const [yes, no] = [{ default: true }, { default: false }];
  test.each<[name: string, before: Config, after: Config]>([
    [
      'one of several',
      { entries: { a: yes, b: no, c: {} } },
      { entries: { a: {}, b: {}, c: {} }, ownership: 'explicit' },
    ],
    ['the only one', { entries: { a: yes } }, { entries: { a: {} } }],
    ['two', { entries: { a: yes, b: yes } }, { entries: { a: yes, b: yes } }],
    ['none', { entries: { a: no, b: {} } }, { entries: { a: no, b: {} } }],
    [
      'of another type',
      { entries: { a: yes, b: { default: 'x' } } },
      { entries: { a: yes, b: { default: 'x' } } },
    ],
    [
      'beside its successor',
      { entries: { a: yes, b: {} }, ownership: 'x' },
      { entries: { a: yes, b: {} }, ownership: 'x' },
    ],
    [
      'in the list',
      { list: [{ id: 'a', ...yes }, { id: 'b' }] },
      { entries: { a: {}, b: {} }, ownership: 'explicit' },
    ],
    [
      'beside an entry of another type',
      { entries: { a: yes, b: 3 } },
      { entries: { a: {}, b: 3 }, ownership: 'explicit' },
    ],
  ])('the mark of the default agent: %s', (_name, before, after) => {
    expect(agents(before)).toEqual(after);
  });

  test('of another type they stay, and so do the paths', () => {
    const { config, originOf } = migrate({ agents: 3 }, environmentOf({}));
    expect(config).toEqual({ agents: 3 });
    expect(originOf(['agents'])).toEqual(['agents']);
  });

  test('none at all are those of a new user', () => {
    expect(migrated({})).toEqual({ agents: MAIN });
  });

  test('where an entry comes from', () => {
    const { originOf } = migrate({ agents: { list: [{ id: 'a' }, { id: 'b' }] } }, environmentOf({}));
    expect(originOf(['agents', 'entries', 'b', 'model', 'primary'])).toEqual([
      'agents',
      'list',
      1,
      'model',
      'primary',
    ]);
    for (const path of [
      ['agents', 'entries', 'c'],
      ['agents', 'defaults', 'a'],
      ['models', 'entries', 'a'],
    ])
      expect(originOf(path)).toEqual(path);
    const stays = migrate({ agents: { list: 3 } }, environmentOf({}));
    expect(stays.originOf(['agents', 'list'])).toEqual(['agents', 'list']);
  });
});

describe('the rest', () => {
  const copilot = (config: unknown) => ({ plugins: { entries: { 'github-copilot': { config } } } });
  test.each<[name: string, before: unknown, after: unknown]>([
    ['on', { discovery: { enabled: true }, x: 1 }, { x: 1 }],
    ['empty', { discovery: {} }, {}],
    ['on, with more', { discovery: { enabled: true, y: 1 } }, { discovery: { y: 1 } }],
    ['not switched', { discovery: { y: 1 } }, { discovery: { y: 1 } }],
    ['of another type', { discovery: 3 }, { discovery: 3 }],
    ['without settings', 3, 3],
  ])('the discovery of Copilot: %s', (_name, before, after) => {
    expect(migrated(copilot(before))).toEqual({ ...copilot(after), agents: { entries: { main: {} } } });
  });

  test('settings of another type stay', () => {
    const config = { models: { providers: 3 }, plugins: { entries: { 'github-copilot': 3 } }, agents: 3 };
    expect(migrated(config)).toEqual(config);
    expect(migrated({ models: 3, plugins: 3, agents: 3 })).toEqual({ models: 3, plugins: 3, agents: 3 });
    expect(migrated({ plugins: { entries: 3 }, agents: 3 })).toEqual({ plugins: { entries: 3 }, agents: 3 });
  });

  test('sizes of a context go from the providers', () => {
    const providers = { a: { contextTokens: 1, contextWindow: 2, x: 3 }, b: 'text' };
    expect(migrated({ models: { providers } }).models).toEqual({ providers: { a: { x: 3 }, b: 'text' } });
  });

  test('the config itself stays as it is', () => {
    const config = { agents: { list: [{ id: 'a', default: true }] } };
    migrated(config);
    expect(config).toEqual({ agents: { list: [{ id: 'a', default: true }] } });
  });
});

test.each([
  ['work', 'work'],
  [' Work ', 'work'],
  ['_a-b_1', '_a-b_1'],
  ['a'.repeat(64), 'a'.repeat(64)],
  ['a'.repeat(65), 'a'.repeat(64)],
  ['My  Agent!', 'my-agent'],
  ['--a--', 'a'],
  ['!!', 'main'],
  ['', 'main'],
])('the id that OpenClaw makes of %j is %j', (name, id) => {
  expect(agentIdOf(name)).toBe(id);
  expect(isAgentId(name)).toBe(name === id);
});
