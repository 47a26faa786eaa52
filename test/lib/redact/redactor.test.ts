import { describe, expect, test } from '@jest/globals';
import { Redactor } from '../../../src/lib/redact/redactor.js';
import { growth, QUADRATIC } from '../../growth.js';
import fc from '../../property.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const KEY = 'sk-fake-provider-key-000000000000';
const CANARY = 'p@ss "word"/\\with+all=kinds&of\nthings';

const FOREIGN = 'schlüssel-日本-🔑';

const toJson = (text: string) => JSON.stringify(text).slice(1, -1);
const toAscii = (text: string) =>
  toJson(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const toHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const encodeBase64 = (text: string) => Buffer.from(text).toString('base64');

function redactorFor(...secrets: (string | undefined)[]): Redactor {
  const redactor = new Redactor();
  redactor.add(...secrets);
  return redactor;
}

describe('added secrets', () => {
  const table: [what: string, secrets: (string | undefined)[], text: string, redacted: string][] = [
    ['as they are', ['my-own-secret'], 'a my-own-secret b', 'a [redacted] b'],
    ['inside a word', ['my-own-secret'], 'xmy-own-secretx', 'x[redacted]x'],
    ['several times', ['my-own-secret'], 'my-own-secret, my-own-secret', '[redacted], [redacted]'],
    ['side by side', ['my-own-secret'], 'my-own-secretmy-own-secret', '[redacted]'],
    ['one inside the other', ['own-secret', 'my-own-secret-2'], 'my-own-secret-2', '[redacted]'],
    ['overlapping', ['abcdefgh', 'efghijkl'], '<abcdefghijkl>', '<[redacted]>'],
    ['overlapping itself', ['abababab'], 'xababababababx', 'x[redacted]x'],
    ["with a vendor's prefix", [TOKEN], `token ${TOKEN}.`, 'token cfut_[redacted].'],
    ['in JSON', [CANARY], JSON.stringify({ a: CANARY }), '{"a":"[redacted]"}'],
    ['in JSON in JSON', [CANARY], JSON.stringify(JSON.stringify(CANARY)), '"\\"[redacted]\\""'],
    ['in a URL', [CANARY], `?a=${encodeURIComponent(CANARY)}&b`, '?a=[redacted]&b'],
    ['in JSON in ASCII', [FOREIGN], `{"a":"${toAscii(FOREIGN)}"}`, '{"a":"[redacted]"}'],
    ['in JSON three times', [CANARY], toJson(toJson(toJson(CANARY))), '[redacted]'],
    ['in JSON that HTML may contain', [CANARY], toJson(CANARY).replace('&', '\\u0026'), '[redacted]'],
    ['in a URL, in small letters', [CANARY], encodeURIComponent(CANARY).toLowerCase(), '[redacted]'],
    ['in a URL in a URL', [CANARY], `?a=${encodeURIComponent(encodeURIComponent(CANARY))}`, '?a=[redacted]'],
    ['in a form', [CANARY], new URLSearchParams({ a: CANARY }).toString(), 'a=[redacted]'],
    ['in HTML', [CANARY], `<b>${toHtml(CANARY)}</b>`, '<b>[redacted]</b>'],
    ['in HTML as numbers', [CANARY], CANARY.replace('&', '&#x26;').replaceAll('"', '&#34;'), '[redacted]'],
    ['JSON in HTML in JSON', [CANARY], toJson(toHtml(toJson(CANARY))), '[redacted]'],
    ['JSON in a URL', [FOREIGN], encodeURIComponent(toAscii(FOREIGN)), '[redacted]'],
    ['in single quotes of a shell', ["it's mine!!"], "a='it'\\''s mine!!'", "a='[redacted]'"],
    ['behind another character in a URL', ['ñ-secret-1'], '%E6%97%A5%C3%B1-secret-1', '%E6%97%A5[redacted]'],
    [
      'with a blank that became a line break',
      ['some words of mine'],
      'a some words\n  of mine',
      'a [redacted]',
    ],
    [
      'beginning with what JSON escapes',
      ['"quoted" words'],
      '{"a":"\\"quoted\\" words"}',
      '{"a":"[redacted]"}',
    ],
    ['broken escapes', [CANARY], '\\ %zz &x; \\u12 %', '\\ %zz &x; \\u12 %'],
    ['with white space around that got lost', [' my-own-secret\n'], 'my-own-secret', '[redacted]'],
    ['short, alone', ['abcd'], 'a "abcd" b', 'a "[redacted]" b'],
    ['short, inside a word', ['test'], 'test-model testing test', 'test-model testing [redacted]'],
    ['too short', ['abc'], 'abc', 'abc'],
    [
      "a literal of JSON's",
      ['null', 'true', 'false', '1234'],
      '[null,true,false,1234]',
      '[null,true,false,1234]',
    ],
    ['empty', [''], 'abc', 'abc'],
    [
      'more than a literal',
      ['null1', 'a1234', '1234b'],
      'null1 a1234 1234b',
      '[redacted] [redacted] [redacted]',
    ],
    ['that are missing', [undefined, 'my-own-secret'], 'my-own-secret', '[redacted]'],
    ['with a plain and an odd part', ['ab c-d.efgh'], JSON.stringify('ab c-d.efgh'), '"[redacted]"'],
    ['whose base64 would be short', ['secret-8'], 'c2VjcmV0LTg and c2VjcmV0', 'c2VjcmV0LTg and c2VjcmV0'],
  ];
  test.each(table)('%s', (_, secrets, text, redacted) => {
    expect(redactorFor(...secrets).redact(text)).toBe(redacted);
  });

  test('in any escapes, one around the other', () => {
    const writers = [toJson, toAscii, toHtml, encodeURIComponent];
    const special = fc.string({
      unit: fc.constantFrom(...'"\\\'&<>%+/?= \nü日🔑a1', '%41', '&lt;', '\\u0041'),
    });
    fc.assert(
      fc.property(special, fc.array(fc.constantFrom(...writers), { maxLength: 3 }), (middle, layers) => {
        const secret = `BEGIN${middle}FINAL`;
        const written = layers.reduce((text, write) => write(text), secret);
        expect(redactorFor(secret).redact(`<<${written}>>`)).toBe('<<[redacted]>>');
      }),
    );
  });

  test.each(['', 'u:', 'us:', 'use:', 'user:'])('in base64, behind %j', (user) => {
    const secret = 'a secret of some length';
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(`${user}${secret}`).toString(encoding);
      const redacted = redactorFor(secret).redact(encoded);
      expect(redacted).toContain('[redacted]');
      // No significant part of the secret can be decoded from what is left.
      expect(Buffer.from(redacted.replace(/\[redacted\].*/, ''), encoding).toString()).not.toContain(
        'secret',
      );
    }
  });
});

