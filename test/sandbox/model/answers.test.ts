import { describe, expect, test } from '@jest/globals';
import { RED_SQUARE } from '../../../src/models/picture.js';
import { sandbox } from '../client.js';
import { anthropic, google, MODES, openai, type Tool, workersAi } from './clients.js';

describe.each(MODES)('%s', (name, client, stream) => {
  const api = name.replace(', streamed', '');

  const ENDS: Record<string, string> = {
    'OpenAI chat': 'stop',
    'OpenAI responses': 'completed',
    'Anthropic messages': 'end_turn',
    'Google generateContent': 'STOP',
    'Bedrock Converse': 'end_turn',
    'Cohere chat': 'COMPLETE',
  };
  test('an answer ends by itself', async () => {
    const answer = await client.ask(await sandbox(), { text: '[say:one two three]' }, stream);
    expect(answer).toMatchObject({ text: 'one two three', finish: ENDS[api], calls: [], outputTokens: 4 });
  });

  const CUT: Record<string, string> = {
    'OpenAI chat': 'length',
    'OpenAI responses': 'max_output_tokens',
    'Anthropic messages': 'max_tokens',
    'Google generateContent': 'MAX_TOKENS',
    'Bedrock Converse': 'max_tokens',
    'Cohere chat': 'MAX_TOKENS',
  };
  test('the limit of tokens cuts it, and it says so', async () => {
    const text = `[say:${'word '.repeat(40)}]`;
    const answer = await client.ask(await sandbox(), { text, maxTokens: 16 }, stream);
    expect(answer).toMatchObject({ finish: CUT[api], outputTokens: 16 });
    expect(answer.text).toBe('word '.repeat(40).slice(0, 64));
  });

  const STOPPED: Record<string, string> = {
    'OpenAI chat': 'stop',
    'Anthropic messages': 'stop_sequence END',
    'Google generateContent': 'STOP',
    'Bedrock Converse': 'stop_sequence',
    'Cohere chat': 'STOP_SEQUENCE',
  };
  if (api in STOPPED)
    test('a stop sequence ends it, and is left out', async () => {
      const question = { text: '[say:one END two STOP three]', stop: ['STOP', 'END'] };
      const answer = await client.ask(await sandbox(), question, stream);
      expect(answer).toMatchObject({ text: 'one ', finish: STOPPED[api] });
    });

  test('structured output has every field that the schema requires, in its type', async () => {
    const answer = await client.ask(await sandbox(), { text: 'Who?', schema: PERSON }, stream);
    expect(JSON.parse(answer.text)).toEqual({
      name: 'sandbox',
      age: 18,
      kind: 'human',
      tags: ['sandbox'],
      address: { zip: null },
    });
  });

  if (api !== 'Anthropic messages' && api !== 'Bedrock Converse')
    test('JSON without a schema is an object', async () => {
      const answer = await client.ask(await sandbox(), { text: 'Answer in JSON.', schema: 'any' }, stream);
      expect(JSON.parse(answer.text)).toEqual({
        answer: expect.stringContaining('Hello from the cf-aig sandbox'),
      });
    });

  test('structured output can be told too', async () => {
    const answer = await client.ask(await sandbox(), { text: '[say:{"a":[1]}]', schema: PERSON }, stream);
    expect(JSON.parse(answer.text)).toEqual({ a: [1] });
  });

  test('but stays structured: a text that is no JSON is not said', async () => {
    const answer = await client.ask(await sandbox(), { text: '[say:pong]', schema: PERSON }, stream);
    expect(JSON.parse(answer.text)).toMatchObject({ name: 'sandbox' });
  });

  const CALLED: Record<string, string> = {
    ...ENDS,
    'OpenAI chat': 'tool_calls',
    'Anthropic messages': 'tool_use',
    'Bedrock Converse': 'tool_use',
    'Cohere chat': 'TOOL_CALL',
  };
  const BOTH = '[tool:weather {"city":"Lisbon"}] and [tool:clock]';
  test('two tools are called at once', async () => {
    const answer = await client.ask(await sandbox(), { text: BOTH, tools: TOOLS }, stream);
    expect(answer).toMatchObject({ text: '', finish: CALLED[api] });
    expect(answer.calls).toEqual([
      { name: 'weather', arguments: { city: 'Lisbon' } },
      { name: 'clock', arguments: { zone: { offset: 1 } } },
    ]);
  });

  if (/^(OpenAI|Anthropic)/.test(api))
    test('one at a time, where the request wants that', async () => {
      const question = { text: BOTH, tools: TOOLS, oneToolAtATime: true };
      expect((await client.ask(await sandbox(), question, stream)).calls).toHaveLength(1);
    });

  test('thoughts come before the answer, and count', async () => {
    const box = await sandbox();
    const [plain, thoughtful] = [
      await client.ask(box, { text: '[say:four]' }, stream),
      await client.ask(box, { text: '[say:four]', thinks: true }, stream),
    ];
    expect([plain.thought, thoughtful.text]).toEqual([undefined, 'four']);
    expect(thoughtful.thought).toBe(
      api === 'OpenAI chat' ? 'counted' : 'The sandbox thinks before it answers.',
    );
    if (api !== 'Google generateContent') expect(thoughtful.outputTokens).toBeGreaterThan(plain.outputTokens);
  });
});

