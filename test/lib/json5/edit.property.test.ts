import { describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { isRecord } from '../../../src/lib/json.js';
import { applyEdit, type Json5Edit } from '../../../src/lib/json5/apply.js';
import { editJson5 } from '../../../src/lib/json5/edit.js';
import { EditRefused } from '../../../src/lib/json5/edit-refused.js';
import { type Path, parseJson5 } from '../../../src/lib/json5/parse.js';
import { type Span, scanJson5 } from '../../../src/lib/json5/scan.js';
import { deepEqual } from '../../../src/lib/json5/values.js';
import fc from '../../property.js';
import { anyKey, anyValue, wildDocument } from './documents.js';

/** A document and one place in it, the root excluded. */
const documentAndPath = fc
  .tuple(wildDocument, fc.nat())
  .map(([text, pick]) => ({ text, paths: pathsIn(JSON5.parse(text)), pick }))
  .filter(({ paths }) => paths.length > 0)
  .map(({ text, paths, pick }) => ({ text, path: paths[pick % paths.length]! }));

/** A document and an object in it, the root included. */
const documentAndObject = fc.tuple(wildDocument, fc.nat()).map(([text, pick]) => {
  const value: unknown = JSON5.parse(text);
  const objects = [[], ...pathsIn(value)].filter((path) => isRecord(at(value, path)));
  return { text, path: objects[pick % objects.length]! };
});

describe('any JSON5 document', () => {
  test('every value is found where json5 reads it', () => {
    check(wildDocument, (text) => {
      const document = parseJson5(text);
      for (const path of pathsIn(document.value)) {
        const span = document.locate(path)!;
        expect(same(JSON5.parse(text.slice(span.start, span.end)), at(document.value, path))).toBe(true);
      }
    });
  });

  test('setting the current value changes no byte', () => {
    check(documentAndPath, ({ text, path }) => {
      expect(editJson5(text, [{ op: 'set', path, value: at(JSON5.parse(text), path) }])).toBe(text);
    });
  });

  test('replacing a value keeps all text around it', () => {
    check(fc.tuple(documentAndPath, anyValue), ([{ text, path }, value]) => {
      const span = parseJson5(text).locate(path)!;
      const after = editOrRefuse(text, { op: 'set', path, value }, span);
      if (after === undefined) return;
      const tail = text.slice(span.end);
      expect(after.startsWith(text.slice(0, span.start))).toBe(true);
      expect(after.endsWith(tail) && after.length >= span.start + tail.length).toBe(true);
      expect(comments(after)).toEqual(comments(text));
    });
  });

  test('adding and removing a member restores the text', () => {
    check(fc.tuple(documentAndObject, anyKey, anyValue), ([{ text, path }, key, value]) => {
      const parent = at(JSON5.parse(text), path) as object;
      fc.pre(!Object.hasOwn(parent, key));
      const after = editOrRefuse(text, { op: 'set', path: [...path, key], value })!;
      expect(comments(after)).toEqual(comments(text));
      const again = editJson5(after, [{ op: 'remove', path: [...path, key] }]);
      // An empty object becomes `{}`, or has other white space after its comments.
      if (Object.keys(parent).length > 0) expect(again).toBe(text);
      else expect(again.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    });
  });

  test('missing parents are created', () => {
    check(fc.tuple(documentAndObject, anyKey, anyKey, anyValue), ([{ text, path }, outer, inner, value]) => {
      fc.pre(!Object.hasOwn(at(JSON5.parse(text), path) as object, outer));
      const after = editOrRefuse(text, { op: 'set', path: [...path, outer, inner], value })!;
      expect(comments(after)).toEqual(comments(text));
    });
  });

  test('removing a value keeps every comment', () => {
    check(documentAndPath, ({ text, path }) => {
      const span = parseJson5(text).locate(path)!;
      const after = editOrRefuse(text, { op: 'remove', path }, span);
      if (after !== undefined) expect(comments(after)).toEqual(comments(text));
    });
  });

  test('with dropInnerComments, any document can become any other', () => {
    check(fc.tuple(wildDocument, wildDocument), ([text, other]) => {
      const value: unknown = JSON5.parse(other);
      const after = editJson5(text, [{ op: 'set', path: [], value }], { dropInnerComments: true });
      expect(same(JSON5.parse(after), value)).toBe(true);
    });
  });

  test('several edits at once give the same value as one after the other', () => {
    const edits = fc.array(fc.tuple(anyKey, anyValue), { maxLength: 4 });
    check(fc.tuple(wildDocument, edits), ([text, list]) => {
      const sets = list.map(([key, value]): Json5Edit => ({ op: 'set', path: [key], value }));
      const after = editJson5(text, sets, { dropInnerComments: true });
      expect(same(JSON5.parse(after), sets.reduce(applyEdit, JSON5.parse<unknown>(text)))).toBe(true);
    });
  });
});

function check<T>(arbitrary: fc.Arbitrary<T>, property: (input: T) => void): void {
  fc.assert(fc.property(arbitrary, property), { numRuns: 120 });
}

/** The edited text, whose value is as it must be; undefined if it was refused for a comment that is really there. */
function editOrRefuse(text: string, edit: Json5Edit, span?: Span): string | undefined {
  try {
    const after = editJson5(text, [edit]);
    expect(same(JSON5.parse(after), applyEdit(JSON5.parse(text), edit))).toBe(true);
    return after;
  } catch (error) {
    if (!(error instanceof EditRefused) || !span) throw error;
    expect(error.reason).toContain('contains a comment');
    return undefined;
  }
}

function same(a: unknown, b: unknown): boolean {
  return deepEqual(a, b);
}

function comments(text: string): string[] {
  return scanJson5(text).comments.map(({ start, end }) => text.slice(start, end));
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}

function pathsIn(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return steps.flatMap((step) => [[step], ...pathsIn(at(value, [step])).map((rest) => [step, ...rest])]);
}
