// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
import { describe, expect, test } from '@jest/globals';
import { secretSpans } from '../../../src/openclaw/secrets/secret-spans.js';

/** What the spans cover; ` ?` if it is not certain, ` = value` if that is another text. */
const found = (text: string) =>
  secretSpans(text).map(({ start, end, value, certain }) => {
    const covered = text.slice(start, end);
    return `${covered}${covered === value ? '' : ` = ${value}`}${certain ? '' : ' ?'}`;
  });

type Rows = [name: string, text: string, ...spans: string[]][];

describe('in a config', () => {
  const rows: Rows = [
    ['by the name', `{ a: { apiKey: 'abc', id: 'def' }, password: "g" }`, 'abc', 'g'],
    ['no number, no word', '{ token: 123456, password: true, apiKey: null }'],
    ['no public value', `{ apiKey: '\${A_KEY}', token: 'none', password: '' }`],
    ['after a scheme', `{ apiKey: 'Bearer abc', b: { token: 'basic   def' } }`, 'abc', 'def'],
    ['no scheme inside', `{ apiKey: 'a bearer b' }`, 'a bearer b'],
    ['with escapes', `{ apiKey: 'a\\'b' }`, "a\\'b = a'b"],
    ['with an escaped scheme', `{ apiKey: 'B\\u0065arer abc' }`, 'B\\u0065arer abc = abc'],
    ['in a list', `{ tokens: ['abc', ['def']], others: ['g'] }`, 'abc', 'def'],
    ['under a name, whatever is inside', `{ tokens: [{ id: 'abc' }] }`, 'abc'],
    ['in a group by their own names', `{ secrets: { providers: { id: 'abc', apiKey: 'def' } } }`, 'def'],
    ['credentials are no group', `{ credentials: { id: 'abc' } }`, 'abc'],
    ['cookies are no group', `{ cookies: { id: 'abc' } }`, 'abc'],
    ['headers', `{ headers: { 'X-Mine': 'abc', Accept: 'def' } }`, 'abc'],
    ['variables, if they do not look it, to be safe', `{ env: { vars: { ANY: 'abc' } } }`, 'abc ?'],
    ['references stay', `{ apiKey: { source: 'env', id: 'A_KEY', token: 'abc' } }`],
    ['a list is no reference', `{ tokens: ['source', 'abc'] }`, 'source', 'abc'],
    ['a header of its own', `{ auth: { headerName: 'X-Mine', value: 'abc', mode: 'def' } }`, 'abc'],
    ['another value', `{ a: { value: 'abc' }, b: { headerName: 'x', value: { id: 'def' }, name: 'g' } }`],
    ['in a list at the root', `[{ apiKey: 'abc' }]`, 'abc'],
    ['in a comment', `{ a: 1, // apiKey: 'abc'\n /* "token": "def" */ }`, 'abc', 'def'],
    ['in a comment, a scheme aside', `{} // authorization: "Bearer abc"`, 'abc'],
    ['in order', `{ z: { token: 'abc' }, // password: 'def'\n a: { token: 'g' } }`, 'abc', 'def', 'g'],
    ['nothing', '{}'],
  ];
  test.each(rows)('%s', (_name, text, ...spans) => {
    expect(found(text)).toEqual(spans);
  });
});

describe('in a config that cannot be parsed', () => {
  const rows: Rows = [
    ['by the name', '{\n  token: abc,\n  id: def\n', 'abc'],
    ['after comments', '\uFEFF// a\n\n // b\n {\n  token: abc\n', 'abc'],
    ['with signs after it', '{\n token: abc , ;\n', 'abc'],
    ['in backticks', '{\n `token`: `a b`,\n', 'a b'],
    ['several on a line, to be safe', '{\n token: "abc", id: "def" ,,\n', 'abc', 'abc'],
    ['no group, no list that opens', '{\n tokens: {\n },,\n secrets: [\n'],
    ['no reference', '{\n apiKey: { source: "env" },,\n token: ${A_KEY}\n'],
    ['headers until they end', '{\n headers: {\n  x: abc\n  accept: def\n }\n y: ghi,,\n', 'abc'],
    ['headers by another name', "{\n 'extra-headers' {\n  x: abc\n", 'abc'],
    ['headers without a brace', '{\n headers\n  x: abc\n', 'abc'],
    ['headers on a line with more', '{\n headers: 1, x\n y: abc,,\n'],
    ['a name with headers in it', '{\n headersMode: {\n y: abc,,\n'],
  ];
  test.each(rows)('%s', (_name, text, ...spans) => {
    expect(found(text)).toEqual(spans);
  });
});

