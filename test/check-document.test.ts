import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createProgram } from '../src/cli/program.js';
import { checkRun } from './check-document.js';
import { memoryIo } from './memory-io.js';

/** Nothing else would notice a check that finds nothing. */
describe('what every test demands of a document', () => {
  const undo = {
    schemaVersion: 1,
    command: 'undo',
    ok: true,
    exitCode: 0,
    undone: null,
    changes: [],
    left: 0,
  };
  const check = (document: unknown, argv = ['undo', '--json']) => checkRun(argv, JSON.stringify(document));

  test.each<[string, object | string, RegExp]>([
    ['a field that the schema does not have', { ...undo, more: 1 }, /more/],
    [
      'one that it does not have inside',
      { ...undo, undone: { command: 'init', at: '2026-11-01T12:00:00Z', more: 1 } },
      /more/,
    ],
    ['a missing field', { ...undo, left: undefined }, /left/],
    ['another type', { ...undo, left: '0' }, /left/],
    ['a word that it does not have', { ...undo, changes: [{ file: 'x', action: 'move' }] }, /action/],
    [
      'an error without a verdict',
      { ...undo, ok: false, error: { message: 'x', hint: '' } },
      /verdict|error/,
    ],
  ])('no %s', (_, document, at) => {
    expect(() => check(undo)).not.toThrow();
    expect(() => check(document)).toThrow(at);
  });

  test('one document, and nothing else', () => {
    for (const stdout of ['', 'done\n', `${JSON.stringify(undo)}\n${JSON.stringify(undo)}`])
      expect(() => checkRun(['undo', '--json'], stdout)).toThrow('printed something else');
    expect(() => checkRun(['undo'], 'done\n')).not.toThrow();
  });
});

test('every command has a schema that says which one it is', () => {
  const names = createProgram(memoryIo(), () => {})
    .commands.map((command) => command.name())
    .filter((name) => name !== 'help' && !name.startsWith('__'));
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const { anyOf } = JSON.parse(readFileSync(`schemas/${name}.json`, 'utf8'));
    expect(anyOf[0].properties.command.const).toBe(name);
  }
});
