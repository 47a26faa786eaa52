import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { aig, ask, gatewayUrl, type Reply, sandbox } from '../client.js';
import { anthropic, google, openai } from './clients.js';

type Chat = OpenAI.ChatCompletionMessageParam[];

const call = (id: string) => ({ id, type: 'function' as const, function: { name: 'look', arguments: '{}' } });
const user = { role: 'user' as const, content: 'look' };
const calls = (...ids: string[]) => ({ role: 'assistant' as const, tool_calls: ids.map(call) });
const result = (tool_call_id: string) => ({ role: 'tool' as const, tool_call_id, content: 'seen' });

describe('OpenAI chat refuses', () => {
  const send = async (request: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>) => {
    const whole = { model: 'gpt-4o', messages: [user], ...request };
    const error = await openai(await sandbox())
      .chat.completions.create(whole)
      .catch((reason: unknown) => reason);
    return error instanceof OpenAI.APIError
      ? {
          status: error.status,
          param: error.param,
          code: error.code,
          message: error.message.replace('400 ', ''),
        }
      : error;
  };
  const ORPHAN =
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
  const UNANSWERED =
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ";

  test.each<[string, Chat, string, string]>([
    ['a result without a call', [user, result('call_1')], 'messages.[1].role', ORPHAN],
    ['a result of another call', [user, calls('call_1'), result('call_2')], 'messages.[2].role', ORPHAN],
    [
      'a result that comes twice',
      [calls('call_1'), result('call_1'), result('call_1')],
      'messages.[2].role',
      ORPHAN,
    ],
    ['a call without a result', [user, calls('call_1')], 'messages.[2].role', `${UNANSWERED}call_1`],
    [
      'one of two calls without a result',
      [calls('call_1', 'call_2'), result('call_1'), user],
      'messages.[1].role',
      `${UNANSWERED}call_2`,
    ],
  ])('%s', async (_, messages, param, message) => {
    expect(await send({ messages })).toEqual({ status: 400, param, code: null, message });
  });

  test('JSON that no message speaks of', async () => {
    expect(await send({ response_format: { type: 'json_object' } })).toMatchObject({
      param: 'messages',
      message:
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    });
  });

  test('a picture for a model that cannot see', async () => {
    const url = 'data:image/png;base64,iVBORw0KGgo=';
    const messages: Chat = [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }];
    expect(await send({ model: 'o3-mini', messages })).toMatchObject({
      status: 400,
      message: 'Invalid content type. image_url is only supported by certain models.',
    });
    expect(await send({ model: 'gpt-4o', messages })).toHaveProperty('choices');
  });

  test('nothing of two calls whose results come in any order', async () => {
    const messages = [user, calls('call_1', 'call_2'), result('call_2'), result('call_1'), user];
    expect(await send({ messages })).toHaveProperty('choices');
  });
});

test.each([
  ['deepseek', 400, "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'"],
  [
    'groq',
    400,
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
  ],
])('%s refuses a result without a call, too', async (slug, status, message) => {
  const box = await sandbox();
  const reply = await ask(`${gatewayUrl(box)}/${slug}/chat/completions`, {
    headers: {
      ...aig(box.token),
      authorization: `Bearer ${slug === 'groq' ? 'gsk_sandbox-provider' : 'sk-sandbox-deepseek'}-key-good`,
    },
    body: { model: 'm', messages: [user, result('call_1')] },
  });
  expect([reply.status, reply.json.error.message]).toEqual([status, message]);
});