test('in base64 each of many that begin alike, also those that are added later', () => {
  const encode = (index: number) => encodeBase64(`user:my-own-secret-${index}`);
  const redactor = redactorFor(...Array.from({ length: 200 }, (_, index) => `my-own-secret-${index}`));
  expect(redactor.redact(`${encode(1)} ${encode(150)} ${encode(200)}`)).not.toMatch(/[\w=]{20}.* /);
  redactor.add('my-own-secret-200');
  expect(redactor.redact(encode(200))).not.toContain(encode(200).slice(8, -4));
});

test('a text that is allowed stays, alone and among secrets', () => {
  const redactor = redactorFor('my-own-secret');
  redactor.allow(TOKEN);
  expect(redactor.redact(`${TOKEN}, my-own-secret`)).toBe(`${TOKEN}, [redacted]`);
});

describe('many secrets', () => {
  const many = Array.from({ length: 500 }, (_, index) => `my-own-secret-${index}`);

  test('are found as few are', () => {
    const text = fc.array(
      fc.constantFrom(...many, ...many.map(encodeBase64), 'my-own', '-secret-', ' ', '1', 'abcd'),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const joined = parts.join('');
        const used = many.filter(
          (secret) => joined.includes(secret) || joined.includes(encodeBase64(secret)),
        );
        expect(redactorFor(...many, 'abcd').redact(joined)).toBe(redactorFor(...used, 'abcd').redact(joined));
      }),
      { numRuns: 50 },
    );
  });

  test('take time in proportion to their number, and to the text', () => {
    const input = (count: number) =>
      Array.from({ length: count }, (_, index) => `my-own-secret-${index}-0123`);
    const work = (secrets: string[]) => redactorFor(...secrets).redact(secrets.join('\n'));
    expect(growth(input, work)).toBeLessThan(QUADRATIC);
  });

  test('may be more than a function takes as arguments', () => {
    const redactor = redactorFor();
    redactor.addAll(Array.from({ length: 200_000 }, (_, index) => `s-${index}`));
    expect(redactor.redact('is s-199999.')).toBe('is [redacted].');
  });
});

