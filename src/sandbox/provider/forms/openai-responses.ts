import { providerId } from '../../http/ids.js';
import { event } from '../../http/response.js';
import {
  type Form,
  inputText,
  lastUserText,
  nameOf,
  type Rendering,
  type Reply,
  records,
  splitText,
  textOf,
} from '../conversation/prompt.js';
import { toolChoice } from './openai-chat.js';

/** OpenAI's Responses API. `input` is a string, or a list of messages, tool calls and their results. */
export const openaiResponses: Form = {
  name: 'responses',
  messagesField: 'input',
  read(body) {
    const items =
      typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : records(body.input);
    const newest: Record<string, unknown> | undefined = items.at(-1);
    return {
      stream: body.stream === true,
      includeUsage: true,
      lastUser: lastUserText(items),
      toolResult: newest?.type === 'function_call_output' ? textOf(newest.output) : undefined,
      tools: records(body.tools)
        .filter((tool) => tool.type === 'function')
        .map((tool) => ({ name: nameOf(tool.name), parameters: tool.parameters })),
      toolChoice: toolChoice(body.tool_choice),
      input: inputText(body.input, body.instructions, body.tools),
    };
  },
  render(reply, rendering) {
    return response(
      providerId('resp_'),
      rendering,
      'completed',
      [item(reply, ids(reply).item, 'completed')],
      reply,
    );
  },
  stream(reply, rendering) {
    const { response: responseId, item: itemId } = ids(reply);
    const started = response(responseId, rendering, 'in_progress', []);
    const done = item(reply, itemId, 'completed');
    const parts = reply.toolCall ? argumentEvents(reply, itemId) : textEvents(reply, itemId);
    const all: [type: string, data: Record<string, unknown>][] = [
      ['response.created', { response: started }],
      ['response.in_progress', { response: started }],
      ['response.output_item.added', { output_index: 0, item: item(reply, itemId, 'in_progress') }],
      ...parts,
      ['response.output_item.done', { output_index: 0, item: done }],
      ['response.completed', { response: response(responseId, rendering, 'completed', [done], reply) }],
    ];
    return all.map(([type, data], sequence_number) => event({ type, sequence_number, ...data }, type));
  },
};

type Events = [type: string, data: Record<string, unknown>][];

function ids(reply: Reply) {
  return { response: providerId('resp_'), item: providerId(reply.toolCall ? 'fc_' : 'msg_') };
}

function textEvents({ text }: Reply, item_id: string): Events {
  const at = { item_id, output_index: 0, content_index: 0 };
  return [
    ['response.content_part.added', { ...at, part: part('') }],
    ...splitText(text).map((delta): Events[number] => [
      'response.output_text.delta',
      { ...at, delta, logprobs: [] },
    ]),
    ['response.output_text.done', { ...at, text, logprobs: [] }],
    ['response.content_part.done', { ...at, part: part(text) }],
  ];
}

function argumentEvents({ toolCall }: Reply, item_id: string): Events {
  const at = { item_id, output_index: 0 };
  const text = JSON.stringify(toolCall?.arguments ?? {});
  return [
    ...splitText(text).map((delta): Events[number] => [
      'response.function_call_arguments.delta',
      { ...at, delta },
    ]),
    ['response.function_call_arguments.done', { ...at, name: toolCall?.name, arguments: text }],
  ];
}

function part(text: string) {
  return { type: 'output_text', annotations: [], logprobs: [], text };
}

function item({ toolCall, text }: Reply, id: string, status: 'in_progress' | 'completed') {
  const done = status === 'completed';
  return toolCall
    ? {
        id,
        type: 'function_call',
        status,
        arguments: done ? JSON.stringify(toolCall.arguments) : '',
        call_id: toolCall.id,
        name: toolCall.name,
      }
    : { id, type: 'message', status, role: 'assistant', content: done ? [part(text)] : [] };
}

function response(
  id: string,
  { model, created }: Rendering,
  status: string,
  output: unknown[],
  reply?: Reply,
) {
  return {
    id,
    object: 'response',
    created_at: created,
    status,
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: false,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: reply ? usage(reply) : null,
    user: null,
    metadata: {},
  };
}

function usage({ usage: { input, output } }: Reply) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
}
