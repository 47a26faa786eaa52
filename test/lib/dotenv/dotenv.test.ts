import { describe, expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import { DotenvRefused, editDotenv, parseDotenv } from '../../../src/lib/dotenv/dotenv.js';
import { growth, QUADRATIC } from '../../growth.js';
import fc from '../../property.js';

const set = (key: string, value: string) => [{ key, value }];
const remove = (key: string) => [{ key, value: null }];

describe('reading', () => {
  test('entries have their lines, and values are those that dotenv reads', () => {
    const text =
      '\uFEFF# head\r\nA=1\r\n\r\nexport B = "two\r\nlines" # note\r\n C: three\r\nA=\r\nnot a line\r\nD=4';
    const { entries, values } = parseDotenv(text);
    expect(entries).toEqual([
      { key: 'A', value: '1', line: 2, exported: false },
      { key: 'B', value: 'two\nlines', line: 4, exported: true },
      { key: 'C', value: 'three', line: 6, exported: false },
      { key: 'A', value: '', line: 7, exported: false },
      { key: 'D', value: '4', line: 9, exported: false },
    ]);
    expect(Object.fromEntries(values)).toEqual(parse(text));
  });
});

describe('setting', () => {
  const table: [what: string, before: string, key: string, value: string, after: string][] = [
    ['in an empty file', '', 'A', '1', 'A=1\n'],
    ['in a file of a byte order mark', '\uFEFF', 'A', '1', '\uFEFFA=1\n'],
    ['a new one at the end', '# c\nB=2\n', 'A', '1', '# c\nB=2\nA=1\n'],
    ['a new one after a missing line break', 'B=2', 'A', '1', 'B=2\nA=1'],
    ['a new one with CRLF', 'B=2\r\n', 'A', '1', 'B=2\r\nA=1\r\n'],
    ['an equal value', "  export A =  'x'  # c", 'A', 'x', "  export A =  'x'  # c"],
    ['export and comment stay', 'export A=1 # one\nB=2\n', 'A', '3', 'export A=3 # one\nB=2\n'],
    ['blanks stay', '  A =  1  \nB=2', 'A', '3', '  A =  3  \nB=2'],
    ['the quotes in use', 'A="x" # c', 'A', 'y', 'A="y" # c'],
    ['other quotes if they must be', 'A="x" # c', 'A', 'say "hi"', `A='say "hi"' # c`],
    ['the last of duplicates', 'A=1\nA=2\nB=3', 'A', '4', 'A=1\nA=4\nB=3'],
    ['an empty value', 'A=\nB=2', 'A', '1', 'A=1\nB=2'],
    ['an empty value before a comment', 'A=# none\n', 'A', '1', 'A=1 # none\n'],
    ['an empty value before a blank and a comment', 'A= # none\n', 'A', '1', 'A= 1 # none\n'],
    ['a quoted value before a comment', "A='x'#c", 'A', '1', "A='1'#c"],
    ['a colon without a value', 'A:\n', 'A', 'x', 'A: x\n'],
    ['an equals sign below a colon', ':\nA=\n', 'A', 'x', ':\nA=x\n'],
    ['a name with a dot and a hyphen', '', 'A.b-c', 'x', 'A.b-c=x\n'],
    ['a backslash and a double quote', '', 'A', 'a\\nb"c', `A='a\\nb"c'\n`],
    ['a colon', 'A: 1\n', 'A', '2', 'A: 2\n'],
    ['several lines by one', 'A="one\r\ntwo" # c\r\nB=2\r\n', 'A', 'x', 'A="x" # c\r\nB=2\r\n'],
    ['to nothing', 'A=1 # c\nB=2', 'A', '', 'A= # c\nB=2'],
    ['after a bare export', 'B=2\nexport', 'A', '1', 'B=2\nexport\nA=1'],
    ['a hash', '', 'A', 'a#b', "A='a#b'\n"],
    ['a dollar', '', 'A', 'a$b', "A='a$b'\n"],
    ['a quote', '', 'A', "it's", "A=`it's`\n"],
    ['a backslash', '', 'A', 'a\\nb', "A='a\\nb'\n"],
    ['a backslash at the end', 'B=1\n', 'A', 'a\\', "B=1\nA='a\\'\n"],
    ['blanks around', '', 'A', ' a ', "A=' a '\n"],
    ['a line break', '', 'A', 'a\nb', "A='a\nb'\n"],
    ['a carriage return', '', 'A', 'a\r\nb', 'A="a\\r\nb"\n'],
    ['quotes of all kinds but one', '', 'A', `'"`, 'A=`\'"`\n'],
    ['a token', 'A=old', 'A', 'cfut_FAKE-fake.0/+=', 'A=cfut_FAKE-fake.0/+='],
  ];
  test.each(table)('%s', (_, before, key, value, after) => {
    expect(editDotenv(before, set(key, value))).toBe(after);
    expect(parse(after)[key]).toBe(value);
    expect(editDotenv(after, set(key, value))).toBe(after);
  });

  test('an unclosed quote above does not swallow the new value', () => {
    const before = 'B="open\n';
    const after = editDotenv(before, set('A', 'x y'));
    expect(parse(after)).toEqual({ B: '"open', A: 'x y' });
  });
});

describe('removing', () => {
  test.each([
    ['A=1\nB=2\nA=3 # three\n', 'B=2\n'],
    ['# about\nA=1\n\nB=2', '# about\n\nB=2'],
    ['B=2\nA=1', 'B=2'],
    ['B=2\r\nexport A="x\r\ny"\r\n', 'B=2\r\n'],
    ['\uFEFFA=1\nB=2\n', '\uFEFFB=2\n'],
    ['B=2\n', 'B=2\n'],
    ['A=1\n# about B\nB=2\n', '# about B\nB=2\n'],
    ['A=1 # one\n\n  # two', '\n  # two'],
    ['A=\r\n# about B\r\n', '# about B\r\n'],
    ['export\nA=1\n', 'export\n'],
    ['export \n\nA=1', 'export \n'],
    ['B="\nA=1\nC="', 'B="\nA=1\nC="'],
  ])('%j', (before, after) => {
    expect(editDotenv(before, remove('A'))).toBe(after);
  });
});

describe('refuses', () => {
  test.each([
    ['a name that is none', 'a b', 'x'],
    ['a name that begins with a digit', '1A', 'x'],
    ['a name that begins with a hyphen', '-A', 'x'],
    ['a name with a blank at the end', 'A ', 'x'],
    ['every kind of quote', 'A', '\'"` #'],
    ['a name that no object holds', '__proto__', 'x'],
  ])('%s', (_, key, value) => {
    expect(() => editDotenv('', set(key, value))).toThrow(DotenvRefused);
  });

  test.each([
    ['a comment', "A='old\n# the users'\nB=2\n", 2],
    ['a variable', "C=1\nA='old\nB=2'\n", 3],
    ['a variable that a shell exports', 'A="old\r\n\r\n  export B = 2" # c\r\n', 3],
    ['a variable below a bare return', 'A=`old\rB=2`\r', 2],
  ])('to lose %s that an open quote takes into the value', (_, before, line) => {
    for (const edit of [set('A', 'new'), remove('A')])
      expect(() => editDotenv(before, edit)).toThrow(
        `the value of A goes on over line ${line}, which looks like one of its own; is its quote closed?`,
      );
  });

  test('to lose one that an open quote takes into a value that a later line replaces', () => {
    const before = "A='old\n# the users'\nA=2\n";
    expect(() => editDotenv(before, remove('A'))).toThrow(DotenvRefused);
    expect(editDotenv(before, set('A', '3'))).toBe("A='old\n# the users'\nA=3\n");
  });

  test.each([
    ['a key in several lines', 'A="-----BEGIN FAKE-----\nFAKEfake\nFAKE==\n-----END FAKE-----"\n'],
    ['JSON in several lines', `A='{\n  "b": "x=1"\n}'\n`],
  ])('but not %s', (_, before) => {
    expect(editDotenv(before, remove('A'))).toBe('');
  });

  test('without naming the value', () => {
    expect(() => editDotenv('', set('A', '\'"` canary'))).toThrow(/^(?!.*canary)/);
  });
});

describe('any file', () => {
  const key = fc.constantFrom('A', 'B', 'A_B', 'a.b', 'export');
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...'ab#$"\'`\\ \n\r=:{}'), maxLength: 8 }),
  );
  const quoted = value.chain((text) => fc.constantFrom(text, `"${text}"`, `'${text}'`, `\`${text}\``));
  const line = fc.oneof(
    fc.tuple(
      fc.constantFrom('', ' ', 'export '),
      key,
      fc.constantFrom('=', ' = ', ': '),
      quoted,
      fc.constantFrom('', ' # c', '#'),
    ),
    value.map((text) => ['# ', text]),
    value.map((text) => [text]),
  );
  const file = fc
    .tuple(
      fc.array(line, { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\n'),
      fc.constantFrom('', '\uFEFF'),
    )
    .map(([lines, eol, end, bom]) => bom + lines.map((parts) => parts.join('')).join(eol) + end);

  const part = fc.constantFrom(
    ...[
      'A',
      'B',
      'export',
      '__proto__',
      '=',
      ': ',
      ':',
      ' ',
      '\t',
      '\n',
      '\r',
      '\r\n',
      '\n\n',
      ' \n',
      '\u2028',
      '\uFEFF',
    ],
    ...["'", '"', '`', '\\', "\\'", '\\"', '\\n', '#', '# ', 'x', '$'],
  );
  /** Pieces in any order: quotes that do not close, line breaks of all kinds, halves of assignments. */
  const odd = fc.array(part, { maxLength: 24 }).map((parts) => parts.join(''));

  test('changes exactly as requested, or not at all', () => {
    fc.assert(
      fc.property(file, key, fc.option(value), (before, name, next) => {
        const after = editOrRefuse(before, name, next);
        fc.pre(after !== undefined);
        const wanted = parse(before);
        if (next === null) delete wanted[name];
        else wanted[name] = next;
        expect(parse(after!)).toEqual(wanted);
      }),
      { numRuns: 800 },
    );
  });

  test('has the values that dotenv reads', () => {
    fc.assert(
      fc.property(odd, (text) => {
        expect(Object.fromEntries(parseDotenv(text).values)).toEqual(parse(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('shows every entry that dotenv sees', () => {
    fc.assert(
      fc.property(file, (text) => {
        expect([...new Set(parseDotenv(text).entries.map((entry) => entry.key))].sort()).toEqual(
          Object.keys(parse(text)).sort(),
        );
      }),
      { numRuns: 800 },
    );
  });

  test('adding and removing a key restores the text', () => {
    fc.assert(
      fc.property(fc.oneof(file, odd), value, (before, next) => {
        const after = editOrRefuse(before, 'NEW', next);
        fc.pre(after !== undefined);
        // A value like that may be an open quote with other lines in it.
        if (/[\r\n]\s*(#|.*=)/.test(next))
          expect([before, undefined]).toContain(editOrRefuse(after!, 'NEW', null));
        else expect(editDotenv(after!, remove('NEW'))).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a large file', () => {
  const repeat = (line: string) => (count: number) =>
    Array.from({ length: count }, (_, i) => `${line.replace('?', String(i))}`).join('');
  test.each([
    ['blank lines', repeat('\n')],
    ['blank lines before a word', (count: number) => `${'\n'.repeat(count)}word`],
    ['spaces', repeat(' ')],
    ['CRLF', repeat('\r\n')],
    ['assignments', repeat('NAME_?=value ?\n')],
    ['assignments with CRLF', repeat('NAME_?=value ?\r\n')],
    ['comments', repeat('# NAME_?=value\n')],
    ['quotes that do not close', repeat('NAME_?="value\n')],
    ['a bare export', repeat('export \n\n')],
  ])('of %s takes time in proportion', (_, text) => {
    expect(growth(text, (content) => editDotenv(content, set('A', 'x')))).toBeLessThan(QUADRATIC);
  });
});

function editOrRefuse(text: string, key: string, value: string | null): string | undefined {
  try {
    return editDotenv(text, [{ key, value }]);
  } catch (error) {
    if (error instanceof DotenvRefused) return undefined;
    throw error;
  }
}