describe('secrets found by pattern', () => {
  const table: [text: string, redacted: string][] = [
    [TOKEN, 'cfut_[redacted]'],
    ['cfat_FAKEfakeFAKE1234', 'cfat_[redacted]'],
    ['cfk_FAKEfakeFAKE1234', 'cfk_[redacted]'],
    [
      `Incorrect API key provided: ${KEY}. Find yours`,
      'Incorrect API key provided: sk-[redacted]. Find yours',
    ],
    [
      'Incorrect API key provided: sk-fake-***************0000.',
      'Incorrect API key provided: sk-[redacted].',
    ],
    ['API key provided: a-fake-k*****************0000. You', 'API key provided: [redacted]. You'],
    ['API key provided: a-***00. You', 'API key provided: [redacted]. You'],
    ['sk-ant-api03-FAKEfakeFAKE', 'sk-ant-[redacted]'],
    ['sk-proj-FAKEfakeFAKE', 'sk-proj-[redacted]'],
    ['https://x/?key=AIzaFAKEfakeFAKEfakeFAKEfake', 'https://x/?key=AIza[redacted]'],
    ['gsk_FAKEfakeFAKEfake', 'gsk_[redacted]'],
    ['xai-FAKEfakeFAKEfake', 'xai-[redacted]'],
    ['authorization: Bearer abcdefgh', 'authorization: Bearer [redacted]'],
    [`-H 'cf-aig-authorization: Bearer ${TOKEN}'`, "-H 'cf-aig-authorization: Bearer cfut_[redacted]'"],
    ['"x-api-key": "abcdefgh12"', '"x-api-key": "[redacted]"'],
    ['Bearer a1b2c3d4e5', 'Bearer [redacted]'],
    [`token ${'aB3_'.repeat(10)} ok`, 'token [redacted] ok'],
    [`CLOUDFLARE_AI_GATEWAY_API_KEY=${'aB3_'.repeat(10)}`, 'CLOUDFLARE_AI_GATEWAY_API_KEY=[redacted]'],
    [`X-Auth-Key: ${'0a1b2c3d'.repeat(5).slice(0, 37)}`, 'X-Auth-Key: [redacted]'],
    ['eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl', '[redacted]'],
    ['http://user:hunter2@proxy:3128', 'http://user:[redacted]@proxy:3128'],
    ['basic   a1b2c3d4e5', 'basic   [redacted]'],
    ['Basic abcdefgh1', 'Basic [redacted]'],
    ['"x-api-key" : "abcdefgh12"', '"x-api-key" : "[redacted]"'],
    ['x-api-key:abcdefgh12', 'x-api-key:[redacted]'],
    ['authorization: Basic  abcdefgh12', 'authorization: Basic  [redacted]'],
    [`"token" : "${'aB3_'.repeat(10)}"`, '"token" : "[redacted]"'],
    [`token   "${'aB3_'.repeat(10)}"`, 'token   "[redacted]"'],
    [`token: Bearer   ${'aB3-'.repeat(10)}`, 'token: Bearer   [redacted]'],
    [`the key=${'0123456789abcdef'.repeat(3).slice(0, 37)}`, 'the key=[redacted]'],
    ['Authorization: Bearer MY_KEY_2.x-long', 'Authorization: Bearer [redacted]'],
    ['Authorization: Bearer xMY_KEY_2', 'Authorization: Bearer [redacted]'],
  ];
  test.each(table)('%s', (text, redacted) => {
    const redactor = new Redactor();
    expect(redactor.redact(text)).toBe(redacted);
    expect(redactor.redact(redacted)).toBe(redacted);
  });
});

describe('text that is not secret stays', () => {
  test.each([
    'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/compat',
    'http://[::1]:8080/a:b@c',
    '{"id":"CLOUDFLARE_AI_GATEWAY_API_KEY","source":"env"}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how OpenClaw writes a reference
    '"cf-aig-authorization": "Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY}"',
    'Bearer authentication is required',
    'OpenClaw sends "Authorization: Bearer CLOUDFLARE_AI_GATEWAY_API_KEY".',
    'Authorization: Bearer MY_KEY_2.',
    'risk-management-and-more-words',
    'cf-ray: 0123456789abcdef-FRA',
    'cf-aig-log-id: 01JADMCQQQBWH3NXZ5GCRN98DP',
    'authorization: none',
    'openai/gpt-4o-mini',
    '**bold**, ***both*** and 2 ** 3',
    '//***@host ****0000',
    `token ${'aB3_'.repeat(11)}`,
  ])('%s', (text) => {
    expect(new Redactor().redact(text)).toBe(text);
  });
});

