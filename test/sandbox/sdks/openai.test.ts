import { describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import type { SandboxGateway } from '../../../src/sandbox/config/config-types.js';
import type { Sandbox } from '../../../src/sandbox/server.js';
import { aig, gatewayUrl, sandbox, withGateway } from '../client.js';

const KEY = 'sk-sandbox-provider-key-good';
const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
};

/** The client on a route of my-gateway, or on the AI REST API. */
function client(box: Sandbox, route: string, more: ConstructorParameters<typeof OpenAI>[0] = {}): OpenAI {
  const baseURL =
    route === 'rest' ? `${box.apiBaseUrl}/accounts/${box.accountId}/ai/v1` : `${gatewayUrl(box)}/${route}`;
  return new OpenAI({ baseURL, apiKey: box.token, maxRetries: 0, ...more });
}

/** Route, model: every way to a chat completion. */
const WAYS: [string, string][] = [
  ['compat', 'openai/gpt-4o'],
  ['compat', 'anthropic/claude-sonnet-5'],
  ['openai', 'gpt-4o'],
  ['openai/v1', 'gpt-4o'],
  ['workers-ai/v1', '@cf/meta/llama-3.1-8b-instruct'],
  ['google-ai-studio/v1beta/openai', 'gemini-2.5-flash'],
  ['rest', 'openai/gpt-4o'],
];

