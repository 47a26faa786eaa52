import { describe, expect, test } from '@jest/globals';
import { categoryNamed } from '../../src/diagnosis/explain/words.js';
import { ConfigEditError, diagnose, editConfig, explain } from '../../src/library/library.js';
import type { ConfigEdit, HttpExchange } from '../../src/library/public-types.js';
import { CORPUS, type Entry } from '../diagnosis/corpus.js';
import { PASTED } from '../diagnosis/explain/pasted-texts.js';
import fc from '../property.js';

const TOKEN = `cfut_${'FAKEfake'.repeat(6)}`;
const KEY = `sk-proj-${'FAKEfake'.repeat(6)}`;
const URL_OF_CHAT =
  'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/compat/chat/completions';

const REQUEST = {
  method: 'POST',
  url: URL_OF_CHAT,
  headers: { 'cf-aig-authorization': `Bearer ${TOKEN}`, authorization: `Bearer ${KEY}` },
  body: '{"model": "openai/gpt-4o", "messages": []}',
};

const answer = (status: number, body: object | string) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The exchange as somebody who sent it has it. */
function givenBy({ url, method = 'POST', sent, status, headers, body, error }: Entry): HttpExchange {
  const credentials = [
    ...sent.gatewayTokenIn.map((name) => [name, `Bearer ${TOKEN}`] as const),
    ...sent.providerKeyIn.map(
      (name) =>
        [
          name,
          sent.providerKeyIs ? { 'gateway-token': TOKEN, placeholder: 'unused' }[sent.providerKeyIs] : KEY,
        ] as const,
    ),
  ];
  return {
    request: { method, url, headers: new Map(credentials), body: JSON.stringify({ model: sent.model }) },
    response:
      status === undefined
        ? undefined
        : { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
    error: error && { code: error.code, message: error.message, phase: error.phase },
  };
}

describe('diagnose', () => {
  // Left out: requests that are incomplete on purpose, and failures at another host than that of the address.
  const ordinary = CORPUS.filter(
    ({ sent, inconclusive, truncated, error, url }) =>
      !sent.empty &&
      !sent.junkProvider &&
      !inconclusive &&
      !truncated &&
      (!error || (!error.proxy && error.host === new URL(url).hostname)),
  );
  test.each(ordinary.map((entry) => [`${entry.file}: ${entry.name}`, entry] as const))('%s', (_, entry) => {
    const { category, cause } = diagnose(givenBy(entry)) ?? {};
    expect(cause ? { category, cause } : null).toEqual(entry.expect);
  });

  test('is tried with most of the corpus', () => {
    expect(ordinary.length).toBeGreaterThan(400);
  });

  const REFUSED = { error: [{ code: 2009, message: `Unauthorized ${TOKEN}` }], success: false };

  test('gives everything that is needed to act', () => {
    const { title, why, evidence, fix, steps, or, docs, alternatives, transient } = diagnose({
      request: REQUEST,
      response: answer(401, REFUSED),
    })!;
    expect(title).toBe('Cloudflare rejected the gateway token.');
    expect(evidence).toEqual([
      `POST ${URL_OF_CHAT} -> 401`,
      'error[0].code = 2009, message "Unauthorized cfut_[redacted]"',
      'sent: gateway token in cf-aig-authorization, provider key in authorization',
    ]);
    expect(fix).toEqual({ command: 'cf-aig init', what: expect.any(String) });
    expect(why).not.toBe('');
    expect(steps.length).toBeGreaterThan(2);
    expect(or).toEqual([]);
    expect(docs).toMatch(/^https:/);
    expect(alternatives).toContain('token-expired');
    expect(transient).toBe(false);
  });

  test('shows no secret, wherever it is in the exchange', () => {
    const odd = 'plainPassword2fake';
    const exchange: HttpExchange = {
      request: {
        ...REQUEST,
        url: `https://user:${odd}@gateway.ai.cloudflare.com/v1/a/b/openai/responses?key=${odd}&token=${TOKEN}`,
        headers: { authorization: `Bearer ${KEY}`, 'x-secret': odd },
      },
      response: {
        status: 400,
        headers: {
          'set-cookie': odd,
          'x-request-id': `req-${odd}`,
          location: `https://x.example/?sig=${odd}`,
        },
        body: `{"error": {"message": "bad ${KEY} ${odd} ${Buffer.from(odd).toString('base64')} ${'Ab1'.repeat(14)}"}}`,
      },
    };
    const before = JSON.stringify(exchange);
    const said = JSON.stringify(diagnose(exchange));
    for (const secret of [TOKEN, KEY, odd, Buffer.from(odd).toString('base64'), 'Ab1Ab1', 'FAKEfake'])
      expect(said).not.toContain(secret);
    expect(said).toContain('[redacted]');
    expect(JSON.stringify(exchange)).toBe(before);
  });

  test.each([
    ['an object', REQUEST.headers],
    [
      'with arrays and gaps',
      { 'CF-AIG-Authorization': [`Bearer ${TOKEN}`], authorization: `Bearer ${KEY}`, x: undefined },
    ],
    ['a Headers', new Headers(REQUEST.headers)],
    ['a Map', new Map(Object.entries(REQUEST.headers))],
    ['pairs', Object.entries(REQUEST.headers)],
    ['with masked values', { 'cf-aig-authorization': 'Bearer cfut_***', authorization: '[REDACTED]' }],
  ])('takes headers: %s', (_, headers) => {
    const { evidence } = diagnose({ request: { ...REQUEST, headers }, response: answer(401, REFUSED) })!;
    expect(evidence).toContain('sent: gateway token in cf-aig-authorization, provider key in authorization');
  });

  test.each([
    ['are not given', undefined],
    ['may be the token or a key', { authorization: 'Bearer ***' }],
  ])('says nothing of credentials that %s', (_, headers) => {
    const { evidence } = diagnose({ request: { ...REQUEST, headers }, response: answer(401, REFUSED) })!;
    expect(evidence.join()).not.toContain('sent:');
  });

  const failure = (message: string, more: object) => Object.assign(new Error(message), more);
  test.each<[string, HttpExchange['error'], string]>([
    [
      'what fetch throws',
      new TypeError('fetch failed', { cause: failure('connect', { code: 'ECONNREFUSED' }) }),
      'connection-refused',
    ],
    [
      'what an SDK makes of it',
      failure('Connection error.', {
        cause: new TypeError('fetch failed', { cause: failure('x', { code: 'ENOTFOUND' }) }),
      }),
      'cloudflare-name-unresolved',
    ],
    [
      'all addresses failed',
      new AggregateError([failure('a', { code: 'ENETUNREACH' })], 'b'),
      'ip-unreachable',
    ],
    [
      'the time limit of a signal',
      new DOMException('The operation timed out', 'TimeoutError'),
      'response-timeout',
    ],
    ['data', { code: 'CERT_HAS_EXPIRED' }, 'tls-expired'],
    ['data with its phase', { code: 'ETIMEDOUT', phase: 'dns' }, 'dns-unavailable'],
    ['an error without a code', new Error('bad port'), 'connection-failed'],
    ['an error with a phase of its own', failure('x', { code: 'EPIPE', phase: 7 }), 'connection-reset'],
    ['an object without anything', Object.create(null), 'connection-failed'],
  ])('takes errors: %s', (_, error, cause) => {
    expect(diagnose({ request: REQUEST, error })!.cause).toBe(cause);
  });

  test('any exchange gets null or a diagnosis with words', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(URL_OF_CHAT, '{"error":[{"code":2009}]}', '__proto__'),
    );
    const headers = fc.dictionary(text, fc.oneof(text, fc.array(text), fc.constant(undefined)));
    const request = fc.record({ method: text, url: text, headers, body: text });
    const response = fc.record({ status: fc.integer({ min: 100, max: 599 }), headers, body: text });
    const error = fc.option(fc.record({ code: text, message: text }), { nil: undefined });
    fc.assert(
      fc.property(fc.record({ request, response, error }), (exchange) => {
        const diagnosis = diagnose(exchange);
        if (diagnosis) expect(diagnosis.title).not.toBe('');
      }),
    );
  });

  test('an error that is its own cause', () => {
    const error: Error = new Error('round');
    error.cause = error;
    expect(diagnose({ request: REQUEST, error })!.cause).toBe('connection-failed');
  });

  test('an error without a message is named by its code', () => {
    const { evidence } = diagnose({ request: REQUEST, error: { code: 'ECONNRESET' } })!;
    expect(evidence.at(-1)).toBe('ECONNRESET while connecting to gateway.ai.cloudflare.com:443: ECONNRESET');
  });

  test('a body that broke off', () => {
    const response = {
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: 'data: {"choices"',
    };
    expect(diagnose({ request: REQUEST, response, error: { code: 'ECONNRESET' } })!.cause).toBe(
      'body-truncated',
    );
  });
});

