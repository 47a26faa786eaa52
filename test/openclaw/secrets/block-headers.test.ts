// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
import { describe, expect, test } from '@jest/globals';
import { readBlock } from '../../../src/openclaw/blocks/block.js';
import {
  allHeaders,
  configuredHeaders,
  headerProblems,
} from '../../../src/openclaw/secrets/block-headers.js';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';
import { GATEWAY_URL, TOKEN } from '../memory.js';

const CF = 'cf-aig-authorization';
const ENV = {
  A_TOKEN: TOKEN,
  BEARER: `Bearer ${TOKEN}`,
  TWICE: `Bearer  Bearer ${TOKEN}`,
  EMPTY: '',
  BLANK: '  ',
};
const block = (value: Record<string, unknown>) =>
  readBlock('own', { baseUrl: `${GATEWAY_URL}/compat`, ...value });
const details = (value: Record<string, unknown>) =>
  configuredHeaders(block(value), environmentOf(ENV))
    .flatMap(headerProblems)
    .map(({ values }) => values.detail);

const [EMPTY, COLON, TWICE, NO_TOKEN, NAME, DOLLAR, REFERENCE, BASIC, NO_BEARER, FOREIGN, JOINED] = [
  'it is empty',
  'there is a colon after Bearer',
  'Bearer is in it twice: in the header and in the variable',
  'there is no token after Bearer',
  "it has a variable's name, which is sent literally; write it in braces, after a dollar sign",
  'it has $NAME, which is sent literally; write it in braces',
  'a secret reference is sent without "Bearer "; use a reference in braces after "Bearer "',
  'it is Basic, not Bearer',
  'the word Bearer and a space are missing before the token',
  expect.stringContaining('in the form of another program'),
  expect.stringContaining('request.auth drops the space after its prefix'),
];
const reference = (id: string) => ({ source: 'env', provider: 'default', id });

test.each<[value: unknown, detail: unknown]>([
  ['Bearer ${A_TOKEN}', undefined],
  ['Bearer   ${A_TOKEN}', undefined],
  [`bearer ${TOKEN}`, undefined],
  ['${BEARER}', undefined],
  [reference('BEARER'), undefined],
  ['Bearer ${GONE}', undefined],
  ['bearer ${GONE} ', undefined],
  ['', EMPTY],
  ['  ', EMPTY],
  ['${BLANK}', EMPTY],
  ['Bearer: ${A_TOKEN}', COLON],
  ['bearer  :${A_TOKEN}', COLON],
  [`x bearer: ${TOKEN}`, NO_BEARER],
  ['Bearer ${BEARER}', TWICE],
  ['Bearer   Bearer ${A_TOKEN}', TWICE],
  ['Bearer Bearers', undefined],
  [`x Bearer Bearer ${TOKEN}`, NO_BEARER],
  ['Bearer', NO_TOKEN],
  [' Bearer  ', NO_TOKEN],
  ['xBearer', NO_BEARER],
  ['A_TOKEN', NAME],
  ['Bearer A_TOKEN', NAME],
  ['Bearer   A_TOKEN  ', NAME],
  ['x Bearer A_TOKEN', NO_BEARER],
  ['Bearer $A_TOKEN', DOLLAR],
  ['Bearer   $A_TOKEN', DOLLAR],
  ['$A_TOKEN', DOLLAR],
  [`x${'$'}A_TOKEN`, NO_BEARER],
  ['x Bearer $A_TOKEN', NO_BEARER],
  [reference('A_TOKEN'), REFERENCE],
  ['Basic abc', BASIC],
  ['x Basic abc', NO_BEARER],
  ['${A_TOKEN}', NO_BEARER],
  [`Bearer${TOKEN}`, NO_BEARER],
  [`x Bearer ${TOKEN}`, NO_BEARER],
  ['${GONE}', NO_BEARER],
  ['x Bearer ${GONE}', NO_BEARER],
  ['Bearer {env:A_TOKEN}', FOREIGN],
  [3, 'only a string is allowed here'],
  [null, 'only a string is allowed here'],
])('what is wrong with the header %j', (value, detail) => {
  expect(details({ headers: { [CF]: value } })).toEqual(detail === undefined ? [] : [detail]);
});

test.each<[name: string, value: Record<string, unknown>, detail: unknown]>([
  ['a header that takes no Bearer', { headers: { 'x-api-key': 'abc' } }, undefined],
  ['a foreign reference in a header for keys', { headers: { 'x-api-key': 'env:A_TOKEN' } }, FOREIGN],
  ['a foreign reference in another header', { headers: { 'x-mine': '{env:A_TOKEN}' } }, FOREIGN],
  ['what only looks like one', { headers: { 'x-mine': 'env:GONE' } }, undefined],
  ['a file in a header for keys', { headers: { 'x-api-key': 'op://vault/item' } }, FOREIGN],
  ['a file in another header', { headers: { 'x-mine': 'op://vault/item' } }, undefined],
  [
    'request.auth',
    { request: { auth: { mode: 'header', headerName: CF, value: 'abc', prefix: 'Bearer ' } } },
    JOINED,
  ],
  ['request.headers', { request: { headers: { [CF]: 'abc' } } }, NO_BEARER],
])('what is wrong with %s', (_name, value, detail) => {
  expect(details(value)).toEqual(detail === undefined ? [] : [detail]);
});

describe('what is sent', () => {
  const sent = (value: Record<string, unknown>) =>
    configuredHeaders(block(value), environmentOf(ENV)).map(({ name, value: text }) => [name, text]);
  const auth = (more: object) => ({
    request: { auth: { mode: 'header', headerName: 'X-Own', value: 'abc', ...more } },
  });
  test.each<[name: string, value: Record<string, unknown>, ...headers: unknown[][]]>([
    [
      'the headers of a block and its requests',
      { headers: { a: '1' }, request: { headers: { b: '${A_TOKEN}' } } },
      ['a', '1'],
      ['b', TOKEN],
    ],
    ['request.auth', auth({}), ['X-Own', 'abc']],
    ['its prefix without the space', auth({ prefix: 'Key ' }), ['X-Own', 'Keyabc']],
    ['a prefix that is no text', auth({ prefix: 3 }), ['X-Own', 'abc']],
    [
      'a value that is not known',
      auth({ value: { source: 'file', provider: 'x', id: '/a' } }),
      ['X-Own', undefined],
    ],
    ['another mode', auth({ mode: 'bearer' })],
    ['no name', auth({ headerName: 3 })],
    ['nothing', { headers: 3, request: 4 }],
  ])('%s', (_name, value, ...headers) => {
    expect(sent(value)).toEqual(headers);
  });

  test('where they are', () => {
    const value = {
      headers: { a: '1' },
      ...auth({}),
      models: [{ id: 'm', headers: { c: '3' } }],
    };
    const withBoth = { ...value, request: { ...value.request, headers: { b: '2' } } };
    const path = ['models', 'providers', 'own'];
    expect(allHeaders(block(withBoth), environmentOf(ENV)).map((header) => header.path)).toEqual([
      [...path, 'headers', 'a'],
      [...path, 'request', 'headers', 'b'],
      [...path, 'request', 'auth'],
      [...path, 'models', 0, 'headers', 'c'],
    ]);
  });
});
