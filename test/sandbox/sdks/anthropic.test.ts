import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server.js';
import { aig, gatewayUrl, sandbox, withGateway } from '../client.js';

const KEY = 'sk-ant-sandbox-provider-key-good';

function native(box: Sandbox, more: ConstructorParameters<typeof Anthropic>[0] = {}): Anthropic {
  return new Anthropic({
    baseURL: `${gatewayUrl(box)}/anthropic`,
    apiKey: KEY,
    maxRetries: 0,
    defaultHeaders: aig(box.token),
    ...more,
  });
}

/** Cloudflare's docs: no API key, the token as the SDK's authToken. */
const WAYS: [string, string, (box: Sandbox) => Anthropic][] = [
  ['own key', 'claude-sonnet-4-6', native],
  [
    'token as authToken',
    'claude-sonnet-4-6',
    (box) => native(box, { apiKey: null, authToken: box.token, defaultHeaders: {} }),
  ],
  [
    'the AI REST API',
    'anthropic/claude-sonnet-4-6',
    (box) =>
      new Anthropic({
        baseURL: `${box.apiBaseUrl}/accounts/${box.accountId}/ai`,
        apiKey: null,
        authToken: box.token,
        maxRetries: 0,
      }),
  ],
];

describe('messages', () => {
  test.each(WAYS)('%s', async (_, model, make) => {
    const anthropic = make(await sandbox());
    const message = await anthropic.messages.create({
      model,
      max_tokens: 100,
      messages: [{ role: 'user', content: '[say:pong]' }],
    });
    expect(message.content).toMatchObject([{ type: 'text', text: 'pong' }]);
    expect(message.usage.output_tokens).toBeGreaterThan(0);
  });

  test.each(WAYS)('streamed, %s', async (_, model, make) => {
    const anthropic = make(await sandbox());
    const stream = anthropic.messages.stream({
      model,
      max_tokens: 100,
      messages: [{ role: 'user', content: '[say:one two three]' }],
    });
    const seen: string[] = [];
    stream.on('text', (text) => seen.push(text));
    expect(await stream.finalText()).toBe('one two three');
    expect(seen.length).toBeGreaterThan(1);
    expect((await stream.finalMessage()).stop_reason).toBe('end_turn');
  });

  test('a tool call and its result', async () => {
    const anthropic = native(await sandbox());
    const tools: Anthropic.Tool[] = [
      { name: 'weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } },
    ];
    const asking: Anthropic.MessageParam = { role: 'user', content: '[tool:weather {"city":"Rome"}]' };
    const base = { model: 'claude-sonnet-4-6', max_tokens: 100, tools };
    for (const first of [
      await anthropic.messages.create({ ...base, messages: [asking] }),
      await anthropic.messages.stream({ ...base, messages: [asking] }).finalMessage(),
    ]) {
      expect(first.stop_reason).toBe('tool_use');
      const use = first.content.find((block) => block.type === 'tool_use');
      expect(use?.input).toEqual({ city: 'Rome' });
      const second = await anthropic.messages.create({
        ...base,
        messages: [
          asking,
          { role: 'assistant', content: first.content },
          {
            role: 'user',
            content: [{ type: 'tool_result', tool_use_id: use?.id ?? '', content: 'warm' }],
          },
        ],
      });
      expect(second.content).toMatchObject([{ type: 'text', text: 'The tool answered: warm' }]);
    }
  });
});

test('models', async () => {
  const ids = [];
  for await (const model of native(await sandbox()).models.list()) ids.push(model.id);
  expect(ids).toContain('claude-sonnet-4-6');
});

describe('errors are what the SDK calls them', () => {
  test.each([
    ['fail-400', 'BadRequestError', 'invalid_request_error'],
    ['fail-401', 'AuthenticationError', 'authentication_error'],
    ['fail-403', 'PermissionDeniedError', 'permission_error'],
    ['fail-404', 'NotFoundError', 'not_found_error'],
    ['fail-429', 'RateLimitError', 'rate_limit_error'],
    ['fail-500', 'InternalServerError', 'api_error'],
    ['fail-529', 'OverloadedError', 'overloaded_error'],
  ])('%s', async (model, kind, type) => {
    const error = await native(await sandbox())
      .messages.create({ model, max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] })
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof Anthropic.APIError)) throw new Error('no APIError');
    expect([error.constructor.name, error.error]).toEqual([
      kind,
      expect.objectContaining({ type: 'error', error: expect.objectContaining({ type }) }),
    ]);
  });

  test.each([
    ['no token', { defaultHeaders: {} }, 401, 'AuthenticationError', 2009],
    ['a wrong key', { apiKey: 'sk-ant-fake' }, 401, 'AuthenticationError', undefined],
    ['the rate limit', {}, 429, 'RateLimitError', 2003],
  ])('%s', async (_, more, status, kind, code) => {
    const settings = code === 2003 ? { rateLimitingLimit: 1, rateLimitingInterval: 60 } : {};
    const anthropic = native(await sandbox({ config: withGateway(settings) }), more);
    const ask = () =>
      anthropic.messages
        .create({
          model: 'claude-sonnet-4-6',
          max_tokens: 9,
          messages: [{ role: 'user', content: 'hi' }],
        })
        .catch((thrown: unknown) => thrown);
    await ask();
    const error = await ask();
    if (!(error instanceof Anthropic.APIError)) throw new Error('no APIError');
    expect([error.status, error.constructor.name]).toEqual([status, kind]);
    if (code) expect(error.error).toMatchObject({ name: 'AiGatewayError', internalCode: code });
  });
});