test('for a used-up quota it leads to the page where it can be raised, not to that of the keys', () => {
  const body = { error: { message: 'You exceeded your current quota.', code: 'insufficient_quota' } };
  const { cause, fix, docs } = diagnose({
    request: {
      method: 'POST',
      url: `https://gateway.ai.cloudflare.com/v1/${'0123456789abcdef'.repeat(2)}/my-gateway/openai/chat/completions`,
    },
    response: { status: 429, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  })!;
  expect(cause).toBe('provider-quota');
  const page = 'https://platform.openai.com/settings/organization/billing/overview';
  expect([fix.what, docs]).toEqual([expect.stringContaining(page), page]);
});

describe('explain', () => {
  describe.each(PASTED)('%s', (_file, texts) => {
    test.each(texts.map((entry) => [entry.name, entry] as const))('%s', (_name, { text, cause }) => {
      const wanted = categoryNamed(text) ? null : cause;
      expect(explain(text)?.cause ?? null).toBe(wanted);
    });
  });

  test('shows the place, and no secret', () => {
    const text = `curl -H 'cf-aig-authorization: Bearer ${TOKEN}' ${URL_OF_CHAT}\n{"error":[{"code":2009,"message":"Unauthorized ${KEY}"}]}`;
    const { evidence } = explain(text)!;
    expect(evidence[0]).toContain('{"error":[{"code":2009');
    expect(evidence.join()).not.toContain('FAKEfake');
  });

  test('a category is no error', () => {
    expect(explain('bad-token')).toBeNull();
    expect(explain('token-rejected')!.cause).toBe('token-rejected');
  });
});

describe('editConfig', () => {
  const TEXT = `{
  // who answers
  agents: { 'a.b': [1, 2] }, /* here */
  models: { /* by hand */ one: 1 },
}`;

  test.each<[string, string, ConfigEdit[], string]>([
    ['sets', TEXT, [{ op: 'set', path: ['agents', 'a.b', 0], value: 3 }], TEXT.replace('1, 2', '3, 2')],
    ['appends', TEXT, [{ op: 'set', path: ['agents', 'a.b', 2], value: 3 }], TEXT.replace('1, 2', '1, 2, 3')],
    ['removes', TEXT, [{ op: 'remove', path: ['agents', 'a.b', 1] }], TEXT.replace('1, 2', '1')],
    ['an equal value changes nothing', TEXT, [{ op: 'set', path: ['models'], value: { one: 1 } }], TEXT],
    ['what is not there can be removed', TEXT, [{ op: 'remove', path: ['x', 'y'] }], TEXT],
    ['no edits', TEXT, [], TEXT],
    [
      'an empty text',
      '',
      [{ op: 'set', path: ['a'], value: { b: null, c: undefined } }],
      '{\n  "a": {\n    "b": null\n  }\n}\n',
    ],
  ])('%s', (_, text, edits, wanted) => {
    expect(editConfig(text, edits)).toBe(wanted);
  });

  test.each<[string, string, ConfigEdit[], object]>([
    [
      'a comment inside',
      TEXT,
      [{ op: 'remove', path: ['models'] }],
      { reason: 'refused', path: ['models'], line: 4, column: 11 },
    ],
    [
      'a parent that is no object',
      TEXT,
      [{ op: 'set', path: ['models', 'one', 'x'], value: 1 }],
      { reason: 'refused', path: ['models', 'one'], line: 4, column: 32 },
    ],
    [
      'an index beyond the end',
      TEXT,
      [{ op: 'set', path: ['agents', 'a.b', 9], value: 1 }],
      { reason: 'refused', path: ['agents', 'a.b'], line: 3, column: 20 },
    ],
    [
      'no object at the root',
      '[1]',
      [{ op: 'set', path: ['a'], value: 1 }],
      { reason: 'refused', path: undefined, line: undefined },
    ],
    ['the whole document', TEXT, [{ op: 'remove', path: [] }], { reason: 'refused' }],
    ['no JSON5', '{\n  a: 1,, }', [], { reason: 'syntax', path: undefined, line: 2, column: 8 }],
  ])('refuses %s, and names the place', (_, text, edits, place) => {
    const act = () => editConfig(text, edits);
    expect(act).toThrow(ConfigEditError);
    expect(act).toThrow(expect.objectContaining(place));
  });

  test('the message has the place and no value', () => {
    expect(() => editConfig(`{ key: '${KEY}' oops }`, [])).toThrow(
      /^invalid character 'o' \(line 1, column \d+\)$/,
    );
    expect(() => editConfig(TEXT, [{ op: 'remove', path: ['models'] }])).toThrow(
      /^models contains a comment that would be lost \(line 4, column 11\)$/,
    );
  });
});
