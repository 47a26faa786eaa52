import { isRecord } from '../../../lib/json.js';
import { providerId } from '../../http/ids.js';
import { event } from '../../http/response.js';
import {
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

/** Anthropic's Messages API. */
export const anthropicMessages: Form = {
  name: 'messages',
  messagesField: 'messages',
  read(body) {
    const messages = records(body.messages);
    const newest = messages.at(-1);
    const result = records(newest?.content).find((block) => block.type === 'tool_result');
    return {
      stream: body.stream === true,
      includeUsage: true,
      lastUser: lastUserText(messages),
      toolResult: result ? textOf(result.content) : undefined,
      tools: records(body.tools).map((tool) => ({ name: nameOf(tool.name), parameters: tool.input_schema })),
      toolChoice: toolChoice(body.tool_choice),
      input: inputText(body.system, body.messages, body.tools),
    };
  },
  render: (reply, { model }) => ({
    ...message(model),
    content: [block(reply)],
    stop_reason: stop(reply),
    stop_sequence: null,
    usage: usage(reply),
  }),
  stream(reply, { model }) {
    const started = {
      ...message(model),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage(reply), output_tokens: 1 },
    };
    const deltas = reply.toolCall
      ? splitText(JSON.stringify(reply.toolCall.arguments)).map((partial_json) => ({
          type: 'input_json_delta',
          partial_json,
        }))
      : splitText(reply.text).map((text) => ({ type: 'text_delta', text }));
    const emptyBlock = reply.toolCall ? { ...block(reply), input: {} } : { ...block(reply), text: '' };
    return [
      { type: 'message_start', message: started },
      { type: 'content_block_start', index: 0, content_block: emptyBlock },
      { type: 'ping' },
      ...deltas.map((delta) => ({ type: 'content_block_delta', index: 0, delta })),
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: stop(reply), stop_sequence: null },
        usage: { output_tokens: reply.usage.output },
      },
      { type: 'message_stop' },
    ].map((data) => event(data, data.type));
  },
};

function message(model: string) {
  return { id: providerId('msg_'), type: 'message', role: 'assistant', model };
}

function block({ toolCall, text }: Reply) {
  return toolCall
    ? { type: 'tool_use', id: toolId(toolCall.id), name: toolCall.name, input: toolCall.arguments }
    : { type: 'text', text };
}

function toolId(id: string): string {
  return id.replace(/^call_/, 'toolu_');
}

function stop(reply: Reply): string {
  return reply.toolCall ? 'tool_use' : 'end_turn';
}

function usage({ usage: { input, output } }: Reply) {
  return {
    input_tokens: input,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: output,
    service_tier: 'standard',
  };
}

function toolChoice(value: unknown): Prompt['toolChoice'] {
  const { type, name } = isRecord(value) ? value : {};
  if (type === 'any') return 'required';
  if (type === 'tool' && nameOf(name)) return { name: nameOf(name) };
  return type === 'none' ? 'none' : 'auto';
}
