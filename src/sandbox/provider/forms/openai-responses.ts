import { providerId } from '../../http/ids.js';
import { event } from '../../http/response.js';
import { splitText } from '../conversation/count-tokens.js';
import {
  type Form,
  newPrompt,
  type Rendering,
  type Reply,
  type Tool,
  type ToolCall,
} from '../conversation/prompt.js';
import {
  countOf,
  inputText,
  nameOf,
  recordOf,
  records,
  sinceLastAnswer,
  textOf,
  userTexts,
} from '../conversation/read-content.js';
import { toolChoice, toolOf } from './openai-chat.js';

/** OpenAI's Responses API. `input` is a string, or a list of messages, tool calls and their results. */
export const openaiResponses: Form = {
  name: 'responses',
  messagesField: 'input',
  idPrefix: 'resp_',
  read(body) {
    const recent = sinceLastAnswer(inputItems(body.input), isAnswer);
    const { effort } = recordOf(body.reasoning);
    return newPrompt({
      stream: body.stream === true,
      asked: userTexts(recent),
      toolResults: recent.filter(({ type }) => isResult(type)).map(({ output }) => textOf(output)),
      tools: toolsIn(body),
      toolChoice: toolChoice(body.tool_choice),
      parallelTools: body.parallel_tool_calls !== false,
      schema: schemaOf(recordOf(body.text).format),
      maxTokens: countOf(body.max_output_tokens),
      thinks: typeof effort === 'string' && effort !== 'none',
      input: inputText(body.input, body.instructions, body.tools),
    });
  },
  render: (reply, rendering) => finalResponse(reply, rendering, outputItems(reply)),
  stream(reply, rendering) {
    const output = outputItems(reply);
    const final = finalResponse(reply, rendering, output);
    const started = { ...final, status: 'in_progress', incomplete_details: null, output: [], usage: null };
    const all: Events = [
      ['response.created', { response: started }],
      ['response.in_progress', { response: started }],
      ...output.flatMap(
        (item, output_index): Events => [
          ['response.output_item.added', { output_index, item: emptyItem(item) }],
          ...partEvents(item, output_index),
          ['response.output_item.done', { output_index, item }],
        ],
      ),
      [`response.${final.status}`, { response: final }],
    ];
    return all.map(([type, data], sequence_number) => event({ type, sequence_number, ...data }, type));
  },
  streamError(body) {
    const { code = null, message, param = null } = recordOf(body.error);
    return event({ type: 'error', sequence_number: 0, code, message, param }, 'error');
  },
  tokenCount: (input_tokens) => ({ object: 'response.input_tokens', input_tokens }),
};

/** Codex sends its tools as an item of `input`, in namespaces. */
function toolsIn({ tools, input }: Record<string, unknown>): Tool[] {
  const added = inputItems(input).filter(({ type }) => type === 'additional_tools');
  const given = [...records(tools), ...added.flatMap((item) => records(item.tools))];
  return given
    .flatMap((tool) =>
      tool.type === 'namespace'
        ? records(tool.tools).map((each) => ({ tool: each, namespace: nameOf(tool.name) }))
        : [{ tool, namespace: '' }],
    )
    .filter(({ tool: { type } }) => type === 'function' || type === 'custom')
    .map(({ tool, namespace }) => ({
      ...toolOf(tool),
      isCustom: tool.type === 'custom',
      namespace: namespace || undefined,
    }));
}

type Item = Record<string, unknown> & { id: string; type: string };
type Events = [type: string, data: Record<string, unknown>][];

/** The items of `input`; a text is a message of the user. */
export function inputItems(input: unknown): Record<string, unknown>[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : records(input);
}

function isAnswer({ role, type }: Record<string, unknown>): boolean {
  return role === 'assistant' || type === 'reasoning' || /_call$/.test(nameOf(type));
}

function isResult(type: unknown): boolean {
  return /_call_output$/.test(nameOf(type));
}

function schemaOf(format: unknown): unknown {
  const { type, schema } = recordOf(format);
  if (type === 'json_object') return {};
  return type === 'json_schema' ? (schema ?? {}) : undefined;
}

/** What a reply adds to the conversation. */
export function outputItems(reply: Reply): Item[] {
  const items: Item[] = reply.toolCalls.map(callItem);
  if (items.length === 0)
    items.push({
      id: providerId('msg_'),
      type: 'message',
      status: reply.finish === 'length' ? 'incomplete' : 'completed',
      role: 'assistant',
      content: [textPart(reply.text)],
    });
  const summary = [{ type: 'summary_text', text: reply.thought }];
  return reply.thought ? [{ id: providerId('rs_'), type: 'reasoning', summary }, ...items] : items;
}

function callItem({ id, name, namespace, isCustom, arguments: args }: ToolCall): Item {
  const call = { status: 'completed', call_id: id, name, namespace };
  if (isCustom)
    return { id: providerId('ctc_'), type: 'custom_tool_call', ...call, input: nameOf(args.input) };
  return {
    id: providerId('fc_'),
    type: 'function_call',
    ...call,
    arguments: JSON.stringify(args),
  };
}

const EMPTY: Record<string, Record<string, unknown>> = {
  message: { content: [] },
  function_call: { arguments: '' },
  custom_tool_call: { input: '' },
};

/** An item as a stream begins it. */
function emptyItem(item: Item): Item {
  if (item.type === 'reasoning') return { ...item, summary: [] };
  return { ...item, status: 'in_progress', ...EMPTY[item.type] };
}

function partEvents({ id: item_id, type, ...item }: Item, output_index: number): Events {
  const at = { item_id, output_index };
  if (type === 'function_call') {
    const args = String(item.arguments);
    return textEvents('function_call_arguments', at, args, { name: item.name, arguments: args });
  }
  if (type === 'custom_tool_call') {
    const input = nameOf(item.input);
    return textEvents('custom_tool_call_input', at, input, { input });
  }
  const [part] = records(type === 'reasoning' ? item.summary : item.content);
  const text = textOf(part);
  if (type === 'reasoning') {
    const within = { ...at, summary_index: 0 };
    return [
      ['response.reasoning_summary_part.added', { ...within, part: { ...part, text: '' } }],
      ...textEvents('reasoning_summary_text', within, text, { text }),
      ['response.reasoning_summary_part.done', { ...within, part }],
    ];
  }
  const within = { ...at, content_index: 0 };
  return [
    ['response.content_part.added', { ...within, part: textPart('') }],
    ...textEvents('output_text', within, text, { text }, { logprobs: [] }),
    ['response.content_part.done', { ...within, part }],
  ];
}

/** A text in pieces, then the whole; `always` is in each event. */
function textEvents(name: string, at: object, text: string, whole: object, always: object = {}): Events {
  return [
    ...splitText(text).map((delta): Events[number] => [
      `response.${name}.delta`,
      { ...at, delta, ...always },
    ]),
    [`response.${name}.done`, { ...at, ...whole, ...always }],
  ];
}

function textPart(text: string) {
  return { type: 'output_text', annotations: [], logprobs: [], text };
}

function finalResponse(reply: Reply, { id, model, created }: Rendering, output: readonly Item[]) {
  const isCut = reply.finish === 'length';
  return {
    id,
    object: 'response',
    created_at: created,
    status: isCut ? 'incomplete' : 'completed',
    background: false,
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
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
    usage: usage(reply),
    user: null,
    metadata: {},
  };
}

function usage({ usage: { input, output, thought, cacheRead = 0 } }: Reply) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cacheRead },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: thought },
    total_tokens: input + output,
  };
}
