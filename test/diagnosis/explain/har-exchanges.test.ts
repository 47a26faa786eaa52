import { describe, expect, test } from '@jest/globals';
import { har } from '../../../src/diagnosis/exchange/har.js';
import { explainText } from '../../../src/diagnosis/explain/explain.js';
import { harExchanges } from '../../../src/diagnosis/explain/har-exchanges.js';

const GATEWAY = 'http://127.0.0.1:8787/v1/0123456789abcdef0123456789abcdef/my-gateway';
const API = 'http://127.0.0.1:8787/client/v4/accounts/0123456789abcdef0123456789abcdef';
const TOKEN = { 'cf-aig-authorization': 'Bearer cfut_[redacted]' };

interface Row {
  url: string;
  headers?: Record<string, string>;
  asked?: unknown;
  status?: number;
  answer?: unknown;
  error?: string;
}

function harOf(...rows: Row[]): string {
  const exchanges = rows.map(({ url, headers = TOKEN, asked, status, answer, error }) => ({
    ...{ id: 'x', plane: 'gateway' as const, sent: { gatewayTokenIn: [], providerKeyIn: [] } },
    request: { method: 'POST', url, headers, body: asked === undefined ? undefined : JSON.stringify(asked) },
    response: status
      ? {
          status,
          headers: { server: 'cloudflare', 'cf-ray': '1-SBX', 'content-type': 'application/json' },
          body: typeof answer === 'string' ? answer : JSON.stringify(answer),
          truncated: false,
        }
      : undefined,
    error: error
      ? { phase: 'connect' as const, code: error, message: '', host: '127.0.0.1', port: 8787 }
      : undefined,
    timings: { startedAt: '2026-11-01T00:00:00.000Z', totalMs: 1 },
  }));
  return JSON.stringify(har(exchanges, '0.1.0'));
}

const provider = (slug: string) => ({ providerName: `the provider ${slug}` });
const titles = (text: string) => explainText(text, { provider }).map(({ diagnosis }) => diagnosis.title);
const causes = (text: string) =>
  explainText(text).map(({ diagnosis, count }) => `${diagnosis.cause} x${count}`);

const chat = (model: string, status: number, answer: unknown): Row => ({
  url: `${GATEWAY}/compat/chat/completions`,
  asked: { model, messages: [{ role: 'user', content: 'hi' }] },
  ...{ status, answer },
});
const OVERLOADED = chat('anthropic/claude-haiku-4-5', 529, {
  type: 'error',
  error: { type: 'overloaded_error', message: 'Overloaded' },
});
const NOT_IN_CATALOGUE: Row = {
  url: `${API}/ai/v1/chat/completions`,
  headers: { authorization: 'Bearer cfut_[redacted]' },
  asked: { model: 'openai/nope', messages: [] },
  status: 404,
  answer: {
    success: false,
    errors: [{ code: 7003, message: 'Model not found: openai/nope' }],
    messages: [],
    result: {},
  },
};
const NO_SUCH_MODEL: Row = {
  url: `${API}/ai/run/@cf/meta/nope`,
  headers: { authorization: 'Bearer cfut_[redacted]' },
  asked: { messages: [{ role: 'user', content: 'hi' }] },
  status: 400,
  answer: {
    success: false,
    errors: [{ code: 5007, message: 'AiError: No such model: @cf/meta/nope or task' }],
    messages: [],
    result: {},
  },
};

describe('a HAR file', () => {
  test('each exchange is read by itself', () => {
    const all = titles(harOf(NO_SUCH_MODEL, OVERLOADED, NOT_IN_CATALOGUE));
    expect(all).toEqual([
      'The provider workers-ai does not have the model, or not for this key.',
      'The provider anthropic is overloaded.',
      "Cloudflare's REST API does not offer the model openai/nope.",
    ]);
  });

  test('prompts that speak of errors, and healthy answers, are no failures', () => {
    const asked = { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'HTTP 529 Overloaded' }] };
    const answer = {
      ...{ id: '1', object: 'chat.completion' },
      choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
    };
    const models = {
      url: `${GATEWAY}/compat/models`,
      status: 200,
      answer: { object: 'list', data: [{ id: 'openai/gpt-4o' }] },
    };
    const gateways = {
      url: `${API}/ai-gateway/gateways`,
      status: 200,
      answer: { success: true, errors: [], messages: [], result: [] },
    };
    const logged = {
      ...OVERLOADED,
      url: `${API}/ai-gateway/gateways/my-gateway/logs/1/response`,
      status: 200,
    };
    expect(causes(harOf({ ...chat('', 200, answer), asked }, models, gateways, logged))).toEqual([]);
  });

  test('requests of doctor that are to be refused are no failures', () => {
    const junk = { url: `${GATEWAY}/cf-aig-no-such-provider/x`, asked: {} };
    const refusal = (code: number, message: string) => ({
      success: false,
      result: [],
      messages: [],
      error: [{ code, message }],
      ...{ name: 'AiGatewayError', internalCode: code, message, description: message },
    });
    const unauthorized = { ...junk, status: 401, answer: refusal(2009, 'Unauthorized') };
    expect(
      causes(
        harOf(
          { ...junk, status: 400, answer: refusal(2008, 'Invalid provider') },
          { ...unauthorized, headers: {} },
        ),
      ),
    ).toEqual([]);
    expect(causes(harOf(unauthorized))).toEqual(['token-rejected x1']);
  });

  test('no answer: the error', () => {
    expect(causes(harOf({ url: `${GATEWAY}/compat/models`, error: 'ECONNREFUSED' }))).toEqual([
      'connection-refused x1',
    ]);
  });

  test('answers of other hosts are read as text', () => {
    const elsewhere = { url: 'https://example.com/v1/chat/completions', headers: {} };
    const answer = {
      error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
    };
    expect(causes(harOf({ ...elsewhere, status: 429, answer }))).toEqual(['provider-rate-limited x1']);
    expect(causes(harOf({ ...elsewhere, status: 200, answer: 'fine' }))).toEqual([]);
  });

  test.each([['{"log":1}'], ['{"log":{"entries":{}}}'], ['{"log":'], ['{"error":"x"}']])(
    '%s is none',
    (text) => {
      expect(harExchanges(text)).toBeUndefined();
    },
  );

  test('entries without a request, a response or an address are passed over', () => {
    const entries = [1, {}, { request: {}, response: {} }, { request: { url: 'https://a.example' } }];
    expect(harExchanges(JSON.stringify({ log: { entries } }))).toEqual([]);
  });
});