test('credential headers are always redacted', () => {
  const redactor = redactorFor('my-own-secret');
  const headers = {
    Authorization: 'Bearer short',
    'CF-AIG-Authorization': `Bearer ${TOKEN}`,
    'x-api-key': 'short',
    'set-cookie': '__cf_bm=abc; path=/',
    'x-other': 'is my-own-secret',
    'x-goog-api-key': '',
    'proxy-authorization': 'Basic   short',
    'api-key': 'no Bearer short',
  };
  expect(redactor.redactHeaders(headers)).toEqual({
    Authorization: 'Bearer [redacted]',
    'CF-AIG-Authorization': 'Bearer cfut_[redacted]',
    'x-api-key': '[redacted]',
    'set-cookie': '[redacted]',
    'x-other': 'is [redacted]',
    'x-goog-api-key': '',
    'proxy-authorization': 'Basic   [redacted]',
    'api-key': '[redacted]',
  });
});

test('request headers are redacted unless known to be harmless', () => {
  const headers = {
    'X-Custom': 'short',
    'cf-aig-skip-cache': 'true',
    'user-agent': 'x',
    'cf-aig-authorization': 'a',
  };
  expect(new Redactor().redactHeaders(headers, 'request')).toEqual({
    'X-Custom': '[redacted]',
    'cf-aig-skip-cache': 'true',
    'user-agent': 'x',
    'cf-aig-authorization': '[redacted]',
  });
});

test.each([
  ['https://host.example/v1?token=CANARYD&page=2', 'https://host.example/v1?token=[redacted]&page=2'],
  [
    'https://CANARYDE@host.example/v1#access_key=CANARYD',
    'https://[redacted]@host.example/v1#access_key=[redacted]',
  ],
  [
    'https://host.example/?min_tokens=1000&to=/:account/ai',
    'https://host.example/?min_tokens=1000&to=/:account/ai',
  ],
  [
    'https://host.example/?permissionGroupKeys=%5B%7B%22',
    'https://host.example/?permissionGroupKeys=%5B%7B%22',
  ],
])('secrets in an address: %s', (text, redacted) => {
  expect(new Redactor().redact(text)).toBe(redacted);
});

test('redactValue redacts nested data and does not mutate it', () => {
  const value = { a: [{ b: 'my-own-secret' }, 1, null, undefined], 'my-own-secret': true };
  const redacted = redactorFor('my-own-secret').redactValue(value);
  expect(redacted).toEqual({ a: [{ b: '[redacted]' }, 1, null, undefined], '[redacted]': true });
  expect(value.a[0]).toEqual({ b: 'my-own-secret' });
});

describe('any secret', () => {
  const character = fc.constantFrom(...'abAB01-_+/=. "\'\\$&%{}\nü漢');
  const secret = fc
    .string({ unit: character, minLength: 8, maxLength: 40 })
    .filter((text) => text.trim().length >= 8);

  test('is redacted from any text, in every form, without revealing its length', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.string(),
        fc.string(),
        (secrets, head, tail) => {
          const redactor = redactorFor(...secrets);
          const canary = secrets[0]!;
          const forms = [
            canary,
            JSON.stringify(canary),
            encodeURIComponent(canary),
            JSON.stringify({ canary }),
          ];
          for (const form of forms) {
            const redacted = redactor.redact(`${head}\n${form}\n${tail}`);
            expect(redacted).not.toContain(form);
            expect(redacted).not.toContain(canary.trim());
            expect(redacted).toContain('[redacted]');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of any length leaves the same text', () => {
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        fc.pre(!/[-_]/.test(one + other));
        const redact = (text: string) => redactorFor(text).redact(`<<${text}>>`);
        expect(redact(one).replace(/\s/g, '')).toBe(redact(other).replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });
});

test.each(['user:', 'a', ''])(
  'secrets that begin alike in base64 are all found in it, after %j',
  (before) => {
    const secrets = [...'ABCDEFGHIJKLMNO'].map((letter) => `alike-1${letter}FAKE-secret-of-${letter}`);
    const redactor = redactorFor(...secrets);
    for (const secret of secrets) {
      const encoded = encodeBase64(before + secret);
      expect(redactor.redact(encoded)).not.toContain(encoded.slice(16, 30));
    }
  },
);
