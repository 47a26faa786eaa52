import { describe, expect, test } from '@jest/globals';
import { FAILURE_NAMES } from '../../src/sandbox/provider/failures/failure.js';
import { providerFailure } from '../../src/sandbox/provider/failures/index.js';
import { aig, ask, bearer, gatewayUrl, sandbox } from './client.js';

const messages = [{ role: 'user', content: 'hi' }];

describe('a model id says how to fail', () => {
  test.each([
    ['openai/fail-401', 401, 'error.code', 'invalid_api_key'],
    ['openai/fail-quota', 429, 'error.code', 'insufficient_quota'],
    ['openai/gpt-fail-rate-limited', 429, 'error.code', 'rate_limit_exceeded'],
    ['openai/fail-503', 503, 'error.type', 'server_error'],
    ['openai/fail-507', 507, 'error.code', 'sandbox_error'],
    ['anthropic/fail-529', 529, 'error.type', 'overloaded_error'],
    ['anthropic/fail-overloaded', 529, 'error.message', 'Overloaded'],
    ['anthropic/fail-credits', 400, 'error.type', 'invalid_request_error'],
    ['google-ai-studio/fail-key-rejected', 400, 'error.details.0.reason', 'API_KEY_INVALID'],
    ['google-ai-studio/fail-429', 429, 'error.status', 'RESOURCE_EXHAUSTED'],
    ['workers-ai/@cf/fail-model-not-found', 400, 'internalCode', 5007],
    ['workers-ai/@cf/fail-401', 401, 'errors.0.code', 10000],
    ['groq/fail-401', 401, 'error.message', 'Invalid API Key'],
  ])('%s: %d', async (model, status, where, value) => {
    const box = await sandbox();
    const reply = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: aig(box.token),
      body: { model, messages },
    });
    expect(reply.status).toBe(status);
    expect(where.split('.').reduce((at, key) => at[key], reply.json)).toBe(value);
  });

  test.each(['reset', 'truncated', 'reset-mid-body'])('fail-%s breaks the wire', async (fault) => {
    const box = await sandbox();
    const body = { model: `openai/fail-${fault}`, messages };
    await expect(
      ask(`${gatewayUrl(box)}/compat/chat/completions`, { headers: aig(box.token), body }),
    ).rejects.toThrow(/fetch failed|terminated/);
  });

  test('fail-error-in-200 fails inside a stream too', async () => {
    const box = await sandbox();
    const body = { model: 'openai/fail-error-in-200', messages, stream: true };
    const reply = await ask(`${gatewayUrl(box)}/compat/chat/completions`, { headers: aig(box.token), body });
    expect([reply.status, reply.text]).toEqual([200, expect.stringMatching(/^data: \{"error":/)]);
  });
});

const EMPTY: [path: string, body: Record<string, unknown>, status: number, complaint: string][] = [
  [
    'compat/chat/completions',
    { model: 'openai/gpt-4o', messages: [] },
    400,
    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
  ],
  [
    'openai/responses',
    { model: 'gpt-5.1', input: [] },
    400,
    "Invalid 'input': empty array. Expected an array with minimum length 1, but got an empty array instead.",
  ],
  [
    'anthropic/v1/messages',
    { model: 'claude-sonnet-5', max_tokens: 1, messages: [] },
    400,
    'messages: at least one message is required',
  ],
  [
    'google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent',
    { contents: [] },
    400,
    '* GenerateContentRequest.contents: contents is not specified\n',
  ],
  [
    'workers-ai/v1/chat/completions',
    { model: '@cf/meta/llama-3.1-8b-instruct', messages: [] },
    400,
    "AiError: Bad input: Error: array length of '/messages' should be at least 1, but got 0",
  ],
  [
    'workers-ai/@cf/meta/llama-3.1-8b-instruct',
    { messages: [] },
    400,
    "AiError: Bad input: Error: array length of '/messages' should be at least 1, but got 0",
  ],
];

describe('a request without messages costs nothing', () => {
  test.each(EMPTY)('%s', async (path, body, status, complaint) => {
    const box = await sandbox();
    const reply = await ask(`${gatewayUrl(box)}/${path}`, {
      headers: { ...aig(box.token), 'anthropic-version': '2023-06-01' },
      body,
    });
    const message = reply.json.error?.message ?? reply.json.errors?.[0]?.message ?? reply.json.message;
    expect([reply.status, message]).toEqual([status, complaint]);
    expect(box.requests.map(({ cost }) => cost)).toEqual([0]);
  });
});

test('key before model, model before messages', async () => {
  const box = await sandbox();
  const codes = [];
  for (const [key, model] of [
    ['bad-key', 'nope'],
    ['sk-sandbox-provider-key-good', 'nope'],
    ['sk-sandbox-provider-key-good', 'gpt-4o'],
  ] as const) {
    const reply = await ask(`${gatewayUrl(box, 'open-gateway')}/openai/chat/completions`, {
      headers: bearer(key),
      body: { model, messages: [] },
    });
    codes.push(reply.json.error.code);
  }
  expect(codes).toEqual(['invalid_api_key', 'model_not_found', 'empty_array']);
});

test.each([
  ['openai/v1/v1/chat/completions', 404, /Invalid URL \(POST \/v1\/v1\/chat\/completions\)/],
  ['anthropic/chat/completions', 404, /not_found_error/],
  [
    'google-ai-studio/models/gemini-2.5-flash:generateContent',
    404,
    /<title>Error 404 \(Not Found\)!!1<\/title>/,
  ],
  ['workers-ai/chat/completions', 404, /No route for that URI/],
])('%s is a path that the provider does not have', async (path, status, text) => {
  const box = await sandbox();
  const reply = await ask(`${gatewayUrl(box)}/${path}`, {
    headers: aig(box.token),
    body: { model: 'gpt-4o', messages },
  });
  expect([reply.status, reply.text]).toEqual([status, expect.stringMatching(text)]);
});

test('gpt-5 and o-series want max_completion_tokens on chat', async () => {
  const box = await sandbox();
  const send = (model: string, limit: Record<string, number>) =>
    ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: aig(box.token),
      body: { model, messages, ...limit },
    });
  expect((await send('openai/gpt-5', { max_tokens: 9 })).json.error.code).toBe('unsupported_parameter');
  expect((await send('openai/gpt-5', { max_completion_tokens: 9 })).status).toBe(200);
  expect((await send('openai/gpt-4o', { max_tokens: 9 })).status).toBe(200);
});

test('every provider has words for every failure', () => {
  const about = {
    model: 'm',
    key: 'k',
    method: 'POST',
    path: '/p',
    stream: false,
    messagesField: 'messages',
  };
  for (const slug of [
    'openai',
    'anthropic',
    'google-ai-studio',
    'workers-ai',
    'groq',
    'mistral',
    'deepseek',
    'openrouter',
    'grok',
    'cohere',
  ]) {
    for (const name of FAILURE_NAMES) {
      const { status } = providerFailure(slug, name, about);
      expect([slug, name, status >= 400]).toEqual([slug, name, name !== 'error-in-200']);
    }
  }
});
