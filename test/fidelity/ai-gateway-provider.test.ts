import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { AiGatewayDoesNotExist, AiGatewayUnauthorizedError, createAiGateway } from 'ai-gateway-provider';
import { createOpenAI } from 'ai-gateway-provider/providers/openai';
import { createUnified } from 'ai-gateway-provider/providers/unified';
import type { Sandbox } from '../../src/sandbox/server.js';
import { sandbox, withGateway } from '../sandbox/client.js';

const { fetch: real } = globalThis;
let box: Sandbox;

/** The package knows one host only: what goes there goes to the sandbox. */
beforeEach(async () => {
  box = await sandbox();
  globalThis.fetch = (url, init) =>
    real(String(url).replace('https://gateway.ai.cloudflare.com', box.gatewayOrigin), init);
});
afterEach(() => {
  globalThis.fetch = real;
});

type Options = NonNullable<Parameters<typeof createAiGateway>[0]['options']>;

function gateway({ options, ...more }: { options?: Options; gateway?: string; apiKey?: string } = {}) {
  return createAiGateway({
    accountId: box.accountId,
    gateway: 'my-gateway',
    apiKey: box.token,
    ...more,
    options,
  });
}

const openai = createOpenAI();
const unified = createUnified();
const base = { maxRetries: 0, prompt: '[say:pong]' };

describe('generateText', () => {
  test.each([
    ['OpenAI, chat', () => openai.chat('gpt-4o')],
    ['OpenAI, responses', () => openai('gpt-4o')],
    ['unified', () => unified('anthropic/claude-sonnet-4-6')],
    ['a key of its own', () => createOpenAI({ apiKey: 'sk-sandbox-provider-key-good' }).chat('gpt-4o')],
  ])('%s', async (_, model) => {
    const { text, usage } = await generateText({ ...base, model: gateway()(model()) });
    expect(text).toBe('pong');
    expect(usage.outputTokens).toBeGreaterThan(0);
  });

  test('the next model answers when the first fails', async () => {
    const { text, response } = await generateText({
      ...base,
      model: gateway()([openai.chat('fail-500'), unified('openai/fail-401'), openai('gpt-4o')]),
    });
    expect(text).toBe('pong');
    expect(response.headers?.['cf-aig-step']).toBe('2');
  });

  test('retries, timeout and cache by the package`s options', async () => {
    const retries = { maxAttempts: 2 as const, retryDelayMs: 1 };
    const flaky = await generateText({
      ...base,
      model: gateway({ options: { retries: retries as Options['retries'] } })(openai.chat('flaky-1')),
    });
    expect(flaky.text).toBe('pong');
    const late = await generateText({
      ...base,
      model: gateway({ options: { requestTimeoutMs: 30 } })([
        openai.chat('slow-2000'),
        openai.chat('gpt-4o'),
      ]),
    });
    expect(late.response.headers?.['cf-aig-step']).toBe('1');
    const cached = gateway({ options: { cacheTtl: 60 } });
    await generateText({ ...base, model: cached(openai.chat('gpt-4o')) });
    const hit = await generateText({ ...base, model: cached(openai.chat('gpt-4o')) });
    expect(hit.response.headers?.['cf-aig-cache-status']).toBe('HIT');
  });

  test('a tool goes round', async () => {
    const result = await generateText({
      ...base,
      prompt: '[tool:weather {"city":"Paris"}]',
      model: gateway()(openai.chat('gpt-4o')),
      stopWhen: stepCountIs(3),
      tools: {
        weather: tool({
          inputSchema: jsonSchema<{ city: string }>({
            type: 'object',
            properties: { city: { type: 'string' } },
          }),
          execute: async ({ city }) => `rain in ${city}`,
        }),
      },
    });
    expect(result.text).toContain('rain in Paris');
    expect(result.steps).toHaveLength(2);
  });
});

test.each([
  ['chat', () => openai.chat('gpt-4o')],
  ['responses', () => openai('gpt-4o')],
])('streamText, %s', async (_, model) => {
  const { textStream } = streamText({ ...base, prompt: '[say:one two three]', model: gateway()(model()) });
  const parts = [];
  for await (const part of textStream) parts.push(part);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.join('')).toBe('one two three');
});

describe('errors are what the package calls them', () => {
  test.each([
    ['no such gateway', { gateway: 'nope' }, AiGatewayDoesNotExist],
    ['a wrong token', { apiKey: 'cfut_wrong' }, AiGatewayUnauthorizedError],
  ])('%s', async (_, more, kind) => {
    await expect(
      generateText({ ...base, model: gateway(more)(openai.chat('gpt-4o')) }),
    ).rejects.toBeInstanceOf(kind);
  });

  test.each([
    ['fail-401', 401, false],
    ['fail-429', 429, true],
    ['fail-503', 503, true],
  ])('the provider`s %s', async (model, statusCode, isRetryable) => {
    await expect(generateText({ ...base, model: gateway()(openai.chat(model)) })).rejects.toMatchObject({
      name: 'AI_APICallError',
      statusCode,
      isRetryable,
    });
  });

  test('the gateway`s rate limit', async () => {
    box = await sandbox({ config: withGateway({ rateLimitingLimit: 1, rateLimitingInterval: 60 }) });
    const go = () => generateText({ ...base, model: gateway()(openai.chat('gpt-4o')) });
    await go();
    await expect(go()).rejects.toMatchObject({
      statusCode: 429,
      responseBody: expect.stringContaining('2003'),
    });
  });
});