const PERSON = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'integer', minimum: 18 },
    kind: { type: 'string', enum: ['human', 'robot'] },
    tags: { type: 'array', items: { type: 'string' }, minItems: 1 },
    address: { type: 'object', properties: { zip: { type: 'null' } }, required: ['zip'] },
    nickname: { type: 'string' },
  },
  required: ['name', 'age', 'kind', 'tags', 'address'],
};

const TOOLS: Tool[] = [
  {
    name: 'weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
  {
    name: 'clock',
    parameters: {
      type: 'object',
      properties: {
        zone: { type: 'object', properties: { offset: { type: 'number' } }, required: ['offset'] },
      },
      required: ['zone'],
    },
  },
];

describe('several answers at once', () => {
  test('OpenAI chat: n', async () => {
    const { completions } = openai(await sandbox()).chat;
    const request = { model: 'gpt-4o', n: 3, messages: [{ role: 'user' as const, content: '[say:hello]' }] };
    const whole = await completions.create(request);
    const streamed = await completions.stream(request).finalChatCompletion();
    for (const { choices } of [whole, streamed])
      expect(
        choices.map(({ index, message, finish_reason }) => [index, message.content, finish_reason]),
      ).toEqual([
        [0, 'hello', 'stop'],
        [1, 'hello', 'stop'],
        [2, 'hello', 'stop'],
      ]);
    expect(whole.usage?.completion_tokens).toBe(6);
  });

  test('Google: candidateCount', async () => {
    const { json } = await google(await sandbox(), 'gemini-3.5-flash:generateContent', {
      contents: [{ role: 'user', parts: [{ text: '[say:hello]' }] }],
      generationConfig: { candidateCount: 2 },
    });
    expect(json.candidates).toHaveLength(2);
  });
});

test('a tool that is forced gives structured output at Anthropic, too', async () => {
  const message = await anthropic(await sandbox()).messages.create({
    model: 'claude-sonnet-5',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'Who?' }],
    tools: [{ name: 'person', input_schema: { ...PERSON, type: 'object' } }],
    tool_choice: { type: 'tool', name: 'person' },
  });
  expect(message.content).toMatchObject([
    { type: 'tool_use', name: 'person', input: { age: 18, kind: 'human' } },
  ]);
});

test.each([
  ['the schema itself, as its docs have it', PERSON],
  ["OpenAI's wrapping", { name: 'person', schema: PERSON }],
])('Workers AI answers with an object, not with a text: %s', async (_, json_schema) => {
  const { json } = await workersAi(await sandbox(), '@cf/meta/llama-3.1-8b-instruct', {
    messages: [{ role: 'user', content: 'Who?' }],
    response_format: { type: 'json_schema', json_schema },
  });
  expect(json.result.response).toMatchObject({ name: 'sandbox', age: 18 });
});

