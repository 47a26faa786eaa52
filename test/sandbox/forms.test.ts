import { describe, expect, test } from '@jest/globals';
import type { ApiForm } from '../../src/diagnosis/exchange/exchange.js';
import { readReply } from '../../src/gateway/replies/read-reply.js';
import { aig, ask, bearer, eventData, gatewayUrl, sandbox, withGateway } from './client.js';

const TOOL = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city', 'days'],
};
const ARGUMENTS = { city: 'sandbox', days: 1 };

interface Form {
  api: ApiForm;
  path(stream: boolean): string;
  body(prompt: string, stream: boolean): Record<string, unknown>;
  /** Adds a tool that has to be called. */
  tools: Record<string, unknown>;
  speaker: string;
}

const FORMS: Record<string, Form> = {
  'OpenAI chat on compat': {
    api: 'openai-completions',
    path: () => 'compat/chat/completions',
    body: (content, stream) => ({
      model: 'openai/gpt-4o',
      messages: [{ role: 'user', content }],
      stream,
      stream_options: { include_usage: true },
    }),
    tools: {
      tools: [{ type: 'function', function: { name: 'weather', parameters: TOOL } }],
      tool_choice: 'required',
    },
    speaker: 'openai/gpt-4o',
  },
  'OpenAI chat, native': {
    api: 'openai-completions',
    path: () => 'openai/v1/chat/completions',
    body: (content, stream) => ({
      model: 'gpt-4o',
      messages: [{ role: 'user', content }],
      stream,
      stream_options: { include_usage: true },
    }),
    tools: {
      tools: [{ type: 'function', function: { name: 'weather', parameters: TOOL } }],
      tool_choice: { type: 'function', function: { name: 'weather' } },
    },
    speaker: 'openai/gpt-4o',
  },
  'OpenAI responses': {
    api: 'openai-responses',
    path: () => 'openai/responses',
    body: (text, stream) => ({
      model: 'gpt-5.1',
      input: [{ role: 'user', content: [{ type: 'input_text', text }] }],
      stream,
      store: false,
      text: { format: { type: 'text' } },
    }),
    tools: { tools: [{ type: 'function', name: 'weather', parameters: TOOL }], tool_choice: 'required' },
    speaker: 'openai/gpt-5.1',
  },
  'Anthropic messages': {
    api: 'anthropic-messages',
    path: () => 'anthropic/v1/messages',
    body: (text, stream) => ({
      model: 'claude-sonnet-5',
      max_tokens: 99,
      messages: [{ role: 'user', content: [{ type: 'text', text }] }],
      stream,
    }),
    tools: { tools: [{ name: 'weather', input_schema: TOOL }], tool_choice: { type: 'any' } },
    speaker: 'anthropic/claude-sonnet-5',
  },
  'Google generateContent': {
    api: 'google-generative-ai',
    path: (stream) =>
      `google-ai-studio/v1beta/models/gemini-2.5-flash:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: (text) => ({ contents: [{ role: 'user', parts: [{ text }] }] }),
    tools: {
      tools: [{ functionDeclarations: [{ name: 'weather', parameters: TOOL }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
    },
    speaker: 'google-ai-studio/gemini-2.5-flash',
  },
  'Workers AI chat': {
    api: 'openai-completions',
    path: () => 'workers-ai/v1/chat/completions',
    body: (content, stream) => ({
      model: '@cf/meta/llama-3.1-8b-instruct',
      messages: [{ role: 'user', content }],
      stream,
      stream_options: { include_usage: true },
    }),
    tools: {
      tools: [{ type: 'function', function: { name: 'weather', parameters: TOOL } }],
      tool_choice: 'required',
    },
    speaker: 'workers-ai/@cf/meta/llama-3.1-8b-instruct',
  },
};

const headers = (token: string) => ({ ...aig(token), 'anthropic-version': '2023-06-01' });

describe.each(Object.entries(FORMS))('%s', (_, { api, path, body, tools, speaker }) => {
  test.each([false, true])('answers the same every time, stream: %s', async (stream) => {
    const box = await sandbox();
    const ask1 = () =>
      ask(`${gatewayUrl(box)}/${path(stream)}`, { headers: headers(box.token), body: body('hi', stream) });
    const first = await ask1();
    const reply = readReply(api, asExchange(first));
    expect(reply).toMatchObject({
      text: `Hello from the cf-aig sandbox, speaking as ${speaker}.`,
      cache: 'MISS',
    });
    expect(reply?.inputTokens).toBeGreaterThan(0);
    expect(reply?.outputTokens).toBeGreaterThan(0);
    expect(readReply(api, asExchange(await ask1()))?.text).toBe(reply?.text);
    expect(first.headers['content-type']).toMatch(stream ? /^text\/event-stream/ : /^application\/json/);
  });

  test.each([false, true])('calls a tool when it must, stream: %s', async (stream) => {
    const box = await sandbox();
    const reply = await ask(`${gatewayUrl(box)}/${path(stream)}`, {
      headers: headers(box.token),
      body: { ...body('hi', stream), ...tools },
    });
    const data = stream ? eventData(reply.text) : [reply.json];
    expect(callIn(data)).toEqual({ name: 'weather', arguments: ARGUMENTS });
  });

  test('says what it is told to', async () => {
    const box = await sandbox();
    const reply = await ask(`${gatewayUrl(box)}/${path(false)}`, {
      headers: headers(box.token),
      body: body('please [say:OK then]', false),
    });
    expect(readReply(api, asExchange(reply))?.text).toBe('OK then');
  });
});

/** The tool call in an answer of any form, its pieces put together. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
function callIn(data: any[]): { name: string; arguments: unknown } | undefined {
  let name = '';
  let text = '';
  const walk = (value: unknown, key = '') => {
    if (typeof value === 'string') {
      if (key === 'partial_json') text += value;
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
    const { functionCall, function: called, type, ...rest } = value as Record<string, any>;
    if (functionCall) [name, text] = [functionCall.name, JSON.stringify(functionCall.args)];
    if (called) [name, text] = [called.name ?? name, text + (called.arguments ?? '')];
    if (type === 'tool_use')
      [name, text] = [rest.name, Object.keys(rest.input).length > 0 ? JSON.stringify(rest.input) : ''];
    if (type === 'function_call' && rest.status === 'completed') [name, text] = [rest.name, rest.arguments];
    for (const [inner, entry] of Object.entries(rest)) walk(entry, inner);
  };
  for (const entry of data) walk(entry);
  return name ? { name, arguments: JSON.parse(text) } : undefined;
}

function asExchange(reply: { status: number; headers: Record<string, string>; text: string }) {
  return {
    id: 'test',
    plane: 'gateway' as const,
    request: { method: 'POST', url: 'http://127.0.0.1/', headers: {} },
    sent: { gatewayTokenIn: [], providerKeyIn: [] },
    response: { status: reply.status, headers: reply.headers, body: reply.text, truncated: false },
    timings: { startedAt: '', totalMs: 1 },
  };
}

test('a tool round trip: asked by a marker, answered, and then in words', async () => {
  const box = await sandbox();
  const url = `${gatewayUrl(box)}/compat/chat/completions`;
  const tools = [{ type: 'function', function: { name: 'weather', parameters: TOOL } }];
  const question = { role: 'user', content: 'look [tool:weather {"city":"Lisbon","days":3}]' };
  const call = (
    await ask(url, { headers: aig(box.token), body: { model: 'openai/gpt-4o', messages: [question], tools } })
  ).json.choices[0];
  expect(call.finish_reason).toBe('tool_calls');
  expect(JSON.parse(call.message.tool_calls[0].function.arguments)).toEqual({ city: 'Lisbon', days: 3 });
  const result = { role: 'tool', tool_call_id: call.message.tool_calls[0].id, content: 'sunny' };
  const messages = [question, call.message, result];
  const last = await ask(url, { headers: aig(box.token), body: { model: 'openai/gpt-4o', messages, tools } });
  expect(last.json.choices[0].message.content).toBe('The tool answered: sunny');
});

test('the event sequences of streams', async () => {
  const box = await sandbox();
  const types = async (name: keyof typeof FORMS) => {
    const { path, body } = FORMS[name]!;
    const reply = await ask(`${gatewayUrl(box)}/${path(true)}`, {
      headers: headers(box.token),
      body: body('[say:one two]', true),
    });
    return [...reply.text.matchAll(/^event: (.*)$/gm)].map((match) => match[1]);
  };
  expect(await types('OpenAI responses')).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ]);
  expect(await types('Anthropic messages')).toEqual([
    'message_start',
    'content_block_start',
    'ping',
    'content_block_delta',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ]);
});

describe('beside chat', () => {
  test.each([
    ['compat/models', 'data.0.id', 'openai/chat-latest'],
    ['anthropic/v1/models', 'data.0.id', 'claude-fable-5'],
    ['openai/models', 'data.0.id', 'chat-latest'],
    ['google-ai-studio/v1beta/models', 'models.0.name', 'models/gemini-2.5-flash'],
    ['openai/v1/models/gpt-4o', 'id', 'gpt-4o'],
    ['openai/models/gpt-nope', 'error.code', 'model_not_found'],
    ['anthropic/v1/models/claude-opus-5-5', 'display_name', 'claude-opus-5-5'],
    ['google-ai-studio/v1beta/models/gemini-3.5-flash', 'displayName', 'gemini-3.5-flash'],
    ['google-ai-studio/v1beta/models/gemini-nope', 'error.status', 'NOT_FOUND'],
  ])('GET %s', async (path, where, value) => {
    const stored = { openai: ['default'], anthropic: ['default'], 'google-ai-studio': ['default'] };
    const box = await sandbox({ config: withGateway({ storedKeys: stored }) });
    const { json } = await ask(`${gatewayUrl(box)}/${path}`, { headers: aig(box.token) });
    expect(where.split('.').reduce((at, key) => at[key], json)).toBe(value);
  });

  test.each([
    ['openai/embeddings', { model: 'text-embedding-3-small', input: ['a', 'b'] }, 'data', 2],
    ['workers-ai/v1/embeddings', { model: '@cf/baai/bge-base-en-v1.5', input: 'a' }, 'data', 1],
    ['workers-ai/@cf/baai/bge-base-en-v1.5', { text: ['a', 'b', 'c'] }, 'result.data', 3],
  ])('POST %s', async (path, body, where, count) => {
    const box = await sandbox();
    const { json } = await ask(`${gatewayUrl(box)}/${path}`, { headers: aig(box.token), body });
    expect(where.split('.').reduce((at, key) => at[key], json)).toHaveLength(count);
  });

  test('Workers AI in its own form, whole and as a stream', async () => {
    const box = await sandbox();
    const url = `${gatewayUrl(box)}/workers-ai/@cf/meta/llama-3.1-8b-instruct`;
    const whole = await ask(url, { headers: bearer(box.token), body: { prompt: '[say:one two]' } });
    expect(whole.json).toMatchObject({
      result: { response: 'one two' },
      success: true,
      errors: [],
      messages: [],
    });
    const stream = await ask(url, {
      headers: bearer(box.token),
      body: { prompt: '[say:one two]', stream: true },
    });
    expect(eventData(stream.text).map((data) => data.response ?? data)).toEqual([
      'one ',
      'two',
      '',
      '[DONE]',
    ]);
  });
});
