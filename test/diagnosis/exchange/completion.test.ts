import { expect, test } from '@jest/globals';
import { readBody } from '../../../src/diagnosis/exchange/body.js';
import { flawOfCompletion, isReply } from '../../../src/diagnosis/exchange/completion.js';
import type { ApiForm } from '../../../src/diagnosis/exchange/exchange.js';

const CHAT: ApiForm = 'openai-completions';
const RESPONSES: ApiForm = 'openai-responses';
const MESSAGES: ApiForm = 'anthropic-messages';
const GOOGLE: ApiForm = 'google-generative-ai';

const stream = (...events: unknown[]): string =>
  [...events.map((event) => JSON.stringify(event)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');

test.each<[ApiForm, unknown]>([
  [CHAT, { choices: [null] }],
  [CHAT, { choices: [{}] }],
  [CHAT, { choices: [{ message: {} }] }],
  [CHAT, { choices: [{ message: null, finish_reason: null }] }],
  [CHAT, { choices: [{ message: { role: 'assistant' } }] }],
  [CHAT, { choices: [{ message: { role: 'assistant', content: '' } }] }],
  [CHAT, { choices: [{ message: { role: 'assistant', content: null, tool_calls: [] } }] }],
  [CHAT, { choices: [{ message: { content: 42, refusal: {} } }] }],
  [CHAT, { choices: [{ message: { content: [null, {}, 'x'] } }] }],
  [CHAT, { choices: [] }],
  [CHAT, { success: true, result: { response: '' }, errors: [] }],
  [RESPONSES, { object: 'response' }],
  [RESPONSES, { object: 'response', output: [] }],
  [RESPONSES, { output: [null, {}] }],
  [MESSAGES, { type: 'message' }],
  [MESSAGES, { role: 'assistant', content: [] }],
  [MESSAGES, { role: 'assistant', content: [null, {}] }],
  [GOOGLE, { candidates: [] }],
  [GOOGLE, { candidates: [null, {}, { content: {} }] }],
  [GOOGLE, { candidates: [{ content: { role: 'model', parts: [] } }] }],
  [CHAT, stream({ choices: [null] }, { choices: [] })],
  [CHAT, stream({ choices: [{ delta: {} }] })],
  [CHAT, stream({ choices: [{ delta: { role: 'assistant', content: '' } }] })],
  [RESPONSES, stream({ type: 'response.created' })],
  [MESSAGES, stream({ type: 'ping' })],
  [GOOGLE, stream({ candidates: [{}] }, { usageMetadata: {} })],
])('%s: %j has no turn of a model', (api, value) => {
  expect(flawOf(api, value)).toBe('body-not-a-completion');
});

test.each<[ApiForm, unknown]>([
  [CHAT, { choices: [{ message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }] }],
  [CHAT, { choices: [{ message: { role: 'assistant' }, finish_reason: 'length' }] }],
  [CHAT, { choices: [{ message: { role: 'assistant', content: '' }, finish_reason: 'tool_calls' }] }],
  [CHAT, { choices: [{ message: { role: 'assistant', refusal: 'no' }, finish_reason: 'stop' }] }],
  [CHAT, { choices: [{ message: { content: [{ type: 'text', text: 'hi' }] } }] }],
  [CHAT, { choices: [{ message: { content: null, tool_calls: [{ id: 'a' }] } }] }],
  [CHAT, { choices: [{ message: { content: null, reasoning_content: 'hm' } }] }],
  [CHAT, { choices: [{ text: 'hi' }] }],
  [CHAT, { choices: [{ message: { content: null, audio: { a: { b: { c: { d: { e: { f: {} } } } } } } } }] }],
  [RESPONSES, { output: [{ type: 'function_call', id: 'f', name: 'f', arguments: '' }] }],
  [RESPONSES, { output: [{ type: 'reasoning', summary: [{ text: 'hm' }] }], status: 'completed' }],
  [RESPONSES, { output: [], status: 'incomplete' }],
  [MESSAGES, { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'hi' }] }],
  [MESSAGES, { type: 'message', role: 'assistant', content: [], stop_reason: 'max_tokens' }],
  [MESSAGES, { type: 'message', role: 'assistant', content: [], stop_reason: 'refusal' }],
  [GOOGLE, { candidates: [{ content: { role: 'model' }, finishReason: 'MAX_TOKENS' }] }],
  [CHAT, stream({ choices: [{ delta: { content: 'hi' } }] }, { choices: [], usage: {} })],
  [RESPONSES, stream({ type: 'response.output_text.delta', delta: 'hi' }, { type: 'response.completed' })],
  [CHAT, stream({ choices: [{ delta: {}, finish_reason: 'content_filter' }] })],
  [
    CHAT,
    stream(
      {
        choices: [
          { delta: { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f' } }] } },
        ],
      },
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
    ),
  ],
  [
    MESSAGES,
    stream(
      { type: 'message_start', message: { content: [] } },
      { type: 'content_block_delta', delta: { type: 'text_delta', text: 'hi' } },
      { type: 'message_stop' },
    ),
  ],
  [
    MESSAGES,
    stream(
      { type: 'message_start', message: { content: [] } },
      { type: 'message_delta', delta: { stop_reason: 'max_tokens' } },
      { type: 'message_stop' },
    ),
  ],
  [RESPONSES, stream({ type: 'response.completed', response: { output: [{ content: [{ text: 'hi' }] }] } })],
])('%s: %j has one', (api, value) => {
  expect(flawOf(api, value)).toBeUndefined();
});

test.each<[ApiForm, unknown]>([
  [CHAT, { choices: [{ message: { role: 'assistant', content: '' }, finish_reason: 'stop' }] }],
  [
    CHAT,
    { choices: [{ message: { content: ' \n', tool_calls: [], refusal: null }, finish_reason: 'stop' }] },
  ],
  [CHAT, { choices: [{ text: '' }] }],
  [CHAT, stream({ choices: [{ delta: {}, finish_reason: 'stop' }] })],
  [CHAT, stream({ choices: [{ delta: { role: 'assistant', content: '' }, finish_reason: 'stop' }] })],
  [
    RESPONSES,
    { output: [{ type: 'message', id: 'm', status: 'completed', role: 'assistant', content: [] }] },
  ],
  [
    RESPONSES,
    { output: [{ type: 'message', content: [{ type: 'output_text', text: '' }] }], status: 'completed' },
  ],
  [RESPONSES, stream({ type: 'response.completed', response: { output: [], status: 'completed' } })],
  [MESSAGES, { type: 'message', role: 'assistant', content: [], stop_reason: 'end_turn' }],
  [MESSAGES, { type: 'message', content: [{ type: 'text', text: '' }], stop_reason: 'end_turn' }],
  [MESSAGES, stream({ type: 'message_start', message: { content: [] } }, { type: 'message_stop' })],
  [
    MESSAGES,
    stream(
      { type: 'content_block_start', content_block: { type: 'text', text: '' } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null } },
      { type: 'message_stop' },
    ),
  ],
  [GOOGLE, { candidates: [{ content: { role: 'model', parts: [{ text: '' }] }, finishReason: 'STOP' }] }],
])('%s: %j ends without a word, and nothing explains it', (api, value) => {
  expect(flawOf(api, value)).toBe('reply-empty');
});

test.each<[ApiForm, Record<string, unknown>, boolean]>([
  [CHAT, { choices: [] }, true],
  [CHAT, { choices: {} }, false],
  [RESPONSES, { type: 'response.created' }, true],
  [RESPONSES, { type: 'my response.' }, false],
  [RESPONSES, { type: 5 }, false],
  [RESPONSES, { output: [{ type: 'message' }] }, true],
  [RESPONSES, { output: 'x', status: 'incomplete' }, false],
  [MESSAGES, { type: 'ping' }, true],
  [MESSAGES, { type: 'pings' }, false],
  [MESSAGES, { type: 'a ping' }, false],
  [MESSAGES, { type: 'content_block_delta' }, true],
  [MESSAGES, { type: 'a message_stop' }, false],
  [MESSAGES, { type: ['ping'] }, false],
  [MESSAGES, { content: [], stop_reason: 'end_turn' }, true],
  [MESSAGES, { content: 'x', stop_reason: 'end_turn' }, false],
  [MESSAGES, { content: [], stop_reason: null }, false],
  [GOOGLE, { candidates: [] }, true],
  [GOOGLE, { usageMetadata: {} }, true],
  [GOOGLE, { candidates: {}, usageMetadata: 5 }, false],
])('%s: %j as a reply or an event of one: %s', (api, value, expected) => {
  expect(isReply(api, value)).toBe(expected);
});

test.each<[what: string, ApiForm, value: unknown, flaw: string | undefined]>([
  ['a refusal of Google', GOOGLE, { promptFeedback: { blockReason: 'SAFETY' } }, 'provider-content-filter'],
  [
    'a refusal of Google in a stream',
    GOOGLE,
    stream({ promptFeedback: { blockReason: 'SAFETY' } }),
    'provider-content-filter',
  ],
  [
    'a refusal of Google among its rows',
    GOOGLE,
    [{ promptFeedback: { blockReason: 'SAFETY' } }, { usageMetadata: {} }],
    'provider-content-filter',
  ],
  ['no refusal of Google', GOOGLE, { promptFeedback: { blockReason: 5 } }, 'body-not-a-completion'],
  ['a stream of nothing', CHAT, 'data: [DONE]\n\n', 'body-empty'],
  [
    'a stream that ends by itself',
    CHAT,
    'data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}\n\n',
    undefined,
  ],
  [
    'a stream of two choices, one of which ends',
    CHAT,
    'data: {"choices":[{"delta":{"content":"a"},"finish_reason":null},{"finish_reason":"stop"}]}\n\n',
    undefined,
  ],
  [
    'a stream of Google with two candidates, one of which ends',
    GOOGLE,
    'data: {"candidates":[{"content":{"parts":[{"text":"a"}]}},{"finishReason":"STOP"}]}\n\n',
    undefined,
  ],
  [
    'an answer of Google in rows',
    GOOGLE,
    [{ candidates: [{ content: { parts: [{ text: 'a' }] } }] }, { usageMetadata: {} }],
    undefined,
  ],
  [
    'a stream that broke off after something else',
    MESSAGES,
    'data: {"a":1}\n\ndata: {"type":"ping"}\n\n',
    'body-truncated',
  ],
  ['a stream that says why it ends', RESPONSES, 'data: {"type":"response.incomplete"}\n\n', undefined],
  [
    'a stream without its end',
    RESPONSES,
    'data: {"type":"response.output_text.delta"}\n\n',
    'body-truncated',
  ],
  ['a stream that broke off at once', MESSAGES, 'data: {"type":"ping"}\n\n', 'body-truncated'],
  [
    'a stream of Google',
    GOOGLE,
    'data: {"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}\n\n',
    undefined,
  ],
  [
    'a stream of Google without its end',
    GOOGLE,
    'data: {"candidates":[{"content":{"parts":[{"text":"a"}]}}]}\n\n',
    'body-truncated',
  ],
  ['a stream of something else', CHAT, 'data: {"a":1}\n\n', 'body-not-a-completion'],
])('%s', (_, api, value, flaw) => {
  expect(flawOf(api, value)).toBe(flaw);
});

test('what is neither JSON nor a stream is judged elsewhere', () => {
  expect(flawOfCompletion(readBody('<html>'), CHAT)).toBeUndefined();
});

test('a stream that ends after the role of the model broke off', () => {
  expect(flawOf(CHAT, 'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}\n\n')).toBe(
    'body-truncated',
  );
});

function flawOf(api: ApiForm, value: unknown): string | undefined {
  const body =
    typeof value === 'string'
      ? readBody(value, 'text/event-stream')
      : readBody(JSON.stringify(value), 'application/json');
  return flawOfCompletion(body, api);
}
