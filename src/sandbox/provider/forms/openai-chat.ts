/** `sandbox/provider/forms/`: the forms of API in which it answers. */

import { isRecord } from '../../../lib/json.js';
import { providerId } from '../../http/ids.js';
import { event } from '../../http/response.js';
import {
  chatUsage,
  type Form,
  inputText,
  lastUserText,
  nameOf,
  type Prompt,
  type Reply,
  records,
  splitText,
  textOf,
} from '../conversation/prompt.js';

/** OpenAI's chat completions, also used by `/compat` and most other providers. */
export const openaiChat: Form = {
  name: 'chat.completions',
  messagesField: 'messages',
  read(body) {
    const messages = records(body.messages);
    const newest = messages.at(-1);
    return {
      stream: body.stream === true,
      includeUsage: isRecord(body.stream_options) && body.stream_options.include_usage === true,
      lastUser: lastUserText(messages),
      toolResult: newest?.role === 'tool' ? textOf(newest.content) : undefined,
      tools: records(body.tools).map(({ function: tool }) => toolOf(tool)),
      toolChoice: toolChoice(body.tool_choice),
      input: inputText(body.messages, body.tools),
    };
  },
  render(reply, { model, created }) {
    const message = {
      role: 'assistant',
      content: reply.toolCall ? null : reply.text,
      refusal: null,
      tool_calls: toolCalls(reply, JSON.stringify(reply.toolCall?.arguments)),
    };
    return {
      id: providerId('chatcmpl-'),
      object: 'chat.completion',
      created,
      model,
      choices: [{ index: 0, message, logprobs: null, finish_reason: finish(reply) }],
      usage: chatUsage(reply),
      service_tier: 'default',
    };
  },
  stream(reply, rendering) {
    const frame = {
      id: providerId('chatcmpl-'),
      object: 'chat.completion.chunk',
      created: rendering.created,
      model: rendering.model,
    };
    const chunk = (delta: unknown, finish_reason: string | null = null) =>
      event({
        ...frame,
        choices: [{ index: 0, delta, logprobs: null, finish_reason }],
        // On request every chunk but the last has `usage: null`.
        usage: rendering.includeUsage ? null : undefined,
      });
    return [
      chunk({
        role: 'assistant',
        content: reply.toolCall ? null : '',
        tool_calls: toolCalls(reply, '')?.map((call) => ({ index: 0, ...call })),
      }),
      ...(reply.toolCall
        ? splitText(JSON.stringify(reply.toolCall.arguments)).map((part) =>
            chunk({ tool_calls: [{ index: 0, function: { arguments: part } }] }),
          )
        : splitText(reply.text).map((content) => chunk({ content }))),
      chunk({}, finish(reply)),
      ...(rendering.includeUsage ? [event({ ...frame, choices: [], usage: chatUsage(reply) })] : []),
      event('[DONE]'),
    ];
  },
};

function finish(reply: Reply): string {
  return reply.toolCall ? 'tool_calls' : 'stop';
}

/** `text`: the arguments; undefined without a tool call. */
function toolCalls({ toolCall }: Reply, text: string) {
  const { id, name } = toolCall ?? {};
  return toolCall && [{ id, type: 'function', function: { name, arguments: text } }];
}

function toolOf(value: unknown): Prompt['tools'][number] {
  const tool = isRecord(value) ? value : {};
  return { name: nameOf(tool.name), parameters: tool.parameters };
}

export function toolChoice(value: unknown): Prompt['toolChoice'] {
  if (value === 'none' || value === 'required') return value;
  if (!isRecord(value)) return 'auto';
  const name = nameOf(isRecord(value.function) ? value.function.name : value.name);
  return name ? { name } : 'auto';
}