describe('OpenAI responses refuses', () => {
  const called = { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{}' } as const;
  const output = { type: 'function_call_output', call_id: 'call_1', output: 'seen' } as const;
  const send = async (request: Partial<OpenAI.Responses.ResponseCreateParamsNonStreaming>) =>
    openai(await sandbox())
      .responses.create({ model: 'gpt-5.4', ...request })
      .catch(({ status, param, code, message }) => ({ status, param, code, message }));

  test.each([
    [
      'a result without a call',
      { input: [output] },
      {
        param: 'input',
        code: null,
        message: '400 No tool call found for function call output with call_id call_1.',
      },
    ],
    [
      'a call without a result',
      { input: [called] },
      { param: 'input', code: null, message: '400 No tool output found for function call call_1.' },
    ],
    [
      'a response that it does not know',
      { input: 'hi', previous_response_id: 'resp_gone' },
      {
        param: 'previous_response_id',
        code: 'previous_response_not_found',
        message: "400 Previous response with id 'resp_gone' not found.",
      },
    ],
    [
      'too few tokens',
      { input: 'hi', max_output_tokens: 5 },
      {
        param: 'max_output_tokens',
        code: 'integer_below_min_value',
        message:
          "400 Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead.",
      },
    ],
  ])('%s', async (_, request, error) => {
    expect(await send(request)).toEqual({ status: 400, ...error });
  });
});

describe('a response goes on where an earlier one ended', () => {
  test('with the result of its call', async () => {
    const { responses } = openai(await sandbox());
    const tools = [{ type: 'function' as const, name: 'look', strict: false, parameters: {} }];
    const first = await responses.create({ model: 'gpt-5.4', input: '[tool:look]', tools });
    const [asked] = first.output;
    if (asked?.type !== 'function_call') throw new Error('no call');
    const second = await responses.create({
      model: 'gpt-5.4',
      previous_response_id: first.id,
      input: [{ type: 'function_call_output', call_id: asked.call_id, output: 'seen' }],
      tools,
    });
    expect(second.output_text).toBe('The tool answered: seen');
    expect(second.usage?.input_tokens).toBeGreaterThan(first.usage?.input_tokens ?? 0);
  });

  test('also after a stream, and not when it was not to be stored', async () => {
    const { responses } = openai(await sandbox());
    const request = { model: 'gpt-5.4', input: 'hi' };
    const streamed = await responses.stream(request).finalResponse();
    expect((await responses.create({ ...request, previous_response_id: streamed.id })).status).toBe(
      'completed',
    );
    const forgotten = await responses.create({ ...request, store: false });
    await expect(responses.create({ ...request, previous_response_id: forgotten.id })).rejects.toThrow(
      'not found',
    );
  });
});

describe('a thread of Anthropic’s goes on where it ended', () => {
  test('with the tools and the messages that it had', async () => {
    const thread = anthropic(await sandbox()).beta.messages.thread({
      model: 'claude-sonnet-5',
      max_tokens: 100,
      tools: [{ type: 'custom', name: 'look', input_schema: { type: 'object' } }],
    });
    const first = await thread.send({ role: 'user', content: '[tool:look] [tool:look]' });
    const results = first.content.flatMap((block) =>
      block.type === 'tool_use'
        ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'seen' }]
        : [],
    );
    const second = await thread.send({ role: 'user', content: results });
    expect(second.content).toMatchObject([{ text: 'The tool answered: seen and seen' }]);
    const third = await thread.send({ role: 'user', content: '[tool:look]' });
    expect(third.stop_reason).toBe('tool_use');
    expect(third.usage.input_tokens).toBeGreaterThan(second.usage.input_tokens);
  });

  test('but not from a message that it does not know', async () => {
    const error = await anthropic(await sandbox())
      .beta.messages.create({
        model: 'claude-sonnet-5',
        max_tokens: 100,
        messages: [user],
        thread: { type: 'continue', previous_message_id: 'msg_gone' },
      })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Anthropic.ThreadNotFoundError);
  });
});

