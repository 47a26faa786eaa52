import { expect, test } from '@jest/globals';
import { escapeMarkup } from '../../../src/lib/text/markup.js';

test.each([
  [`<a href="x">'&'</a>`, '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;'],
  ['a\u001b[31m\u202eb\u0000', 'a\\u001b[31m\\u202eb\\u0000'],
  ['a\ufffe\uffffb', 'a\ufffd\ufffdb'],
  ['line\nline\ttab 💥', 'line\nline\ttab 💥'],
])('%j in HTML and XML', (text, expected) => {
  expect(escapeMarkup(text)).toBe(expected);
});
