import { event } from '../../http/response.js';
import { splitText } from '../conversation/count-tokens.js';
import {
  type Finish,
  type Form,
  newPrompt,
  type Rendering,
  type Reply,
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

/** Of Claude's, which Bedrock has for every model. */
export const STOP: Record<Finish, string> = {
  end: 'end_turn',
  'stop-sequence': 'stop_sequence',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
};

/** Anthropic's Messages API. */
export const anthropicMessages: Form = {
  name: 'messages',
  messagesField: 'messages',
  idPrefix: 'msg_',
  read(body) {
    const recent = sinceLastAnswer(records(body.messages), ({ role }) => role === 'assistant');
    const blocks = recent.flatMap(({ content }) => records(content));
    const choice = recordOf(body.tool_choice);
    return newPrompt({
      stream: body.stream === true,
      asked: userTexts(recent.map(withoutResults)),
      toolResults: blocks.filter(isResult).map(({ content }) => textOf(content)),
      tools: records(body.tools).map((tool) => ({ name: nameOf(tool.name), parameters: tool.input_schema })),
      toolChoice: toolChoice(choice),
      parallelTools: choice.disable_parallel_tool_use !== true,
      schema: schemaOf(recordOf(body.output_config).format ?? body.output_format),
      maxTokens: countOf(body.max_tokens),
      stop: textsOf(body.stop_sequences),
      thinks: thinks(body),
      input: inputText(body.system, body.messages, body.tools),
    });
  },
  render: (reply, rendering) => ({
    ...message(rendering),
    content: blocksOf(reply),
    ...end(reply),
    usage: usage(reply),
  }),
  stream(reply, rendering) {
    const started = {
      ...message(rendering),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage(reply), output_tokens: 1 },
    };
    return [
      { type: 'message_start', message: started },
      ...blocksOf(reply).flatMap((block, index) => blockEvents(block, index)),
      { type: 'message_delta', delta: end(reply), usage: { output_tokens: reply.usage.output } },
      { type: 'message_stop' },
    ].map((data) => event(data, data.type));
  },
  streamError: (body) => event(body, 'error'),
  tokenCount: (input_tokens) => ({ input_tokens }),
};

/** The request wants thoughts before the answer. */
export function thinks({ thinking }: Record<string, unknown>): boolean {
  return /^(?:enabled|adaptive)$/.test(nameOf(recordOf(thinking).type));
}

function isResult({ type }: Record<string, unknown>): boolean {
  return type === 'tool_result';
}

function withoutResults({ content, ...rest }: Record<string, unknown>) {
  return {
    ...rest,
    content: Array.isArray(content) ? records(content).filter((part) => !isResult(part)) : content,
  };
}

/** Of `output_config.format`. */
export function schemaOf(format: unknown): unknown {
  const { type, schema } = recordOf(format);
  return type === 'json_schema' ? (schema ?? {}) : undefined;
}

function message({ id, model }: Rendering) {
  return { id, type: 'message', role: 'assistant', model };
}

type Block =
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: Record<string, unknown> };

export function blocksOf({ thought, text, toolCalls }: Reply): Block[] {
  const thinking: Block[] = thought
    ? [{ type: 'thinking', thinking: thought, signature: Buffer.from(thought).toString('base64') }]
    : [];
  if (toolCalls.length === 0) return [...thinking, { type: 'text', text }];
  return [
    ...thinking,
    ...toolCalls.map(
      ({ id, name, arguments: input }): Block => ({
        type: 'tool_use',
        id: id.replace(/^call_/, 'toolu_'),
        name,
        input,
      }),
    ),
  ];
}

type Delta = { type: string } & Record<string, unknown>;

/** What of a block is sent first, and in which pieces the rest follows. */
function piecesOf(block: Block): { empty: Block; deltas: Delta[] } {
  switch (block.type) {
    case 'text':
      return {
        empty: { ...block, text: '' },
        deltas: splitText(block.text).map((text) => ({ type: 'text_delta', text })),
      };
    case 'thinking': {
      const { thinking, signature } = block;
      return {
        empty: { ...block, thinking: '', signature: '' },
        deltas: [
          ...splitText(thinking).map((part) => ({ type: 'thinking_delta', thinking: part })),
          { type: 'signature_delta', signature },
        ],
      };
    }
    case 'tool_use':
      return {
        empty: { ...block, input: {} },
        deltas: splitText(JSON.stringify(block.input)).map((partial_json) => ({
          type: 'input_json_delta',
          partial_json,
        })),
      };
  }
}

function blockEvents(block: Block, index: number): Delta[] {
  const { empty, deltas } = piecesOf(block);
  return [
    { type: 'content_block_start', index, content_block: empty },
    ...(index === 0 ? [{ type: 'ping' }] : []),
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

function end({ finish, stopSequence }: Reply) {
  return { stop_reason: STOP[finish], stop_sequence: stopSequence ?? null };
}

function usage({ usage: { input, output, cacheRead = 0, cacheWrite = 0 } }: Reply) {
  return {
    input_tokens: input - cacheRead - cacheWrite,
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cacheRead,
    output_tokens: output,
    service_tier: 'standard',
  };
}

function toolChoice({ type, name }: Record<string, unknown>): ToolChoice {
  if (type === 'any') return 'required';
  if (type === 'tool' && nameOf(name)) return { name: nameOf(name) };
  return type === 'none' ? 'none' : 'auto';
}
