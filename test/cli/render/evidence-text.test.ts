import { expect, test } from '@jest/globals';
import { seenLine } from '../../../src/cli/render/evidence-text.js';

const URL =
  'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/compat/chat/completions';
const SHORT = 'POST gateway.ai.cloudflare.com/.../compat/chat/completions';
const CODE = 'error[0].code = 2009, message "Unauthorized"';

test.each<[string, string[], string[]]>([
  ['its message', [`POST ${URL} -> 418`, 'error, message "No tea."'], [`${SHORT} -> 418`, '"No tea."']],
  [
    'else its body',
    [`POST ${URL} -> 418`, 'body (text/plain): No tea.'],
    [`${SHORT} -> 418`, 'body (text/plain): No tea.'],
  ],
  ['nothing', [`POST ${URL} -> 418`, 'cf-ray: 1'], [`${SHORT} -> 418`]],
])('where only the answer says what is wrong, it is quoted: %s', (_name, evidence, expected) => {
  expect(seenLine(evidence, 70, { quote: true, unicode: true })).toEqual(expected);
});

test('what is said already is not repeated', () => {
  expect(seenLine(['it is a directory'], 70, { known: 'Now it is a directory.', unicode: true })).toEqual([]);
});

test.each<[string, string[], known: string, string[]]>([
  ['nothing', [], '', []],
  [
    'a request',
    [`POST ${URL} -> 401`, CODE, 'body (application/json): {}'],
    '',
    [`${SHORT} -> 401, code 2009`],
  ],
  ['without a code', [`POST ${URL} -> 401`, 'error, message "x"'], '', [`${SHORT} -> 401`]],
  [
    'a code that says no more',
    [`POST ${URL} -> 401`, 'error.code = 401, message "x"'],
    '',
    [`${SHORT} -> 401`],
  ],
  ['no answer', ['GET http://127.0.0.1:9/x -> ECONNREFUSED'], '', ['GET 127.0.0.1:9/x -> ECONNREFUSED']],
  ['a long name', [`GET http://h/v1/${'n'.repeat(64)} -> 404`], '', [`GET h/...${'n'.repeat(28)} -> 404`]],
  ['an address that is none', ['GET https://[redacted]/x -> 404'], '', ['GET https://[redacted]/x -> 404']],
  ['a position', ['/x/c.json:3:4: api is odd', 'more'], '', ['/x/c.json:3:4: api is odd']],
  ['a position of what is known', ['/x/c.json:3:4: api is odd'], 'Mend it: api is odd', ['/x/c.json:3:4']],
  ['a syntax error', ['/x/c.json:3:4: invalid, in the line: a b'], '', ['/x/c.json:3:4: invalid']],
  ['a long text', ['x'.repeat(400)], '', [`${'x'.repeat(127)}…`]],
])('%s', (_name, evidence, known, expected) => {
  expect(seenLine(evidence, 70, { known, unicode: true })).toEqual(expected);
});
