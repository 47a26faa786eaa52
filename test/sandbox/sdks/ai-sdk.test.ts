import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { describe, expect, test } from '@jest/globals';
import { embedMany, generateObject, generateText, jsonSchema, stepCountIs, streamObject, tool } from 'ai';
import { builtInKey } from '../../../src/sandbox/provider/built-in-keys.js';
import type { Sandbox } from '../../../src/sandbox/server.js';
import { aig, gatewayUrl, sandbox } from '../client.js';

const provider = (box: Sandbox) =>
  createOpenAI({
    baseURL: `${gatewayUrl(box)}/openai`,
    apiKey: builtInKey('openai'),
    headers: aig(box.token),
  });
const compat = (box: Sandbox) =>
  createOpenAICompatible({
    name: 'cloudflare',
    baseURL: `${gatewayUrl(box)}/compat`,
    headers: aig(box.token),
    supportsStructuredOutputs: true,
  });

/** The AI SDK's ways to a model. */
const WAYS = [
  ['OpenAI responses', (box: Sandbox) => provider(box)('gpt-5.4')],
  ['OpenAI chat', (box: Sandbox) => provider(box).chat('gpt-5.4')],
  ['compat, Anthropic', (box: Sandbox) => compat(box)('anthropic/claude-sonnet-5')],
  ['compat, Gemini', (box: Sandbox) => compat(box)('google-ai-studio/gemini-3.5-flash')],
] as const;

const schema = jsonSchema<{ name: string; age: number }>({
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name', 'age'],
  additionalProperties: false,
});

describe.each(WAYS)('%s', (_, model) => {
  test('generateObject', async () => {
    const { object, finishReason } = await generateObject({
      model: model(await sandbox()),
      schema,
      prompt: 'Who?',
    });
    expect([object, finishReason]).toEqual([{ name: 'sandbox', age: 1 }, 'stop']);
  });

  test('streamObject', async () => {
    const { object, partialObjectStream } = streamObject({
      model: model(await sandbox()),
      schema,
      prompt: 'Who?',
    });
    let partial: unknown;
    for await (const part of partialObjectStream) partial = part;
    expect(partial).toEqual(await object);
    expect(await object).toEqual({ name: 'sandbox', age: 1 });
  });

  test('two tools in one step, and the answer in the next', async () => {
    const city = jsonSchema<{ city: string }>({
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
    });
    const weather = tool({ inputSchema: city, execute: ({ city: name }) => `sunny in ${name}` });
    const { text, steps } = await generateText({
      model: model(await sandbox()),
      tools: { weather },
      stopWhen: stepCountIs(3),
      prompt: '[tool:weather {"city":"Lisbon"}] [tool:weather {"city":"Porto"}]',
    });
    expect(steps.map(({ finishReason }) => finishReason)).toEqual(['tool-calls', 'stop']);
    expect(text).toBe('The tool answered: sunny in Lisbon and sunny in Porto');
  });

  test('the limit of tokens', async () => {
    const { finishReason } = await generateText({
      model: model(await sandbox()),
      prompt: `[say:${'word '.repeat(40)}]`,
      maxOutputTokens: 16,
    });
    expect(finishReason).toBe('length');
  });
});

test('embedMany', async () => {
  const { embeddings } = await embedMany({
    model: provider(await sandbox()).embedding('text-embedding-3-small'),
    values: ['one', 'two'],
    providerOptions: { openai: { dimensions: 512 } },
  });
  expect(embeddings.map(({ length }) => length)).toEqual([512, 512]);
});
