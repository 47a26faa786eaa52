import { beforeEach, describe, expect, test } from '@jest/globals';
import { embed, generateObject, generateText, jsonSchema, type LanguageModel, streamText, tool } from 'ai';
import { createAmazonBedrock } from 'ai-gateway-provider/providers/amazon-bedrock';
import { createCohere } from 'ai-gateway-provider/providers/cohere';
import { createGoogleGenerativeAI } from 'ai-gateway-provider/providers/google';
import OpenAI from 'openai';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, gatewayUrl, sandbox } from '../sandbox/client.js';

let box: Sandbox;
beforeEach(async () => {
  box = await sandbox();
});

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of source) all.push(each);
  return all;
}

const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const WEATHER = jsonSchema<{ city: string }>({
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
});

const bedrock = (credentials: object) =>
  createAmazonBedrock({
    baseURL: `${gatewayUrl(box)}/aws-bedrock/bedrock-runtime/us-east-1`,
    region: 'us-east-1',
    headers: aig(box.token),
    ...credentials,
  });
const signed = (accessKeyId = builtInKey('aws-bedrock')) =>
  bedrock({ apiKey: '', accessKeyId, secretAccessKey: 'fake-secret' });
const cohere = () =>
  createCohere({
    baseURL: `${gatewayUrl(box)}/cohere/v2`,
    apiKey: builtInKey('cohere'),
    headers: aig(box.token),
  });
const vertex = () =>
  createGoogleGenerativeAI({
    baseURL: `${gatewayUrl(box)}/google-vertex-ai/v1/projects/p/locations/us-central1/publishers/google`,
    apiKey: 'unused',
    headers: { ...aig(box.token), authorization: `Bearer ${builtInKey('google-vertex-ai')}` },
  });

const MODELS: Record<string, () => LanguageModel> = {
  'Bedrock, signed': () => signed()(HAIKU),
  'Bedrock, API key': () => bedrock({ apiKey: builtInKey('aws-bedrock') })('amazon.nova-lite-v1:0'),
  Cohere: () => cohere()('command-a-03-2025'),
  Vertex: () => vertex()('gemini-2.5-flash'),
};

describe.each(Object.entries(MODELS))('%s', (_, model) => {
  test('answers', async () => {
    const { text, usage, finishReason } = await generateText({
      model: model(),
      maxRetries: 0,
      prompt: '[say:pong]',
    });
    expect([text, finishReason]).toEqual(['pong', 'stop']);
    expect(usage.inputTokens).toBeGreaterThan(0);
    expect(usage.outputTokens).toBeGreaterThan(0);
  });

  test('streams', async () => {
    const { textStream, finishReason } = streamText({
      model: model(),
      maxRetries: 0,
      prompt: '[say:one two three]',
    });
    const parts = await collect(textStream);
    expect(parts.join('')).toBe('one two three');
    expect(parts.length).toBeGreaterThan(1);
    expect(await finishReason).toBe('stop');
  });

  test('stops at the limit of tokens', async () => {
    const { finishReason, text } = await generateText({
      model: model(),
      maxRetries: 0,
      maxOutputTokens: 2,
      prompt: '[say:one two three four five]',
    });
    expect([finishReason, text]).toEqual(['length', 'one two ']);
  });

  const tools = { weather: tool({ inputSchema: WEATHER, execute: ({ city }) => `rain in ${city}` }) };
  const twice = ({ steps }: { steps: unknown[] }) => steps.length === 2;

  test('calls a tool and reads its result', async () => {
    const { text, steps } = await generateText({
      model: model(),
      maxRetries: 0,
      tools,
      stopWhen: twice,
      prompt: '[tool:weather {"city": "Oslo"}]',
    });
    expect(steps[0]?.finishReason).toBe('tool-calls');
    expect(steps[0]?.toolCalls).toMatchObject([{ toolName: 'weather', input: { city: 'Oslo' } }]);
    expect(text).toContain('rain in Oslo');
  });

  test('calls a tool in a stream', async () => {
    const { textStream, steps } = streamText({
      model: model(),
      maxRetries: 0,
      tools,
      stopWhen: twice,
      prompt: '[tool:weather {"city": "Oslo"}]',
    });
    expect((await collect(textStream)).join('')).toContain('rain in Oslo');
    expect((await steps)[0]?.toolCalls).toMatchObject([{ input: { city: 'Oslo' } }]);
  });

  test('keeps to a schema', async () => {
    const { object } = await generateObject({ model: model(), maxRetries: 0, schema: WEATHER, prompt: 'hi' });
    expect(object).toEqual({ city: 'sandbox' });
  });
});

test('a failure in the middle of Amazon’s stream', async () => {
  const errors: unknown[] = [];
  const { textStream } = streamText({
    model: signed()(HAIKU),
    maxRetries: 0,
    prompt: '[say:one two three four] [fail:overloaded]',
    onError: ({ error }) => void errors.push(error),
  });
  await collect(textStream);
  expect(JSON.stringify(errors)).toContain('Bedrock is unable to process your request.');
});

test('a signature with another key is refused in Amazon’s words', async () => {
  await expect(
    generateText({ model: signed('AKIAFAKEFAKEFAKEFAKE')(HAIKU), maxRetries: 0, prompt: 'hi' }),
  ).rejects.toMatchObject({
    statusCode: 403,
    message: expect.stringContaining('The security token included in the request is invalid.'),
  });
});

test('a model that fails does so in Cohere’s words', async () => {
  await expect(
    generateText({ model: cohere()('fail-model-not-found'), maxRetries: 0, prompt: 'hi' }),
  ).rejects.toMatchObject({
    statusCode: 404,
    message: expect.stringMatching(/^model '.*' not found, make sure/),
  });
});

test('embeddings of Cohere', async () => {
  const { embedding } = await embed({ model: cohere().textEmbeddingModel('embed-v4.0'), value: 'hi' });
  expect(embedding).toHaveLength(1536);
});

test('Azure as Cloudflare’s docs set up OpenAI’s SDK', async () => {
  const apiKey = builtInKey('azure-openai');
  const client = new OpenAI({
    apiKey,
    baseURL: `${gatewayUrl(box)}/azure-openai/resource/my-gpt`,
    defaultQuery: { 'api-version': '2024-10-21' },
    defaultHeaders: { 'api-key': apiKey, ...aig(box.token) },
    maxRetries: 0,
  });
  const stream = await client.chat.completions.create({
    model: '',
    messages: [{ role: 'user', content: '[say:one two]' }],
    stream: true,
  });
  const parts = await collect(stream);
  expect(parts.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('one two');
  expect(parts[0]?.model).toBe('my-gpt');
});
