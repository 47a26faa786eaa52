import { describe, expect, test } from '@jest/globals';
import { aig, ask, gatewayUrl, sandbox } from '../client.js';
import { anthropic, google, openai, workersAi } from './clients.js';

describe('the tokens of a request are counted without an answer', () => {
  const text = 'x'.repeat(400);

  test('Anthropic', async () => {
    const { messages } = anthropic(await sandbox());
    const request = { model: 'claude-sonnet-5', messages: [{ role: 'user' as const, content: text }] };
    const { input_tokens } = await messages.countTokens(request);
    const { usage } = await messages.create({ ...request, max_tokens: 100 });
    expect(input_tokens).toBe(usage.input_tokens);
    expect(input_tokens).toBeGreaterThan(100);
  });

  test('OpenAI', async () => {
    const { responses } = openai(await sandbox());
    const request = { model: 'gpt-5.4', input: text };
    const { input_tokens } = await responses.inputTokens.count(request);
    expect(input_tokens).toBe((await responses.create(request)).usage?.input_tokens);
  });

  test.each([
    ['contents', (contents: unknown) => ({ contents })],
    ['a whole request', (contents: unknown) => ({ generateContentRequest: { contents } })],
  ])('Google: %s', async (_, body) => {
    const { json } = await google(
      await sandbox(),
      'gemini-3.5-flash:countTokens',
      body([{ role: 'user', parts: [{ text }] }]),
    );
    expect(json.totalTokens).toBeGreaterThan(100);
  });

  test('it costs nothing', async () => {
    const box = await sandbox();
    await anthropic(box).messages.countTokens({
      model: 'claude-sonnet-5',
      messages: [{ role: 'user', content: text }],
    });
    expect(box.requests.map(({ cost }) => cost)).toEqual([0]);
  });

  test('a picture counts as a picture, not as the letters of its base64', async () => {
    const image_url = { url: `data:image/png;base64,${'A'.repeat(100_000)}` };
    const { usage } = await openai(await sandbox()).chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url }] }],
    });
    expect(usage?.prompt_tokens).toBeLessThan(400);
  });
});

describe('embeddings', () => {
  test.each([
    ['text-embedding-3-small', undefined, 1536],
    ['text-embedding-3-large', undefined, 3072],
    ['text-embedding-3-large', 256, 256],
  ])('OpenAI: %s, dimensions %s', async (model, dimensions, size) => {
    const { embeddings } = openai(await sandbox());
    // The SDK asks for base64 unless it is told otherwise.
    const packed = await embeddings.create({ model, dimensions, input: ['one', 'two'] });
    const plain = await embeddings.create({
      model,
      dimensions,
      input: ['one', 'two'],
      encoding_format: 'float',
    });
    expect(packed.data.map(({ embedding }) => embedding.length)).toEqual([size, size]);
    for (const [index, { embedding }] of plain.data.entries()) {
      expect(embedding[size - 1]).toBeCloseTo(packed.data[index]!.embedding[size - 1]!, 5);
      expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
    }
    expect(plain.data[0]?.embedding).not.toEqual(plain.data[1]?.embedding);
  });

  test.each([
    [
      'more dimensions than the model has',
      'text-embedding-3-small',
      2000,
      "Invalid value for 'dimensions' = 2000. Must be less than or equal to 1536.",
    ],
    [
      'dimensions for a model that has one size',
      'text-embedding-ada-002',
      256,
      'This model does not support specifying dimensions.',
    ],
  ])('OpenAI refuses %s', async (_, model, dimensions, message) => {
    const { embeddings } = openai(await sandbox());
    await expect(embeddings.create({ model, dimensions, input: 'one' })).rejects.toMatchObject({
      status: 400,
      message: `400 ${message}`,
    });
  });

  test.each([
    [
      'openai/embeddings',
      'text-embedding-3-small',
      'input',
      400,
      'maximum length 2048, but got an array with length 2049',
    ],
    [
      'workers-ai/@cf/baai/bge-m3',
      '@cf/baai/bge-m3',
      'text',
      501,
      'A request with more than 2048 texts is not in the sandbox',
    ],
  ])(
    '%s with so many texts that the sandbox would stand still',
    async (path, model, field, status, message) => {
      const box = await sandbox();
      const body = { model, [field]: Array(2049).fill('x') };
      const reply = await ask(`${gatewayUrl(box)}/${path}`, { headers: aig(box.token), body });
      expect([reply.status, reply.text]).toEqual([status, expect.stringContaining(message)]);
    },
  );

  test('a list of numbers is one text in tokens', async () => {
    const { embeddings } = openai(await sandbox());
    const { data } = await embeddings.create({ model: 'text-embedding-3-small', input: [15339, 1917] });
    expect(data).toHaveLength(1);
  });

  test.each([
    ['openai/embeddings', { model: 'gpt-4o' }, "Missing required parameter: 'input'."],
    ['workers-ai/v1/embeddings', { model: '@cf/baai/bge-m3' }, "required properties at '/' are 'input'"],
  ])('%s without a text', async (path, body, message) => {
    const box = await sandbox();
    const { status, text } = await ask(`${gatewayUrl(box)}/${path}`, { headers: aig(box.token), body });
    expect([status, text]).toEqual([400, expect.stringContaining(message)]);
  });

  test.each([
    ['@cf/baai/bge-base-en-v1.5', 768],
    ['@cf/baai/bge-m3', 1024],
  ])('Workers AI: %s', async (model, size) => {
    const { json } = await workersAi(await sandbox(), model, { text: ['one', 'two'] });
    expect(json.result.shape).toEqual([2, size]);
    expect(json.result.data.map((vector: number[]) => vector.length)).toEqual([size, size]);
  });

  test('Google, one and several', async () => {
    const box = await sandbox();
    const content = { parts: [{ text: 'one' }] };
    const one = await google(box, 'gemini-embedding-001:embedContent', { content });
    expect(one.json.embedding.values).toHaveLength(3072);
    const short = { content, outputDimensionality: 768 };
    const some = await google(box, 'gemini-embedding-001:batchEmbedContents', { requests: [short, short] });
    expect(some.json.embeddings.map(({ values }: { values: number[] }) => values.length)).toEqual([768, 768]);
  });

  test('Google, in the form of OpenAI', async () => {
    const box = await sandbox();
    const reply = await ask(`${gatewayUrl(box)}/google-ai-studio/v1beta/openai/embeddings`, {
      headers: aig(box.token),
      body: { model: 'gemini-embedding-001', input: 'one' },
    });
    expect(reply.json.data[0].embedding).toHaveLength(3072);
  });
});
