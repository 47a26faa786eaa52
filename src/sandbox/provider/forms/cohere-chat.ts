import { event } from '../../http/response.js';
import { splitText } from '../conversation/count-tokens.js';
import { type Finish, type Form, newPrompt, type Reply } from '../conversation/prompt.js';
import {
  countOf,
  inputText,
  nameOf,
  recordOf,
  records,
  sinceLastAnswer,
  textsOf,
  userTexts,
} from '../conversation/read-content.js';
import { cohereError, cohereMissing } from '../failures/other-failures.js';
import { toolCalls, toolOf } from './openai-chat.js';

const FINISH: Record<Finish, string> = {
  end: 'COMPLETE',
  'stop-sequence': 'STOP_SEQUENCE',
  length: 'MAX_TOKENS',
  'tool-calls': 'TOOL_CALL',
};
const CHOICES: Record<string, 'none' | 'required'> = { NONE: 'none', REQUIRED: 'required' };
const PLAN = 'The sandbox calls a tool.';

export const COHERE_ERRORS: Form['errors'] = {
  refuse: cohereError,
  missing: (field) =>
    field === 'model' ? 'a model parameter is required for this endpoint.' : cohereMissing(field),
};

/** Cohere's chat, version 2. */
export const cohereChat: Form = {
  name: 'cohere.v2',
  label: 'chat (v2)',
  messagesField: 'messages',
  idPrefix: '',
  read(body) {
    const recent = sinceLastAnswer(records(body.messages), ({ role }) => role === 'assistant');
    return newPrompt({
      stream: body.stream === true,
      asked: userTexts(recent),
      toolResults: recent
        .filter(({ role }) => role === 'tool')
        .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))),
      tools: records(body.tools).map((tool) => toolOf(tool.function)),
      toolChoice: CHOICES[nameOf(body.tool_choice)] ?? 'auto',
      schema: cohereSchema(body.response_format),
      maxTokens: countOf(body.max_tokens),
      stop: textsOf(body.stop_sequences),
      thinks: recordOf(body.thinking).type === 'enabled',
      input: inputText(body.messages, body.tools),
    });
  },
  render: (reply, { id }) => ({
    id,
    message: {
      role: 'assistant',
      tool_plan: reply.toolCalls.length > 0 ? PLAN : undefined,
      tool_calls: toolCalls(reply),
      content: reply.toolCalls.length > 0 ? undefined : contentsOf(reply),
    },
    finish_reason: cohereFinish(reply),
    usage: cohereUsage(reply),
  }),
  stream: (reply, { id }) =>
    [
      { type: 'message-start', id, delta: { message: EMPTY } },
      ...(reply.toolCalls.length > 0 ? toolEvents(reply) : contentsOf(reply).flatMap(contentEvents)),
      { type: 'message-end', id, delta: { finish_reason: cohereFinish(reply), usage: cohereUsage(reply) } },
    ].map((data) => event(data, data.type)),
  streamError: ({ message }) =>
    event({ type: 'message-end', delta: { finish_reason: 'ERROR', error: message } }, 'message-end'),
  errors: COHERE_ERRORS,
};

const EMPTY = { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] };

export function cohereFinish({ finish }: Reply): string {
  return FINISH[finish];
}

/** `json_schema` in version 2, `schema` in version 1; without either any object. */
export function cohereSchema(format: unknown): unknown {
  const { type, json_schema: second, schema: first } = recordOf(format);
  return type === 'json_object' ? (second ?? first ?? {}) : undefined;
}

type Content = { type: 'thinking'; thinking: string } | { type: 'text'; text: string };

function contentsOf({ thought, text }: Reply): Content[] {
  return [...(thought ? [{ type: 'thinking', thinking: thought } as const] : []), { type: 'text', text }];
}

function contentEvents(content: Content, index: number) {
  const part = (text: string) => (content.type === 'text' ? { text } : { thinking: text });
  const frame = (type: string, change?: object) => ({
    type,
    index,
    delta: change && { message: { content: change } },
  });
  return [
    frame('content-start', { type: content.type, ...part('') }),
    ...splitText(content.type === 'text' ? content.text : content.thinking).map((text) =>
      frame('content-delta', part(text)),
    ),
    frame('content-end'),
  ];
}

function toolEvents(reply: Reply) {
  const calls = toolCalls(reply) ?? [];
  const frame = (type: string, index: number | undefined, message?: object) => ({
    type,
    index,
    delta: message && { message },
  });
  return [
    ...splitText(PLAN).map((tool_plan) => frame('tool-plan-delta', undefined, { tool_plan })),
    ...calls.flatMap(({ function: { name, arguments: args }, ...call }, index) => [
      frame('tool-call-start', index, { tool_calls: { ...call, function: { name, arguments: '' } } }),
      ...splitText(args).map((part) =>
        frame('tool-call-delta', index, { tool_calls: { function: { arguments: part } } }),
      ),
      frame('tool-call-end', index),
    ]),
  ];
}

export function cohereUsage({ usage: { input, output } }: Reply) {
  const tokens = { input_tokens: input, output_tokens: output };
  return { billed_units: tokens, tokens };
}