describe('Anthropic refuses', () => {
  const use = (id: string) => ({ type: 'tool_use' as const, id, name: 'look', input: {} });
  const used = (id: string) => ({ type: 'tool_result' as const, tool_use_id: id, content: 'seen' });
  const send = async (request: Partial<Anthropic.MessageCreateParamsNonStreaming>) =>
    anthropic(await sandbox())
      .messages.create({ model: 'claude-haiku-4-5', max_tokens: 2000, messages: [user], ...request })
      .catch((error: unknown) => (error instanceof Anthropic.APIError ? [error.status, error.error] : error));
  const invalid = (message: string) => [
    400,
    {
      type: 'error',
      error: { type: 'invalid_request_error', message },
      request_id: expect.stringMatching(/^req_/),
    },
  ];

  test.each<[string, Anthropic.MessageParam[], string]>([
    [
      'a result without a call',
      [user, { role: 'assistant', content: 'hm' }, { role: 'user', content: [used('toolu_1')] }],
      'messages.2.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
    ],
    [
      'calls without results',
      [
        user,
        { role: 'assistant', content: [use('toolu_1'), use('toolu_2')] },
        { role: 'user', content: 'well?' },
      ],
      'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1, toolu_2. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    ],
  ])('%s', async (_, messages, message) => {
    expect(await send({ messages })).toEqual(invalid(message));
  });

  const tools = [{ name: 'look', input_schema: { type: 'object' as const } }];
  test.each<[string, Partial<Anthropic.MessageCreateParamsNonStreaming>, string]>([
    [
      'a budget of thoughts that is too small',
      { thinking: { type: 'enabled', budget_tokens: 1 } },
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    ],
    [
      'more thoughts than tokens',
      { thinking: { type: 'enabled', budget_tokens: 2000 } },
      '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
    ],
    [
      'a budget for a model that has none',
      { model: 'claude-opus-5-5', thinking: { type: 'enabled', budget_tokens: 1024 } },
      '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    ],
    [
      'thoughts without a budget for a model that needs one',
      { thinking: { type: 'adaptive' } },
      'adaptive thinking is not supported on this model',
    ],
    [
      'a temperature for a model that has none',
      // The SDK's types do not have it any more.
      { model: 'claude-sonnet-5', ...({ temperature: 0.5 } as object) },
      '`temperature` is deprecated for this model.',
    ],
    [
      'thoughts before a tool that is forced',
      { thinking: { type: 'enabled', budget_tokens: 1024 }, tools, tool_choice: { type: 'any' } },
      'Thinking may not be enabled when tool_choice forces tool use.',
    ],
  ])('%s', async (_, request, message) => {
    expect(await send(request)).toEqual(invalid(message));
  });
});

describe('Google refuses', () => {
  const unsigned = { role: 'model', parts: [{ functionCall: { name: 'look', args: {} } }] };
  const asked = { role: 'model', parts: [{ ...unsigned.parts[0], thoughtSignature: 'c2lnbmF0dXJl' }] };
  const answered = {
    role: 'user',
    parts: [{ functionResponse: { name: 'look', response: { seen: true } } }],
  };
  const hi = { role: 'user', parts: [{ text: 'look' }] };
  const send = async (contents: unknown[]): Promise<Reply> =>
    google(await sandbox(), 'gemini-3.5-flash:generateContent', { contents });

  test.each([
    [
      'a result without a call',
      [hi, answered],
      'Please ensure that function response turn comes immediately after a function call turn.',
    ],
    [
      'a call without a result',
      [hi, asked, hi],
      'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
    ],
    [
      'a call of Gemini 3 without its signature',
      [hi, asked, answered, unsigned, answered],
      'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:look` , position 4. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.',
    ],
  ])('%s', async (_, contents, message) => {
    const { status, json } = await send(contents);
    expect([status, json.error]).toEqual([400, { code: 400, message, status: 'INVALID_ARGUMENT' }]);
  });

  test.each([
    ['a call with its result', 'gemini-3.5-flash', [hi, asked, answered]],
    [
      'a call without a signature before the user spoke again',
      'gemini-3.5-flash',
      [hi, unsigned, answered, hi],
    ],
    ['a call of Gemini 2.5 without a signature', 'gemini-2.5-flash', [hi, unsigned, answered]],
  ])('not %s', async (_, model, contents) => {
    const { status } = await google(await sandbox(), `${model}:generateContent`, { contents });
    expect(status).toBe(200);
  });

  test('no call that it made itself, and names the result', async () => {
    const box = await sandbox();
    const model = 'gemini-3.5-flash:generateContent';
    const looking = { role: 'user', parts: [{ text: '[tool:look {}] [tool:look {}]' }] };
    const tools = [{ functionDeclarations: [{ name: 'look' }] }];
    const first = await google(box, model, { contents: [looking], tools });
    const { content } = first.json.candidates[0];
    expect(content.parts.map((part: object) => 'thoughtSignature' in part)).toEqual([true, false]);
    const results = ['a lake', { seen: true }].map((output) => ({
      functionResponse: { name: 'look', response: { output } },
    }));
    const second = await google(box, model, {
      contents: [looking, content, { role: 'user', parts: results }],
      tools,
    });
    expect(second.json.candidates[0].content.parts[0].text).toBe(
      'The tool answered: a lake and {"output":{"seen":true}}',
    );
  });
});