describe('in a .env', () => {
  const rows: Rows = [
    ['every value', 'A_KEY=abc\nPATH_TO=x\n', 'abc', 'x ?'],
    ['with its quotes', 'A_KEY="abc"\nB_TOKEN=\'d e\'\n', '"abc" = abc', "'d e' = d e"],
    ['no public value', 'A_KEY=\nB_KEY=none\nC_KEY=${OTHER}\n'],
    [
      'not what is public at Cloudflare',
      'CLOUDFLARE_ACCOUNT_ID=abc\nCLOUDFLARE_AI_GATEWAY_ID=def\nX_ID=g\n',
      'g ?',
    ],
    ['what comes after a hash', 'A_KEY=abc#def\nB=x\n', 'abc#def = abc', 'x ?'],
    ['overridden', 'A_KEY=abc\nA_KEY=def\n', 'abc', 'def'],
    ['commented out', '# A_KEY="abc"\n #B = def \n', '"abc" = abc', 'def ?'],
    ['after a value', 'A=x # B_KEY=abc\n', 'x ?', 'abc'],
    ['no comment after a value', 'A=x # old value\n', 'x ?'],
    ['in prose before a colon', '# see: that\n# token: abc\n', 'abc'],
    ['a line that is none', 'hello world\n', 'hello world ?'],
    ['a line with blanks around it', '\uFEFF  hello  \n', 'hello ?'],
    ['no line with blanks alone', '   \n\t\n'],
    ['no comment', '# nothing here\n#\n'],
    ['on several lines', 'A_KEY="abc\ndef"\nB_KEY=g\n', '"abc\ndef" = abc\ndef', 'g'],
    ['by another line end', 'A_KEY=abc\r\nB_KEY=def\r\n', 'abc', 'def'],
  ];
  test.each(rows)('%s', (_name, text, ...spans) => {
    expect(found(text)).toEqual(spans);
  });
});

const FORM = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
describe('by its form', () => {
  const rows: Rows = [
    ['a token', `{ a: 'x ${FORM} y' }`, FORM],
    ['a token as a name', `{ ${FORM}: 1 }`, FORM],
    ['no path', `{ a: '/${FORM}/' }`],
    ['no name of an option', '{ supportsUsageInStreaming: true, "supportsReasoningEffort" : 1 }'],
    ['an option as a value', `{ a: 'supportsUsageInStreaming' }`, 'supportsUsageInStreaming'],
  ];
  test.each(rows)('%s', (_name, text, ...spans) => {
    expect(found(text)).toEqual(spans);
  });
});

describe('in an address', () => {
  const rows: Rows = [
    ['a user and a password', `{ a: 'https://me:abcd@host' }`, 'me:abcd', 'abcd'],
    ['a user', `{ a: 'https://someone@host' }`, 'someone'],
    ['a parameter with the name of a secret', `{ a: 'https://host/?token=abc&id=d' }`, 'abc', 'd ?'],
    ['a long parameter', `{ a: 'https://host/?id=abcdefgh&b=abcdefg#c=d' }`, 'abcdefgh', 'abcdefg ?', 'd ?'],
    ['no reference', `{ a: 'https://\${ME}@host/?token=\${A_KEY}&b=none' }`],
    ['no parameter without an address', `{ a: '?token=abc' }`],
  ];
  test.each(rows)('%s', (_name, text, ...spans) => {
    expect(found(text)).toEqual(spans);
  });
});
