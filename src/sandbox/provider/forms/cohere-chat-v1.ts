import { splitText } from '../conversation/count-tokens.js';
import { type Form, newPrompt, type Rendering, type Reply } from '../conversation/prompt.js';
import { countOf, inputText, nameOf, recordOf, records, textsOf } from '../conversation/read-content.js';
import { COHERE_ERRORS, cohereFinish, cohereSchema, cohereUsage } from './cohere-chat.js';

/** Of a request that names none, as the example of Cloudflare's docs does. */
const DEFAULT_MODEL = 'command-a-03-2025';

/** Cohere's chat, version 1: one message, and the history in a field of its own. */
export const cohereChatV1: Form = {
  name: 'cohere.v1',
  label: 'chat (v1)',
  messagesField: 'message',
  idPrefix: '',
  read: (body) =>
    newPrompt({
      stream: body.stream === true,
      asked: [nameOf(body.message)],
      toolResults: records(body.tool_results).map(({ outputs }) => JSON.stringify(outputs)),
      tools: records(body.tools).map((tool) => ({
        name: nameOf(tool.name),
        parameters: schemaOf(recordOf(tool.parameter_definitions)),
      })),
      schema: cohereSchema(body.response_format),
      maxTokens: countOf(body.max_tokens),
      stop: textsOf(body.stop_sequences),
      input: inputText(body.preamble, body.chat_history, body.message, body.tools),
    }),
  render: responseOf,
  stream: (reply, rendering) =>
    [
      { event_type: 'stream-start', generation_id: rendering.id },
      ...splitText(reply.text).map((text) => ({ event_type: 'text-generation', text })),
      ...(reply.toolCalls.length > 0
        ? [{ event_type: 'tool-calls-generation', tool_calls: callsOf(reply) }]
        : []),
      {
        event_type: 'stream-end',
        finish_reason: cohereFinish(reply),
        response: responseOf(reply, rendering),
      },
    ].map((data) => line({ is_finished: data.event_type === 'stream-end', ...data })),
  streamType: 'application/stream+json',
  streamError: ({ message }) =>
    line({ is_finished: true, event_type: 'stream-end', finish_reason: 'ERROR', error: message }),
  modelIn: ({ model }) => nameOf(model) || DEFAULT_MODEL,
  errors: COHERE_ERRORS,
};

function line(data: unknown): string {
  return `${JSON.stringify(data)}\n`;
}

function responseOf(reply: Reply, { id }: Rendering) {
  return {
    response_id: id,
    generation_id: id,
    text: reply.text,
    finish_reason: cohereFinish(reply),
    tool_calls: reply.toolCalls.length > 0 ? callsOf(reply) : undefined,
    meta: { api_version: { version: '1' }, ...cohereUsage(reply) },
  };
}

function callsOf({ toolCalls }: Reply) {
  return toolCalls.map(({ name, arguments: parameters }) => ({ name, parameters }));
}

/** Python's names of types. */
const TYPES: Record<string, string> = { str: 'string', int: 'integer', float: 'number', bool: 'boolean' };

/** JSON Schema of `parameter_definitions`. */
function schemaOf(definitions: Record<string, unknown>) {
  const fields = Object.entries(definitions).map(([name, definition]) => {
    const { type, required } = recordOf(definition);
    return { name, type: TYPES[nameOf(type)] ?? nameOf(type), required: required === true };
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, type }) => [name, { type }])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  };
}
