import { isRecord } from '../../../lib/json.js';
import { providerId } from '../../http/ids.js';
import { event } from '../../http/response.js';
import {
  type Form,
  nameOf,
  type Prompt,
  type Rendering,
  type Reply,
  records,
  splitText,
  textOf,
} from '../conversation/prompt.js';

/** OpenAI's chat completions: also what `/compat` and most other providers speak. */
export const openaiChat: Form = {
  name: 'chat.completions',
  messagesField: 'messages',
  read(body) {
    const messages = records(body.messages);
    const newest = messages.at(-1);
    return {
      stream: body.stream === true,
      includeUsage: isRecord(body.stream_options) && body.stream_options.include_usage === true,
      lastUser: textOf(messages.findLast((message) => message.role === 'user')?.content),
      toolResult: newest?.role === 'tool' ? textOf(newest.content) : undefined,
      tools: records(body.tools).map(({ function: tool }) => toolOf(tool)),
      toolChoice: toolChoice(body.tool_choice),
      input: JSON.stringify(body.messages ?? '') + JSON.stringify(body.tools ?? ''),
    };
  },
  render(reply, { model, created }) {
    const message = {
      role: 'assistant',
      content: reply.toolCall ? null : reply.text,
      refusal: null,
      ...toolCalls(reply),
    };
    return {
      id: providerId('chatcmpl-'),
      object: 'chat.completion',
      created,
      model,
      choices: [{ index: 0, message, logprobs: null, finish_reason: finish(reply) }],
      usage: usage(reply),
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
        ...pending(rendering),
      });
    return [
      chunk({ role: 'assistant', content: reply.toolCall ? null : '', ...opening(reply) }),
      ...(reply.toolCall
        ? splitText(JSON.stringify(reply.toolCall.arguments)).map((part) =>
            chunk({ tool_calls: [{ index: 0, function: { arguments: part } }] }),
          )
        : splitText(reply.text).map((content) => chunk({ content }))),
      chunk({}, finish(reply)),
      ...(rendering.includeUsage ? [event({ ...frame, choices: [], usage: usage(reply) })] : []),
      event('[DONE]'),
    ];
  },
};

/** With include_usage every chunk but the last carries `usage: null`. */
function pending({ includeUsage }: Rendering): { usage?: null } {
  return includeUsage ? { usage: null } : {};
}

function finish(reply: Reply): string {
  return reply.toolCall ? 'tool_calls' : 'stop';
}

function usage({ usage: { input, output } }: Reply) {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

function toolCalls({ toolCall }: Reply) {
  if (!toolCall) return {};
  const invoked = { name: toolCall.name, arguments: JSON.stringify(toolCall.arguments) };
  return { tool_calls: [{ id: toolCall.id, type: 'function', function: invoked }] };
}

function opening({ toolCall }: Reply) {
  return toolCall
    ? {
        tool_calls: [
          { index: 0, id: toolCall.id, type: 'function', function: { name: toolCall.name, arguments: '' } },
        ],
      }
    : {};
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