describe('what the user asked is found', () => {
  const own = { role: 'user' as const, content: 'System: the time is 12:00' };
  const ask = async (messages: { role: 'user' | 'assistant'; content: string }[]) => {
    const { choices } = await openai(await sandbox()).chat.completions.create({ model: 'gpt-4o', messages });
    return choices[0]?.message.content;
  };

  test('behind a message that the client adds', async () => {
    expect(await ask([{ role: 'user', content: '[say:OK]' }, own])).toBe('OK');
  });

  test('in the newest of several messages that ask', async () => {
    expect(
      await ask([{ role: 'user', content: '[say:old]' }, { role: 'user', content: '[say:new]' }, own]),
    ).toBe('new');
  });

  test('but not in one that is answered', async () => {
    const answered = { role: 'assistant' as const, content: 'OK' };
    expect(await ask([{ role: 'user', content: '[say:OK]' }, answered, own])).toMatch(/^Hello/);
  });

  test('and not in the result of a tool', async () => {
    const message = await anthropic(await sandbox()).messages.create({
      model: 'claude-sonnet-5',
      max_tokens: 100,
      messages: [
        { role: 'user', content: 'look' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: '[say:trap]' }] },
      ],
    });
    expect(message.content).toMatchObject([{ text: 'The tool answered: [say:trap]' }]);
  });

  test('a result behind which the client adds a message is answered', async () => {
    const call = { id: 'call_1', type: 'function' as const, function: { name: 'look', arguments: '{}' } };
    const { choices } = await openai(await sandbox()).chat.completions.create({
      model: 'gpt-4o',
      messages: [
        { role: 'user', content: '[tool:look]' },
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_1', content: 'seen' },
        own,
      ],
      tools: [{ type: 'function', function: { name: 'look' } }],
    });
    expect(choices[0]?.message.content).toBe('The tool answered: seen');
  });
});

describe('tools of OpenAI that take a text', () => {
  const request = {
    model: 'gpt-6.2-sol',
    tools: [{ type: 'custom' as const, name: 'exec' }],
    input: '[tool:exec {"input":"echo one two"}]',
  };
  const call = { type: 'custom_tool_call', name: 'exec', input: 'echo one two' };

  test.each([false, true])('are called, and answered, streamed: %s', async (stream) => {
    const { responses } = openai(await sandbox());
    const { id, output } = stream
      ? await responses.stream(request).finalResponse()
      : await responses.create(request);
    expect(output).toMatchObject([call]);
    const [asked] = output;
    if (asked?.type !== 'custom_tool_call') throw new Error('no call');
    const { call_id } = asked;
    const next = await responses.create({
      ...request,
      previous_response_id: id,
      input: [{ type: 'custom_tool_call_output', call_id, output: 'one two' }],
    });
    expect(next.output_text).toBe('The tool answered: one two');
  });

  test('are found in the namespaces that Codex sends as an item', async () => {
    const tools = [{ type: 'namespace', name: 'functions', tools: request.tools }];
    const { output } = await openai(await sandbox()).responses.create({
      model: request.model,
      input: [
        // The SDK's types do not have it yet.
        { type: 'additional_tools', role: 'developer', tools } as never,
        { role: 'user', content: request.input },
      ],
    });
    expect(output).toMatchObject([{ ...call, namespace: 'functions' }]);
  });
});

describe('a picture is looked at', () => {
  const data = RED_SQUARE.base64;
  const image_url = `data:image/png;base64,${data}`;
  const text = 'Which colour?';

  test('OpenAI chat, and an address is taken too', async () => {
    const box = await sandbox();
    const look = async (url: string) => {
      const { choices } = await openai(box).chat.completions.create({
        model: 'gpt-4o',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text },
              { type: 'image_url', image_url: { url } },
            ],
          },
        ],
      });
      return choices[0]?.message.content;
    };
    expect(await look(image_url)).toBe('Red');
    expect(await look('https://example.com/a.png')).toMatch(/^Hello/);
  });

  test('OpenAI responses', async () => {
    const { output_text } = await openai(await sandbox()).responses.create({
      model: 'gpt-5.4',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text },
            { type: 'input_image', image_url, detail: 'auto' },
          ],
        },
      ],
    });
    expect(output_text).toBe('Red');
  });

  test('Anthropic', async () => {
    const { content } = await anthropic(await sandbox()).messages.create({
      model: 'claude-sonnet-5',
      max_tokens: 100,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data } },
            { type: 'text', text },
          ],
        },
      ],
    });
    expect(content).toMatchObject([{ type: 'text', text: 'Red' }]);
  });

  test('Google', async () => {
    const { json } = await google(await sandbox(), 'gemini-3.5-flash:generateContent', {
      contents: [{ role: 'user', parts: [{ text }, { inlineData: { mimeType: 'image/png', data } }] }],
    });
    expect(json.candidates[0].content.parts).toEqual([{ text: 'Red' }]);
  });
});
