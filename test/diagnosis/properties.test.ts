import { describe, expect, test } from '@jest/globals';
import { CATALOGUE } from '../../src/diagnosis/causes/catalogue.js';
import type { Exchange } from '../../src/diagnosis/exchange/exchange.js';
import { explainText } from '../../src/diagnosis/explain/explain.js';
import { diagnoseExchange, gatewayError, isInconclusive } from '../../src/diagnosis/reading/diagnose.js';
import fc from '../property.js';
import { CORPUS, exchangeOf } from './corpus.js';

const PLANES = fc.constantFrom('gateway' as const, 'rest' as const, 'management' as const);
const HEADERS = fc.constantFrom(
  'cf-aig-authorization' as const,
  'authorization' as const,
  'x-api-key' as const,
);
const SENT = fc.record(
  {
    gatewayTokenIn: fc.array(HEADERS, { maxLength: 2 }),
    providerKeyIn: fc.array(HEADERS, { maxLength: 2 }),
    route: fc.constantFrom('compat', 'openai', 'x'),
    api: fc.constantFrom(
      'openai-completions' as const,
      'openai-responses' as const,
      'anthropic-messages' as const,
      'google-generative-ai' as const,
    ),
    model: fc.string(),
    empty: fc.boolean(),
    junkProvider: fc.boolean(),
  },
  { requiredKeys: ['gatewayTokenIn', 'providerKeyIn'] },
);
/** Bodies near to real ones: pieces of the corpus, bent, and any JSON under the keys that errors use. */
const KEYS = [
  'error',
  'errors',
  'code',
  'message',
  'type',
  'detail',
  'success',
  'name',
  'title',
  'status',
  'choices',
  'response',
  'base_resp',
  'state',
  'ok',
  'error_chain',
  'internalCode',
];
const NEAR_ERROR = fc
  .dictionary(fc.constantFrom(...KEYS), fc.jsonValue({ maxDepth: 3 }))
  .map((value) => JSON.stringify(value));
const BODIES = CORPUS.map((entry) => exchangeOf(entry).response?.body).filter((body) => body !== undefined);
const BENT = fc
  .tuple(fc.constantFrom(...BODIES), fc.nat(400), fc.nat(30), fc.string({ maxLength: 5 }))
  .map(([body, at, count, put]) => body.slice(0, at) + put + body.slice(at + count));
const BODY = fc.oneof(
  NEAR_ERROR,
  BENT,
  fc.constantFrom(...BODIES),
  fc.string(),
  fc.json(),
  fc.constantFrom('', 'null', '[]', '{}', '0', 'data:', 'data: 1\n\n', '<html>'),
);

const EXCHANGE: fc.Arbitrary<Exchange> = fc.record({
  id: fc.constant('any'),
  plane: PLANES,
  request: fc.record({
    method: fc.constantFrom('GET', 'POST'),
    url: fc.oneof(
      fc.constant('https://gateway.ai.cloudflare.com/v1/a/b/compat/chat/completions'),
      fc.webUrl(),
      fc.string(),
    ),
    headers: fc.constant({}),
  }),
  sent: SENT,
  response: fc.record({
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.dictionary(
      fc.constantFrom(
        'content-type',
        'server',
        'cf-ray',
        'cf-aig-log-id',
        'location',
        'retry-after',
        'via',
        'x-request-id',
      ),
      fc.oneof(
        fc.string(),
        fc.constantFrom('text/html', 'application/json', 'text/event-stream', 'cloudflare', 'https://x/'),
      ),
    ),
    body: BODY,
    truncated: fc.boolean(),
  }),
  timings: fc.constant({ startedAt: '2026-11-22T00:00:00.000Z', totalMs: 1 }),
});

describe('any exchange', () => {
  test('is diagnosed without an exception, and an error is never taken for health', () => {
    fc.assert(
      fc.property(EXCHANGE, (exchange) => {
        const diagnosis = diagnoseExchange(exchange);
        gatewayError(exchange);
        isInconclusive(exchange);
        const { status } = exchange.response!;
        const wanted = exchange.sent.empty || exchange.sent.junkProvider;
        if (!wanted && (status >= 300 || status < 200)) expect(diagnosis).not.toBeNull();
        if (diagnosis) {
          expect(CATALOGUE[diagnosis.cause].category).toBe(diagnosis.category);
          expect(diagnosis.evidence.length).toBeGreaterThan(0);
          expect(diagnosis.remedy.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('an empty 2xx is never health', () => {
    fc.assert(
      fc.property(EXCHANGE, fc.constantFrom('', ' ', '\n'), (exchange, body) => {
        const response = { ...exchange.response!, status: 200, body };
        expect(diagnoseExchange({ ...exchange, response })).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

test('any text can be explained without an exception', () => {
  fc.assert(
    fc.property(fc.oneof(BODY, fc.lorem({ maxCount: 20 })), (text) => void explainText(text)),
    { numRuns: 150 },
  );
});