describe('chat completions', () => {
  test.each(WAYS)('%s, %s', async (route, model) => {
    const openai = client(await sandbox(), route);
    const { data, response } = await openai.chat.completions
      .create({ model, messages: [{ role: 'user', content: '[say:pong]' }] })
      .withResponse();
    expect(data.choices[0]?.message.content).toBe('pong');
    expect(data.usage?.total_tokens).toBeGreaterThan(0);
    expect(response.headers.get('cf-aig-log-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(WAYS)('streamed: %s, %s', async (route, model) => {
    const openai = client(await sandbox(), route);
    const stream = openai.chat.completions.stream({
      model,
      messages: [{ role: 'user', content: '[say:one two three]' }],
      stream_options: { include_usage: true },
    });
    let seen = '';
    for await (const chunk of stream) seen += chunk.choices[0]?.delta.content ?? '';
    expect(seen).toBe('one two three');
    expect(await stream.finalContent()).toBe('one two three');
    expect((await stream.totalUsage()).total_tokens).toBeGreaterThan(0);
  });

  test.each([false, true])('the tool runner goes round, streamed: %s', async (stream) => {
    const openai = client(await sandbox(), 'compat');
    const asked: unknown[] = [];
    const runner = openai.chat.completions.runTools({
      model: 'openai/gpt-4o',
      messages: [{ role: 'user', content: '[tool:weather {"city":"Lisbon"}]' }],
      stream,
      tools: [
        {
          type: 'function',
          function: {
            name: 'weather',
            description: 'The weather',
            parameters: WEATHER,
            parse: JSON.parse,
            function: (given: unknown) => {
              asked.push(given);
              return 'sunny';
            },
          },
        },
      ],
    } as Parameters<typeof openai.chat.completions.runTools>[0]);
    expect(await runner.finalContent()).toBe('The tool answered: sunny');
    expect(asked).toEqual([{ city: 'Lisbon' }]);
  });

  test('with a provider key, and the token beside it', async () => {
    const box = await sandbox();
    const openai = client(box, 'openai', { apiKey: KEY, defaultHeaders: aig(box.token) });
    const { choices } = await openai.chat.completions.create({
      model: 'gpt-5',
      max_completion_tokens: 20,
      messages: [{ role: 'user', content: 'hi' }],
    });
    expect(choices[0]?.finish_reason).toBe('stop');
  });
});

describe('responses', () => {
  test.each([
    ['openai', 'gpt-4o'],
    ['rest', 'openai/gpt-4o'],
    ['workers-ai/v1', '@cf/openai/gpt-oss-20b'],
  ])('%s', async (route, model) => {
    const openai = client(await sandbox(), route);
    const whole = await openai.responses.create({ model, input: '[say:pong]' });
    expect([whole.output_text, whole.status]).toEqual(['pong', 'completed']);
    const stream = openai.responses.stream({ model, input: '[say:one two]' });
    const types = new Set<string>();
    for await (const event of stream) types.add(event.type);
    expect((await stream.finalResponse()).output_text).toBe('one two');
    expect([...types]).toEqual(expect.arrayContaining(['response.created', 'response.completed']));
  });

  test('a function call and its result', async () => {
    const openai = client(await sandbox(), 'openai');
    const first = await openai.responses.create({
      model: 'gpt-4o',
      input: '[tool:weather {"city":"Oslo"}]',
      tools: [{ type: 'function', name: 'weather', parameters: WEATHER, strict: false }],
    });
    const call = first.output.find((item) => item.type === 'function_call');
    expect(JSON.parse(call?.arguments ?? '')).toEqual({ city: 'Oslo' });
    const second = await openai.responses.create({
      model: 'gpt-4o',
      input: [
        { role: 'user', content: 'weather?' },
        ...first.output.filter((item) => item.type === 'function_call'),
        { type: 'function_call_output', call_id: call?.call_id ?? '', output: 'rain' },
      ],
    });
    expect(second.output_text).toBe('The tool answered: rain');
  });
});

test('embeddings', async () => {
  const openai = client(await sandbox(), 'openai');
  const input = ['one', 'two'];
  const { data, usage } = await openai.embeddings.create({ model: 'text-embedding-3-small', input });
  expect(data.map(({ index, embedding }) => [index, embedding.length])).toEqual([
    [0, 1536],
    [1, 1536],
  ]);
  const plain = await openai.embeddings.create({
    model: 'text-embedding-3-small',
    input,
    encoding_format: 'float',
  });
  expect(plain.data[0]?.embedding[0]).toBeCloseTo(data[0]?.embedding[0] ?? Number.NaN, 5);
  expect(usage.total_tokens).toBeGreaterThan(0);
});

test.each([
  ['openai', 'gpt-4o', KEY],
  ['compat', 'anthropic/claude-sonnet-5', undefined],
])('models: %s', async (route, id, apiKey) => {
  const box = await sandbox();
  const openai = client(box, route, apiKey ? { apiKey, defaultHeaders: aig(box.token) } : {});
  const ids = [];
  for await (const model of openai.models.list()) ids.push(model.id);
  expect(ids).toContain(id);
});

describe('errors are what the SDK calls them', () => {
  const provider: [model: string, kind: string, code: string | null][] = [
    ['fail-400', 'BadRequestError', null],
    ['fail-401', 'AuthenticationError', 'invalid_api_key'],
    ['fail-404', 'NotFoundError', 'model_not_found'],
    ['fail-429', 'RateLimitError', 'rate_limit_exceeded'],
    ['fail-quota', 'RateLimitError', 'insufficient_quota'],
    ['fail-500', 'InternalServerError', null],
    ['fail-503', 'InternalServerError', null],
    ['no-such-model', 'AuthenticationError', null],
  ];
  test.each(provider)('of the provider: %s', async (model, kind, code) => {
    const openai = client(await sandbox(), 'openai');
    const error = await openai.chat.completions
      .create({ model, messages: [{ role: 'user', content: 'hi' }] })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.APIError);
    if (!(error instanceof OpenAI.APIError)) return;
    expect(error.constructor.name).toBe(kind);
    if (code) expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/no body|undefined/);
  });

  const blocked = (word: string) => ({ request: [word], response: [] });
  const gateway: [string, Partial<SandboxGateway>, number, string, number][] = [
    ['the rate limit', { rateLimitingLimit: 1, rateLimitingInterval: 60 }, 429, 'RateLimitError', 2003],
    ['Guardrails', { guardrails: blocked('hi') }, 424, 'APIError', 2016],
    ['DLP', { dlp: blocked('hi') }, 400, 'BadRequestError', 2029],
    ['stored keys required', { byokOnly: true, storedKeys: {} }, 400, 'BadRequestError', 2044],
    ['a spend limit', { spendLimits: [{ id: 'a', limit: 1e-9, window: 60 }] }, 429, 'RateLimitError', 2045],
  ];
  test.each(gateway)('of the gateway: %s', async (_, settings, status, kind, code) => {
    const openai = client(await sandbox({ config: withGateway(settings) }), 'compat');
    const ask = () =>
      openai.chat.completions
        .create({ model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'hi' }] })
        .catch((thrown: unknown) => thrown);
    await ask();
    const error = await ask();
    if (!(error instanceof OpenAI.APIError)) throw new Error('no APIError');
    // The SDK reads the body's `error`, which here is a list.
    expect([error.status, error.constructor.name, error.error]).toEqual([
      status,
      kind,
      [expect.objectContaining({ code })],
    ]);
  });

  test.each([
    ['credits', 402, 'APIError', 2021, {}],
    ['a wrong token', 401, 'AuthenticationError', 2009, { apiKey: 'cfut_wrong' }],
    ['no prefix', 400, 'BadRequestError', 2019, { model: 'gpt-4o' }],
    ['an unknown prefix', 400, 'BadRequestError', 2008, { model: 'nosuch/gpt-4o' }],
  ])(
    '%s',
    async (_, status, kind, code, {
      apiKey,
      model = 'openai/gpt-4o',
    }: { apiKey?: string; model?: string }) => {
      const box = await sandbox({ config: withGateway({}, code === 2021 ? 0 : 25) });
      const openai = client(box, 'compat', apiKey ? { apiKey } : {});
      const error = await openai.chat.completions
        .create({ model, messages: [{ role: 'user', content: 'hi' }] })
        .catch((thrown: unknown) => thrown);
      if (!(error instanceof OpenAI.APIError)) throw new Error('no APIError');
      expect([error.status, error.constructor.name, error.error]).toEqual([
        status,
        kind,
        [expect.objectContaining({ code })],
      ]);
    },
  );
});

test('its own retries get through a provider that fails twice', async () => {
  const openai = client(await sandbox(), 'openai', { maxRetries: 2 });
  const { choices } = await openai.chat.completions.create({
    model: 'flaky-1',
    messages: [{ role: 'user', content: 'hi' }],
  });
  expect(choices).toHaveLength(1);
});

test('a stream that is given up ends the request', async () => {
  const openai = client(await sandbox(), 'openai');
  const abort = new AbortController();
  const stream = await openai.chat.completions.create(
    { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: `[say:${'word '.repeat(500)}]` }] },
    { signal: abort.signal },
  );
  let chunks = 0;
  for await (const _ of stream) if (++chunks === 3) abort.abort();
  expect(chunks).toBeLessThan(500);
});
