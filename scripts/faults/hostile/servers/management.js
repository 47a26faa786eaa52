import { json, onRequest, reply } from '../listen.js';

const LOG = { proves: ['log'] };
const NOW = '2026-11-27T12:00:00Z';

/** @param {unknown} result @param {Record<string, unknown>} [more] */
const envelope = (result, more) => ({ success: true, errors: [], messages: [], result, ...more });
/** @param {unknown} errors @param {Record<string, unknown>} [more] */
const failure = (errors, more) => ({ success: false, errors, messages: [], result: null, ...more });

/** @param {number | string} id @param {Record<string, unknown>} [more] */
const row = (id, more) => ({
  id: `row-${id}`,
  created_at: new Date().toISOString(),
  provider: 'openai',
  model: 'gpt-4o-mini',
  success: true,
  status_code: 200,
  cost: 0.001,
  ...more,
});

/**
 * The same rows on every page.
 * @param {unknown[]} rows @param {Record<string, unknown>} [info] @param {Partial<import('../listen.js').Hostile>} [more]
 */
const rows = (rows, info, more) => ({ ...json(envelope(rows, { result_info: info })), ...LOG, ...more });

/** Pages without end. @param {(at: number) => unknown} make @param {Record<string, unknown>} info @param {number} [size] */
const pages = (make, info, size = 50) => ({
  ...onRequest((_request, response, count) => {
    const result = Array.from({ length: size }, (_, at) => make(count * size + at));
    reply(response, JSON.stringify(envelope(result, { result_info: info })));
  }),
  ...LOG,
});

/** @param {Record<string, unknown>} fields @returns {import('../listen.js').Hostile} */
const oddRow = (fields) => rows([row(1), row(2, fields)], { total_count: 2 });

