import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { eventData, sandbox } from '../client.js';
import { anthropic, CLIENTS, google, openai, workersAi } from './clients.js';

const WORDS = 'one two three four five six seven eight';

describe('a stream that fails in the middle', () => {
  /** What came before the error, and the error. */
  async function readUntilError<T>(stream: AsyncIterable<T>, textOf: (event: T) => string | undefined) {
    let text = '';
    try {
      for await (const event of stream) text += textOf(event) ?? '';
    } catch (error) {
      return { text, error };
    }
    return { text };
  }
  const HALF = /^one two three (?:four )?/;

  const chat = async (marker: string) =>
    readUntilError(
      await openai(await sandbox()).chat.completions.create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: `[say:${WORDS}] ${marker}` }],
        stream: true,
      }),
      ({ choices }) => choices[0]?.delta.content ?? '',
    );

  test('OpenAI chat: an error in place of a chunk', async () => {
    const { text, error } = await chat('[fail:overloaded]');
    expect(text).toMatch(HALF);
    expect(text).not.toContain('eight');
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error).toMatchObject({ type: 'server_error', message: expect.stringContaining('overloaded') });
  });

  test('OpenAI responses: an event of its own', async () => {
    const stream = await openai(await sandbox()).responses.create({
      model: 'gpt-5.4',
      input: `[say:${WORDS}] [fail:quota]`,
      stream: true,
    });
    const events: OpenAI.Responses.ResponseStreamEvent[] = [];
    for await (const event of stream) events.push(event);
    expect(events.map(({ type }) => type)).toContain('response.output_text.delta');
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      code: 'insufficient_quota',
      message: expect.stringContaining('quota'),
    });
  });

  test('Anthropic: its error event', async () => {
    const stream = await anthropic(await sandbox()).messages.create({
      model: 'claude-sonnet-5',
      max_tokens: 100,
      messages: [{ role: 'user', content: `[say:${WORDS}] [fail:overloaded]` }],
      stream: true,
    });
    const { text, error } = await readUntilError(stream, (event) =>
      event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? event.delta.text : '',
    );
    expect(text).toMatch(HALF);
    expect(error).toBeInstanceOf(Anthropic.APIError);
    expect((error as InstanceType<typeof Anthropic.APIError>).error).toMatchObject({
      error: { type: 'overloaded_error' },
    });
  });

  test('Google: an error object', async () => {
    const reply = await google(await sandbox(), 'gemini-3.5-flash:streamGenerateContent?alt=sse', {
      contents: [{ role: 'user', parts: [{ text: `[say:${WORDS}] [fail:outage]` }] }],
    });
    const events = eventData(reply.text);
    expect([reply.status, events.length, events.at(-1).error.status]).toEqual([200, 5, 'INTERNAL']);
  });

  test('Workers AI: its envelope', async () => {
    const reply = await workersAi(await sandbox(), '@cf/meta/llama-3.1-8b-instruct', {
      prompt: `[say:${WORDS}] [fail:outage]`,
      stream: true,
    });
    expect(eventData(reply.text).at(-1)).toMatchObject({ success: false });
  });

  test.each(['reset', 'truncated', 'reset-mid-body'])('the connection breaks: %s', async (fault) => {
    const { text, error } = await chat(`[fail:${fault}]`);
    expect(text).toMatch(/^one/);
    expect(text).not.toContain('eight');
    if (fault !== 'truncated') expect(error).toBeDefined();
  });

  test.each(['OpenAI chat', 'OpenAI responses', 'Anthropic messages'])(
    '%s: without a stream the request fails at once',
    async (api) => {
      const answer = CLIENTS[api]!.ask(await sandbox(), { text: '[fail:rate-limited]' }, false);
      await expect(answer).rejects.toMatchObject({ status: 429 });
    },
  );

  test('the next request is answered', async () => {
    const box = await sandbox();
    const client = CLIENTS['OpenAI chat']!;
    await client.ask(box, { text: '[fail:overloaded]' }, false).catch(() => {});
    expect((await client.ask(box, { text: '[say:OK]' }, false)).text).toBe('OK');
  });
});

test('the speed of streams: 10 tokens at 20 per second take half a second, and come evenly', async () => {
  const box = await sandbox({ tokensPerSecond: 20 });
  const startedAt = performance.now();
  const stream = await openai(box).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `[say:${WORDS}]` }],
    stream: true,
  });
  const times: number[] = [];
  for await (const _ of stream) times.push(performance.now() - startedAt);
  const pieces = times.length + 1; // `[DONE]` is no chunk.
  expect(pieces).toBe(11);
  // A busy machine can be late, but nothing comes early.
  for (const [index, time] of times.entries()) expect(time).toBeGreaterThan((500 * index) / pieces - 5);
});
