import { parseJson } from '../../../lib/json.js';
import { AWS_EVENT_STREAM, awsEvent, awsException } from '../../http/bodies/aws-event-stream.js';
import { splitText } from '../conversation/count-tokens.js';
import { type Form, newPrompt, type Reply, type ToolChoice } from '../conversation/prompt.js';
import {
  countOf,
  inputText,
  nameOf,
  recordOf,
  records,
  sinceLastAnswer,
  textOf,
  textsOf,
} from '../conversation/read-content.js';
import { validationError } from '../failures/bedrock-failures.js';
import { schemaOf as claudeSchema, STOP, thinks } from './anthropic-messages.js';

/** Amazon Bedrock's Converse and ConverseStream. The path, not the body, decides whether it streams. */
export const bedrockConverse: Form = {
  name: 'converse',
  messagesField: 'messages',
  idPrefix: '',
  read(body) {
    const recent = sinceLastAnswer(records(body.messages), ({ role }) => role === 'assistant');
    const blocks = recent.map(({ content }) => records(content));
    const { tools, toolChoice: choice } = recordOf(body.toolConfig);
    const { maxTokens, stopSequences } = recordOf(body.inferenceConfig);
    const { thinking, reasoning_config: reasoning } = recordOf(body.additionalModelRequestFields);
    return newPrompt({
      asked: blocks.map((some) => textOf(some.filter((block) => !block.toolResult))).reverse(),
      toolResults: blocks.flat().flatMap(({ toolResult }) => (toolResult ? [resultText(toolResult)] : [])),
      tools: records(tools).flatMap(({ toolSpec }) => (toolSpec ? [toolOf(recordOf(toolSpec))] : [])),
      toolChoice: toolChoice(recordOf(choice)),
      schema: schemaOf(body),
      maxTokens: countOf(maxTokens),
      stop: textsOf(stopSequences),
      thinks: thinks({ thinking: thinking ?? reasoning }),
      input: inputText(body.system, body.messages, tools),
    });
  },
  render: (reply) => ({
    metrics: { latencyMs: LATENCY_MS },
    output: { message: { role: 'assistant', content: blocksOf(reply) } },
    stopReason: STOP[reply.finish],
    usage: usageOf(reply),
  }),
  stream: (reply) => [
    awsEvent('messageStart', { role: 'assistant' }),
    ...blocksOf(reply).flatMap((block, contentBlockIndex) => [
      ...blockEvents(block, contentBlockIndex),
      awsEvent('contentBlockStop', { contentBlockIndex }),
    ]),
    awsEvent('messageStop', { stopReason: STOP[reply.finish] }),
    awsEvent('metadata', { metrics: { latencyMs: LATENCY_MS }, usage: usageOf(reply) }),
  ],
  streamType: AWS_EVENT_STREAM,
  streamError: ({ message }) => awsException('modelStreamErrorException', { message }),
  errors: {
    refuse: (status, message) => validationError(message, status),
    missing: (field) =>
      `1 validation error detected: Value null at '${field}' failed to satisfy constraint: Member must not be null`,
  },
};

/** The same in every answer. */
const LATENCY_MS = 20;

function resultText(result: unknown): string {
  return records(recordOf(result).content)
    .map(({ text, json }) => (typeof text === 'string' ? text : JSON.stringify(json ?? '')))
    .join('');
}

function toolOf({ name, inputSchema }: Record<string, unknown>) {
  return { name: nameOf(name), parameters: recordOf(inputSchema).json };
}

function toolChoice({ any, tool }: Record<string, unknown>): ToolChoice {
  if (any) return 'required';
  const name = nameOf(recordOf(tool).name);
  return name ? { name } : 'auto';
}

/** Of `outputConfig`, where the schema is JSON in a string, or of Claude's own field. */
function schemaOf({ outputConfig, additionalModelRequestFields: more }: Record<string, unknown>): unknown {
  const { type, structure } = recordOf(recordOf(outputConfig).textFormat);
  const { schema } = recordOf(recordOf(structure).jsonSchema);
  if (type === 'json_schema') return typeof schema === 'string' ? (parseJson(schema) ?? {}) : {};
  return claudeSchema(recordOf(recordOf(more).output_config).format);
}

interface ToolUse {
  toolUseId: string;
  name: string;
  input: unknown;
}

type Block =
  | { reasoningContent: { reasoningText: { text: string; signature: string } } }
  | { text: string }
  | { toolUse: ToolUse };

function blocksOf({ thought, text, toolCalls }: Reply): Block[] {
  const signature = Buffer.from(thought ?? '').toString('base64');
  const thinking: Block[] = thought
    ? [{ reasoningContent: { reasoningText: { text: thought, signature } } }]
    : [];
  if (toolCalls.length === 0) return [...thinking, { text }];
  return [
    ...thinking,
    ...toolCalls.map(({ id, name, arguments: input }) => ({
      toolUse: { toolUseId: id.replace(/^call_/, 'tooluse_'), name, input },
    })),
  ];
}

function blockEvents(block: Block, contentBlockIndex: number): Uint8Array[] {
  const delta = (change: object) => awsEvent('contentBlockDelta', { contentBlockIndex, delta: change });
  if ('text' in block) return splitText(block.text).map((text) => delta({ text }));
  if ('reasoningContent' in block) {
    const { text, signature } = block.reasoningContent.reasoningText;
    return [
      ...splitText(text).map((part) => delta({ reasoningContent: { text: part } })),
      delta({ reasoningContent: { signature } }),
    ];
  }
  const { input, ...toolUse } = block.toolUse;
  return [
    awsEvent('contentBlockStart', { contentBlockIndex, start: { toolUse } }),
    ...splitText(JSON.stringify(input)).map((part) => delta({ toolUse: { input: part } })),
  ];
}

function usageOf({ usage: { input, output } }: Reply) {
  return { inputTokens: input, outputTokens: output, totalTokens: input + output };
}
