import { answer, json } from '../listen.js';

const NO_MODEL = /^(body-not-a-completion|foreign-server)$/;
const BROKEN = /^body-(truncated|not-json|not-a-completion)$/;

/** @param {string | Buffer} body @param {RegExp} [cause] @param {Partial<import('../listen.js').Hostile>} [more] */
const body = (body, cause, more) => ({ ...answer(body), cause, ...more });
/** @param {number} levels @param {string} open @param {string} close */
const nested = (levels, open, close) => open.repeat(levels) + close.repeat(levels);
/** @param {unknown} value */
const odd = (value) => ({ ...json(value), cause: NO_MODEL });

/** Bodies that are no answer of a gateway. @type {Record<string, import('../listen.js').Hostile>} */
export const BODIES = {
  '{"ok":true}': odd({ ok: true }),
  null: odd(null),
  'a number': odd(42),
  'a text': odd('fine'),
  true: odd(true),
  'an empty list': odd([]),
  'a list of nulls': odd([null, null]),
  'an empty object': odd({}),
  'an object of 20,000 names': odd(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at])),
  ),
  'JSON that breaks off': body('{"success":true,"result":{"id":', BROKEN),
  'JSON and then more': body('{"ok":true} trailing', BROKEN),
  'JSON in single quotes': body("{'ok':true}", BROKEN),
  'two JSON documents': body('{"ok":true}{"ok":false}', BROKEN),
  'JSON lines': body('{"ok":true}\n{"ok":false}\n'),
  'JSON with a comment': body('{"ok":true /* yes */}', BROKEN),
  'JSON behind a BOM': body('\uFEFF{"ok":true}', NO_MODEL),
  'JSON behind two BOMs': body('\uFEFF\uFEFF{"ok":true}'),
  "JSON behind )]}'": body(')]}\',\n{"ok":true}'),
  'UTF-16': body(Buffer.from('\uFEFF{"ok":true}', 'utf16le')),
  'UTF-16, the other way': body(Buffer.from('\uFEFF{"ok":true}', 'utf16le').swap16()),
  'UTF-32': body(Buffer.from(Array.from('{"ok":true}', (letter) => [letter.charCodeAt(0), 0, 0, 0]).flat())),
  'bytes that are no UTF-8': body(Buffer.from('{"ok":"\xff\xfe\xc0\x80\xed\xa0\x80"}', 'latin1'), NO_MODEL),
  'NUL between all letters': body(Array.from('{"ok":true}').join('\0')),
  'NUL only': body('\0'.repeat(1000)),
  'lone surrogates': body('{"error":{"message":"\\ud800 \\udfff","type":"\\udc00"}}'),
  'escapes in texts and names': body(
    '{"error":{"message":"\\u001b[2J\\u009b31m\\u202e","\\u001b]0;x\\u0007":"\\b"}}',
  ),
  'escapes as raw bytes': body('\u001b[2J\u001b]52;c;aGk=\u0007 raw\u009b31m\r\u001b[2K'),
  'nested to 50 levels': body(nested(50, '[', ']'), NO_MODEL),
  'nested to 5,000 levels': body(nested(5_000, '{"a":', '}').replace(':}', ':1}')),
  'nested to 500,000 levels': body(nested(500_000, '[', ']')),
  'opened 1,000,000 times, never closed': body('['.repeat(1_000_000)),
  'errors nested to 300 levels': body(
    `{"errors":${nested(300, '[{"error_chain":', '}]').replace(':}', ':1}')}}`,
  ),
  // The last one counts, and 2008 is the answer of a gateway that knows the token.
  'names twice': body(
    '{"success":true,"success":false,"error":null,"error":[{"code":2009,"code":2008}]}',
    undefined,
    { proves: ['connection', 'gateway'] },
  ),
  __proto__: body(
    '{"__proto__":{"success":true,"choices":[{"message":{"content":"x"}}]},"constructor":{"prototype":{"a":1}}}',
    NO_MODEL,
  ),
  'numbers beyond all numbers': body(
    '{"success":true,"result":1e999,"errors":[{"code":-1e999,"message":1e400}]}',
  ),
  'a number of 500,000 digits': body(`{"code":${'9'.repeat(500_000)}}`, NO_MODEL, { isHeavy: true }),
  'NaN and Infinity': body('{"result":NaN,"code":Infinity}', BROKEN),
  'a text of 900 kB': body(`{"error":{"message":"${'x'.repeat(900_000)}"}}`, undefined, { isHeavy: true }),
  'a text of 900 kB of blanks': body(`"${' '.repeat(900_000)}"`, NO_MODEL, { isHeavy: true }),
  'a text of 900 kB of escapes': body(`{"error":{"message":"${'\\u001b'.repeat(150_000)}"}}`, undefined, {
    isHeavy: true,
  }),
  'a text of 900 kB like tokens': body(`{"error":{"message":"${'cfut_'.repeat(180_000)}"}}`, undefined, {
    isHeavy: true,
  }),
  'a page of 900 kB of open tags': body('<html>'.repeat(150_000), /^captive-portal$/, { isHeavy: true }),
  'a page of 900 kB of open comments': body('<!--'.repeat(225_000), undefined, { isHeavy: true }),
  '900 kB of colons': body(':'.repeat(900_000), undefined, { isHeavy: true }),
  '900 kB of lines': body(`${'\n'.repeat(899_999)}x`, undefined, { isHeavy: true }),
  '900 kB of quotes': body('"'.repeat(900_000), undefined, { isHeavy: true }),
  '900 kB of backslashes': body(`"${'\\\\'.repeat(450_000)}"`, NO_MODEL, { isHeavy: true }),
};
