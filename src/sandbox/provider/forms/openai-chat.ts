/** `sandbox/provider/forms/`: the forms of API in which it answers. */

import { event } from '../../http/response.js';
import { splitText } from '../conversation/count-tokens.js';
import {
  type Finish,
  type Form,
  newPrompt,
  type Rendering,
  type Reply,
  type Tool,
  type ToolChoice,
} from '../conversation/prompt.js';
import {
  countOf,
  inputText,
  nameOf,
  recordOf,
  records,
  sinceLastAnswer,
  textOf,
  textsOf,
  userTexts,
} from '../conversation/read-content.js';

const FINISH: Record<Finish, string> = {
  end: 'stop',
  'stop-sequence': 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
};

/** OpenAI's chat completions, also used by `/compat` and most other providers. */
export const openaiChat: Form = {
  name: 'chat.completions',
  messagesField: 'messages',
  idPrefix: 'chatcmpl-',
  read(body) {
    const recent = sinceLastAnswer(records(body.messages), ({ role }) => role === 'assistant');
    return newPrompt({
      stream: body.stream === true,
      includeUsage: recordOf(body.stream_options).include_usage === true,
      asked: userTexts(recent),
      toolResults: recent.filter(({ role }) => role === 'tool').map(({ content }) => textOf(content)),
      tools: records(body.tools).map((tool) => toolOf(tool.function)),
      toolChoice: toolChoice(body.tool_choice),
      parallelTools: body.parallel_tool_calls !== false,
      schema: schemaOf(body.response_format),
      maxTokens: countOf(body.max_completion_tokens) ?? countOf(body.max_tokens),
      stop: textsOf(body.stop),
      choices: Math.min(countOf(body.n) ?? 1, MAX_CHOICES),
      thinks: typeof body.reasoning_effort === 'string' && body.reasoning_effort !== 'none',
      input: inputText(body.messages, body.tools),
    });
  },
  render(reply, { id, model, created, choices }) {
    const message = {
      role: 'assistant',
      content: reply.toolCalls.length > 0 ? null : reply.text,
      refusal: null,
      tool_calls: toolCalls(reply),
    };
    return {
      id,
      object: 'chat.completion',
      created,
      model,
      choices: each(choices, (index) => ({
        index,
        message,
        logprobs: null,
        finish_reason: FINISH[reply.finish],
      })),
      usage: chatUsage(reply),
      service_tier: 'default',
    };
  },
  stream(reply, rendering) {
    const frame = {
      id: rendering.id,
      object: 'chat.completion.chunk',
      created: rendering.created,
      model: rendering.model,
    };
    return [
      ...each(rendering.choices, (index) => choiceEvents(reply, rendering, frame, index)).flat(),
      ...(rendering.includeUsage ? [event({ ...frame, choices: [], usage: chatUsage(reply) })] : []),
      event('[DONE]'),
    ];
  },
  streamError: ({ error }) => event({ error }),
};

/** OpenAI's own limit. */
const MAX_CHOICES = 128;

function each<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function choiceEvents(reply: Reply, { includeUsage }: Rendering, frame: object, index: number): string[] {
  const chunk = (delta: unknown, finish_reason: string | null = null) =>
    event({
      ...frame,
      choices: [{ index, delta, logprobs: null, finish_reason }],
      // On request every chunk but the last has `usage: null`.
      usage: includeUsage ? null : undefined,
    });
  const calls = toolCalls(reply) ?? [];
  return [
    chunk({ role: 'assistant', content: calls.length > 0 ? null : '' }),
    ...calls.flatMap(({ function: { name, arguments: args }, ...call }, at) => [
      chunk({ tool_calls: [{ index: at, ...call, function: { name, arguments: '' } }] }),
      ...splitText(args).map((part) => chunk({ tool_calls: [{ index: at, function: { arguments: part } }] })),
    ]),
    ...splitText(reply.text).map((content) => chunk({ content })),
    chunk({}, FINISH[reply.finish]),
  ];
}

/** As Cohere has them too; undefined without any. */
export function toolCalls({ toolCalls: calls }: Reply) {
  if (calls.length === 0) return undefined;
  return calls.map(({ id, name, arguments: args }) => ({
    id,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
}

export function toolOf(value: unknown): Tool {
  const tool = recordOf(value);
  return { name: nameOf(tool.name), parameters: tool.parameters };
}

/** Of `response_format`: OpenAI nests the schema, Workers AI does not. */
export function schemaOf(format: unknown): unknown {
  const { type, json_schema: named } = recordOf(format);
  if (type === 'json_object') return {};
  return type === 'json_schema' ? (recordOf(named).schema ?? named ?? {}) : undefined;
}

export function toolChoice(value: unknown): ToolChoice {
  if (value === 'none' || value === 'required') return value;
  // Mistral's word.
  if (value === 'any') return 'required';
  const choice = recordOf(value);
  const name = nameOf(recordOf(choice.function).name ?? choice.name);
  return name ? { name } : 'auto';
}

/** Usage as OpenAI's chat completions and Workers AI report it. */
export function chatUsage({ usage: { input, output, thought, cacheRead } }: Reply) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: cacheRead === undefined ? undefined : { cached_tokens: cacheRead },
    completion_tokens_details: thought ? { reasoning_tokens: thought } : undefined,
  };
}