/** Cloudflare's envelope, rows of its log, and pages of rows. @type {Record<string, import('../listen.js').Hostile>} */
export const MANAGEMENT = {
  'success, with errors': json(
    envelope(null, { errors: [{ code: 10000, message: 'Authentication error' }] }),
  ),
  'success, without a result': json({ success: true }),
  'success, and nothing in the result': json(envelope({})),
  'success as a text': json({ success: 'true', result: [] }),
  'success as 1': json({ success: 1, result: [] }),
  'no success, no errors': json(failure([])),
  'no success, errors: null': json(failure(null)),
  'no success, errors as a text': json(failure('broken')),
  'no success, errors as an object': json(failure({ code: 1000, message: 'x' })),
  'no success, errors without fields': json(failure([{}, null, [], 'x', 42])),
  'codes as texts': json(failure([{ code: '10000', message: 'Authentication error' }]), { status: 403 }),
  'codes that are none': json(failure([{ code: 1.5 }, { code: -10000 }, { code: null }, { code: 1e20 }]), {
    status: 400,
  }),
  'a message that is an object': json(failure([{ code: 1000, message: { text: 'x' } }]), { status: 400 }),
  '20,000 errors': json(failure(Array(20_000).fill({ code: 1000, message: 'x' })), { status: 400 }),
  'an error chain in a circle of 100': json(
    failure([
      Array.from({ length: 100 }).reduce((inner) => ({ code: 1, message: 'm', error_chain: [inner] }), {
        code: 9109,
      }),
    ]),
    { status: 400 },
  ),
  'every error of the gateway at once': {
    ...json(
      {
        success: false,
        error: [2001, 2002, 2003, 2004, 2005, 2008, 2009, 2016, 2021].map((code) => ({ code, message: 'x' })),
      },
      { status: 400 },
    ),
    proves: ['connection'],
  },
  'an unknown error of the gateway': {
    ...json(
      {
        success: false,
        error: [{ code: 2999, message: 'New error' }],
        internalCode: 2999,
        name: 'AiGatewayError',
      },
      { status: 400 },
    ),
    proves: ['connection', 'gateway'],
  },
  'no such provider, to everything': {
    ...json(
      {
        success: false,
        error: [{ code: 2008, message: 'Invalid provider' }],
        internalCode: 2008,
        name: 'AiGatewayError',
      },
      { status: 400 },
    ),
    proves: ['connection', 'gateway', 'token'],
  },
  'a log without rows': rows([], { total_count: 0 }),
  'a log without rows that counts a million': rows([], { total_count: 1_000_000 }),
  'pages without end': pages((at) => row(at), { total_count: 1e9 }),
  'pages without end, and no count': pages((at) => row(at), {}),
  'pages without end, all of one millisecond': pages((at) => row(at, { created_at: NOW }), {
    total_count: 1e9,
  }),
  'pages without end that grow older': pages(
    (at) => row(at, { created_at: new Date(Date.now() - at * 10).toISOString() }),
    { total_count: 1_000_000 },
  ),
  'pages without end, the newest last': pages(
    (at) => row(at, { created_at: new Date(Date.now() - 3_600_000 + at * 10).toISOString() }),
    { total_count: 1_000_000 },
  ),
  'the same page for ever': rows(
    Array.from({ length: 50 }, (_, at) => row(at)),
    { total_count: 1_000_000, next: 1, cursor: 'same' },
  ),
  'the same row for ever': rows(Array(50).fill(row(1)), { total_count: 1e9 }),
  'pages of rows without an id': rows(Array(50).fill({ created_at: NOW }), { total_count: 1e9 }),
  'pages of nulls': rows(Array(50).fill(null), { total_count: 1e9 }),
  'a page of 5,000 rows': rows(
    Array.from({ length: 5_000 }, (_, at) => row(at)),
    { total_count: 5_000 },
    { isHeavy: true },
  ),
  'a count of 0 beside rows': rows([row(1)], { total_count: 0 }),
  'a count below 0': rows(
    Array.from({ length: 50 }, (_, at) => row(at)),
    { total_count: -1 },
  ),
  'a count in words': rows([row(1)], { total_count: 'many' }),
  'result_info: null': json(envelope([row(1)], { result_info: null })),
  'rows as an object': json(envelope({ 0: row(1), length: 1 })),
  'rows in rows': rows([[row(1)], [[row(2)]]], { total_count: 2 }),
  'times that are none': oddRow({ created_at: 'yesterday' }),
  'times of the year 275760': oddRow({ created_at: '+275760-09-13T00:00:00Z' }),
  'times of the year -271821': oddRow({ created_at: '-271821-04-20T00:00:00Z' }),
  'times as numbers': oddRow({ created_at: 1e15 }),
  'times in the future': oddRow({ created_at: '2999-01-01T00:00:00Z' }),
  'costs below 0': oddRow({ cost: -5, tokens_in: -1, tokens_out: -1e308, duration: -1 }),
  'costs beyond all sums': oddRow({ cost: 1e308, tokens_in: 1e308, tokens_out: 1e308, duration: 1e308 }),
  'costs as texts': oddRow({ cost: 'free', tokens_in: '1', tokens_out: {}, duration: [] }),
  'a status that is none': oddRow({ success: false, status_code: 99999, step: -1 }),
  'a status as text': oddRow({ success: 'no', status_code: '500', cached: 'maybe' }),
  'a model that is an object': oddRow({ model: { name: 'x' }, provider: ['openai'] }),
  'a model with escapes': oddRow({
    model: 'x\u001b[2J\u009b31m\u202e\n::stop-commands::x',
    provider: '\u001b]0;x\u0007',
    id: '\u001b[2J',
  }),
  'a model of 100 kB': oddRow({ model: 'm'.repeat(100_000) }),
  'a model called __proto__': oddRow({ model: '__proto__', provider: 'constructor' }),
  'metadata nested in texts': oddRow({ metadata: JSON.stringify({ a: JSON.stringify({ b: '{' }) }) }),
  'metadata that is no object': oddRow({ metadata: [1, null, 'x'] }),
  'metadata called __proto__': oddRow({ metadata: '{"__proto__":{"a":1},"tool":"cf-aig"}' }),
  'an id like a path': oddRow({ id: '../../../tokens/verify?x=#', success: false, status_code: 500 }),
  '50 failed rows whose answers are unreadable': rows(
    Array.from({ length: 50 }, (_, at) => row(at, { success: false, status_code: 500 })),
    { total_count: 50 },
  ),
};

/** Refusals in the form of Cloudflare: what answers is its own, but nothing is known of the gateway. */
const REFUSALS = ['success, with errors', 'codes as texts', 'a message that is an object', '20,000 errors'];
for (const kind of REFUSALS) Object.assign(MANAGEMENT[kind] ?? {}, { proves: ['connection'] });
