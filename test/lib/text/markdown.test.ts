import { describe, expect, test } from '@jest/globals';
import { outsideCode } from '../../../scripts/faults/escapes/outside-code.js';
import { code, codeBlock, prose, summary, tableRow } from '../../../src/lib/text/markdown.js';
import fc from '../../property.js';

test.each([
  ['a mention', 'thanks @torvalds', 'thanks @&ZeroWidthSpace;torvalds'],
  ['a reference', 'see #123 and GH-12', 'see #&ZeroWidthSpace;123 and GH-&ZeroWidthSpace;12'],
  ['HTML', '<img src=x onerror=1>', '\\<img src=x onerror=1\\>'],
  ['an entity', 'a &lt;b', 'a \\&lt;b'],
  ['a link', '[here](http://evil.example/x)', '\\[here\\](`http://evil.example/x`)'],
  ['a cell', 'a | b', 'a \\| b'],
  ['our own code', 'Run `cf-aig doctor`.', 'Run `cf-aig doctor`.'],
  ['a backtick too many', 'a ` b', 'a \\` b'],
  ['lines', 'a\n\n# b\r\n> c', 'a # b \\> c'],
  [
    'the page of a document',
    'See https://developers.cloudflare.com/ai-gateway/.',
    'See https://developers.cloudflare.com/ai-gateway/.',
  ],
  ['an issue elsewhere', 'https://github.com/o/r/issues/1', '`https://github.com/o/r/issues/1`'],
  ['control characters', 'a\u001b[31mb\u202ec', 'a\\\\u001b\\[31mb\\\\u202ec'],
])('%s in prose', (_, text, markdown) => {
  expect(prose(text)).toBe(markdown);
});

test.each([
  ['plain', '`plain`'],
  ['', '`  `'],
  ['a`b', '`` a`b ``'],
  ['`', '`` ` ``'],
  // Outside of tables a backslash in code would be seen, and copied.
  ['a | b', '`a | b`'],
  ['a\nb', '`a b`'],
])('%j as code', (text, markdown) => {
  expect(code(text)).toBe(markdown);
});

test('the title of a collapsed part is HTML', () => {
  expect(summary('GET </summary> & <b>')).toBe(
    '<details><summary><code>GET &lt;/summary&gt; &amp; &lt;b&gt;</code></summary>',
  );
});

describe('whatever the text', () => {
  const text = fc.string({
    unit: fc.constantFrom('`', '|', '@', '#', '1', 'a', '<', '\n', ' ', '\\', '~', '*'),
  });

  test('code has no backtick run as long as its fence inside', () => {
    fc.assert(
      fc.property(text, (value) => {
        const [, fence = '', inner = ''] = /^(`+)(.*?)\1$/s.exec(code(value))!;
        expect(inner.match(/`+/g) ?? []).not.toContain(fence);
        expect(code(value)).not.toMatch(/\n/);
      }),
    );
  });

  test('a row has as many cells as were given', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(code, prose), text), { minLength: 1 }), (cells) => {
        const row = tableRow(cells.map(([form, value]) => form(value)));
        // As GitHub reads it: a pipe after a backslash is none, unless the backslash is itself escaped.
        expect(row.replace(/\\[\\|]/g, '').split('|')).toHaveLength(cells.length + 2);
      }),
    );
    expect(tableRow([code('a | b'), code('a\\|b')])).toBe('| `a \\| b` | `a\\|b` |');
  });

  test('a fence ends only at its end', () => {
    fc.assert(
      fc.property(fc.array(text), (lines) => {
        const [open = '', ...rest] = codeBlock(lines);
        const fence = open.replace('text', '');
        expect(rest.at(-1)).toBe(fence);
        expect(rest.slice(0, -1).filter((line) => line.trim().startsWith(fence))).toEqual([]);
      }),
    );
  });

  test('prose contains no mention, no reference and no tag', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(outsideCode(prose(value))).not.toMatch(/@a|#1|[<|*~]/);
      }),
    );
  });
});
