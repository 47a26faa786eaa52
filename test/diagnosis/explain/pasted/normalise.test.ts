import { expect, test } from '@jest/globals';
import { normalise, unescaped } from '../../../../src/diagnosis/explain/pasted/normalise.js';

const ESC = '\u001b';

test.each<[what: string, text: string, plain: string]>([
  ['colours', `${ESC}[1;31mError${ESC}[0m: x`, 'Error: x'],
  ['a title of the terminal', `${ESC}]0;claude\u0007Error`, 'Error'],
  ['line ends of other systems', 'a\r\nb\rc', 'a\nb\nc'],
  ['frames', '│ a\n  ⎿  b\n✘ c', 'a\n b\nc'],
  ['frames only before a line', 'a │ b', 'a │ b'],
  ['quotation marks of a mail', '> a\n\n>b\n  > c', 'a\n\nb\nc'],
  ['not single quoted lines', '> a\nb', '> a\nb'],
  ['not what curl sent', '> POST /x HTTP/2\n> Host: y', '> POST /x HTTP/2\n> Host: y'],
  ['not the headers of curl', '> Host: y\n> Accept: z', '> Host: y\n> Accept: z'],
  ['entities of HTML', '{&quot;a&quot;: &#39;&lt;&amp;&gt;&#39;}', `{"a": '<&>'}`],
  ['entities only where quotation marks are some', '&lt;', '&lt;'],
])('a text is read without what surrounds it: %s', (_, text, plain) => {
  expect(normalise(text)).toBe(plain);
});

test.each([
  [String.raw`{\"a\":\'b\'}`, `{"a":'b'}`],
  [String.raw`a\nb\rc\td`, 'a\nb\rc\td'],
  [String.raw`\\\"`, '\\"'],
  [String.raw`\/`, '/'],
  [String.raw`\x`, String.raw`\x`],
])('%s without one level of escaping', (text, expected) => {
  expect(unescaped(text)).toBe(expected);
});
