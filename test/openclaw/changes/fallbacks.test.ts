import { describe, expect, test } from '@jest/globals';
import { editJson5 } from '../../../src/lib/json5/edit.js';
import { parseJson5 } from '../../../src/lib/json5/parse.js';
import { modelEdits } from '../../../src/openclaw/changes/config-edits.js';
import { valueAt } from '../../../src/openclaw/files/tree.js';

const after = (text: string, newPrimary: string | undefined, primary: string, fallbacks: string[]) => {
  const config = parseJson5(text).value;
  const edited = editJson5(text, modelEdits(config, newPrimary, primary, fallbacks));
  return valueAt(parseJson5(edited).value, ['agents', 'defaults', 'model']);
};

const of = (model: unknown) => JSON.stringify({ agents: { defaults: { model } } });

describe('agents.defaults.model', () => {
  test.each<[string, string, string | undefined, string[], unknown]>([
    ['is not there', '{}', 'a/x', ['a/y'], { primary: 'a/x', fallbacks: ['a/y'] }],
    ['is plain text', of('b/z'), 'a/x', ['a/y'], { primary: 'a/x', fallbacks: ['a/y'] }],
    ['is plain text and no fallback is wanted', of('b/z'), 'a/x', [], 'a/x'],
    [
      'has fallbacks, which stay first',
      of({ primary: 'a/x', fallbacks: ['b/z'] }),
      undefined,
      ['a/y'],
      { primary: 'a/x', fallbacks: ['b/z', 'a/y'] },
    ],
    [
      'has this fallback already',
      of({ primary: 'a/x', fallbacks: ['a/y'] }),
      undefined,
      ['a/y'],
      { primary: 'a/x', fallbacks: ['a/y'] },
    ],
    [
      'keeps its other keys',
      of({ primary: 'b/z', mine: 1 }),
      'a/x',
      ['a/y'],
      { primary: 'a/x', mine: 1, fallbacks: ['a/y'] },
    ],
    ['never falls back to its own primary', '{}', 'a/x', ['a/x'], { primary: 'a/x' }],
  ])('%s', (_name, text, newPrimary, fallbacks, expected) => {
    expect(after(text, newPrimary, 'a/x', fallbacks)).toEqual(expected);
  });

  test('fallbacks of another type are refused, not overwritten', () => {
    expect(() => modelEdits(JSON.parse(of({ fallbacks: 'a/y' })), 'a/x', 'a/x', ['a/y'])).toThrow('array');
  });
});
