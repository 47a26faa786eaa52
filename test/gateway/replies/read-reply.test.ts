import { describe, expect, test } from '@jest/globals';
import type { ApiForm, Exchange } from '../../../src/diagnosis/exchange/exchange.js';
import { readReply } from '../../../src/gateway/replies/read-reply.js';

function exchange(body: string | object, headers: Record<string, string> = {}, status = 200): Exchange {
  return {
    id: 'completion',
    plane: 'gateway',
    request: { method: 'POST', url: 'https://gateway.example/', headers: {} },
    sent: { gatewayTokenIn: [], providerKeyIn: [] },
    response: {
      status,
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      truncated: false,
    },
    timings: { startedAt: '2026-01-01T00:00:00.000Z', totalMs: 1 },
  };
}

const CHAT: ApiForm = 'openai-completions';
const RESPONSES: ApiForm = 'openai-responses';
const MESSAGES: ApiForm = 'anthropic-messages';
const GOOGLE: ApiForm = 'google-generative-ai';

const events = (...rows: (object | string)[]) =>
  rows.map((row) => `data: ${typeof row === 'string' ? row : JSON.stringify(row)}\n\n`).join('');
const named = (...rows: ({ type: string } & Record<string, unknown>)[]) =>
  rows.map((row) => `event: ${row.type}\ndata: ${JSON.stringify(row)}\n\n`).join('');

const chatChunk = (delta: object, finish: string | null = null) => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const STREAMS: Record<ApiForm, string> = {
  'openai-completions': events(
    chatChunk({ role: 'assistant', content: '' }),
    chatChunk({ content: 'Hel' }),
    chatChunk({ content: 'lo' }),
    chatChunk({}, 'stop'),
    { choices: [], usage: { prompt_tokens: 9, completion_tokens: 2 } },
    '[DONE]',
  ),
  'openai-responses': named(
    { type: 'response.created', response: { status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', item: { type: 'message' } },
    { type: 'response.output_text.delta', delta: 'Hel' },
    { type: 'response.output_text.delta', delta: 'lo' },
    {
      type: 'response.completed',
      response: {
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }],
        usage: { input_tokens: 9, output_tokens: 2 },
      },
    },
  ),
  'anthropic-messages': named(
    { type: 'message_start', message: { content: [], usage: { input_tokens: 9, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hel' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'lo' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
    { type: 'message_stop' },
  ),
  'google-generative-ai': events(
    {
      candidates: [{ content: { parts: [{ text: 'Hel' }], role: 'model' } }],
      usageMetadata: { promptTokenCount: 9 },
    },
    {
      candidates: [{ content: { parts: [{ text: 'lo' }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 2 },
    },
  ),
};
const FINISH: Record<ApiForm, string> = {
  'openai-completions': 'stop',
  'openai-responses': 'completed',
  'anthropic-messages': 'end_turn',
  'google-generative-ai': 'STOP',
};
const HELLO = { text: 'Hello', inputTokens: 9, outputTokens: 2 };

describe('a whole reply', () => {
  const chat = (message: object, more: object = {}) => ({
    choices: [{ message, finish_reason: 'stop' }],
    ...more,
  });
  test.each<[string, ApiForm, object, object]>([
    [
      'chat',
      CHAT,
      chat({ content: 'Hello' }, { usage: { prompt_tokens: 9, completion_tokens: 2 } }),
      { ...HELLO, finish: 'stop' },
    ],
    [
      'chat, content in parts',
      CHAT,
      chat({
        content: [
          { type: 'text', text: 'Hel' },
          { type: 'text', text: 'lo' },
        ],
      }),
      { text: 'Hello' },
    ],
    ['chat, a tool call', CHAT, chat({ content: null, tool_calls: [{ id: 'x' }] }), { text: '' }],
    ['chat, nothing', CHAT, { choices: [] }, { text: '' }],
    [
      'chat in Cloudflare’s envelope',
      CHAT,
      { success: true, result: chat({ content: 'Hello' }) },
      { text: 'Hello' },
    ],
    [
      'responses',
      RESPONSES,
      {
        object: 'response',
        status: 'completed',
        output: [
          { type: 'reasoning', summary: [] },
          { type: 'message', content: [{ type: 'output_text', text: 'Hello' }] },
        ],
        usage: { input_tokens: 9, output_tokens: 2 },
      },
      { ...HELLO, finish: 'completed' },
    ],
    [
      'responses, cut short',
      RESPONSES,
      { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [] },
      { text: '', finish: 'max_output_tokens' },
    ],
    [
      'messages',
      MESSAGES,
      {
        type: 'message',
        content: [
          { type: 'thinking', thinking: '...' },
          { type: 'text', text: 'Hello' },
        ],
        stop_reason: 'end_turn',
        usage: { input_tokens: 9, output_tokens: 2 },
      },
      { ...HELLO, finish: 'end_turn' },
    ],
    [
      'messages, a tool call',
      MESSAGES,
      { type: 'message', content: [{ type: 'tool_use', id: 'x' }], stop_reason: 'tool_use' },
      { text: '', finish: 'tool_use' },
    ],
    [
      'google, with thoughts',
      GOOGLE,
      {
        candidates: [
          { content: { parts: [{ text: 'Hmm', thought: true }, { text: 'Hello' }] }, finishReason: 'STOP' },
        ],
        usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 2, thoughtsTokenCount: 5 },
      },
      { text: 'Hello', inputTokens: 9, outputTokens: 7, finish: 'STOP' },
    ],
    [
      'google, cut short before any part',
      GOOGLE,
      { candidates: [{ content: { role: 'model' }, finishReason: 'MAX_TOKENS' }] },
      { text: '', finish: 'MAX_TOKENS' },
    ],
    [
      'google, streamed as an array',
      GOOGLE,
      [
        { candidates: [{ content: { parts: [{ text: 'Hel' }] } }] },
        { candidates: [{ content: { parts: [{ text: 'lo' }] } }] },
      ],
      { text: 'Hello' },
    ],
  ])('%s', (_, api, body, expected) => {
    expect(readReply(api, exchange(body))).toMatchObject(expected);
  });

  test('with the cache status and log id of the gateway', () => {
    const headers = { 'cf-aig-cache-status': 'HIT', 'cf-aig-log-id': '01FAKE' };
    expect(readReply(CHAT, exchange(chat({ content: 'x' }), headers))).toEqual({
      text: 'x',
      finish: 'stop',
      cache: 'HIT',
      logId: '01FAKE',
    });
  });
});

describe.each(Object.keys(STREAMS) as ApiForm[])('a streamed reply: %s', (api) => {
  const body = STREAMS[api];
  const expected = { ...HELLO, finish: FINISH[api] };

  test('with or without a content type', () => {
    expect(readReply(api, exchange(body, { 'content-type': 'text/event-stream; charset=utf-8' }))).toEqual(
      expected,
    );
    expect(readReply(api, exchange(body))).toEqual(expected);
  });

  test('with CRLF line breaks and comments in between', () => {
    for (const breaks of ['\r\n', '\r'])
      expect(readReply(api, exchange(`: note\n\n${body}`.replaceAll('\n', breaks)))).toEqual(expected);
  });

  test('truncated: returns the text so far', () => {
    const half = body.slice(0, body.indexOf('lo"') - 10);
    expect(readReply(api, exchange(half))).toMatchObject({ text: 'Hel' });
  });
});

describe('no reply', () => {
  test.each<[string, Exchange]>([
    ['no answer', { ...exchange(''), response: undefined }],
    ['an error', exchange({ error: { message: 'no' } }, {}, 401)],
    ['an error in a 200', exchange({ error: { message: 'no' } })],
    ['an error in a stream', exchange(events({ error: { message: 'no' } }))],
    ['nothing', exchange('')],
    ['HTML', exchange('<html></html>', { 'content-type': 'text/html' })],
    ['half of JSON', exchange('{"choices":[{"mess')],
    ['null', exchange('null')],
    ['a number', exchange('7')],
    ['an empty stream', exchange(': keep-alive\n\n', { 'content-type': 'text/event-stream' })],
    ['junk in a stream', exchange('data: {{{\n\ndata:\n\n', { 'content-type': 'text/event-stream' })],
    ['only the end of a stream', exchange('data: [DONE]\n\n')],
  ])('%s', (_, found) => {
    for (const api of [CHAT, RESPONSES, MESSAGES, GOOGLE]) expect(readReply(api, found)).toBeUndefined();
  });

  test.each<[ApiForm, object]>([
    [CHAT, { choices: 'x' }],
    [CHAT, { choices: [null] }],
    [CHAT, { choices: [{ message: { content: 7 } }], usage: 'none' }],
    [MESSAGES, { type: 'message', content: null }],
    [RESPONSES, { output: [{ type: 'message', content: 'x' }] }],
    [GOOGLE, { candidates: [{ content: { parts: 'x' } }] }],
  ])('oddly shaped %s %j: no text, no throw', (api, body) => {
    expect(readReply(api, exchange(body))?.text ?? '').toBe('');
  });
});
