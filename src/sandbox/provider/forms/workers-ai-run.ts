import { isRecord } from '../../../lib/json.js';
import { event } from '../../http/response.js';
import {
  chatUsage,
  type Form,
  inputText,
  lastUserText,
  nameOf,
  type Reply,
  records,
  splitText,
  textOf,
} from '../conversation/prompt.js';

/** Workers AI's own text generation: `prompt` or `messages` in, `result.response` out. */
export const workersAiRun: Form = {
  name: 'run',
  messagesField: 'messages',
  read(body) {
    const messages = records(body.messages);
    return {
      stream: body.stream === true,
      includeUsage: true,
      lastUser: typeof body.prompt === 'string' ? body.prompt : lastUserText(messages),
      toolResult: messages.at(-1)?.role === 'tool' ? textOf(messages.at(-1)?.content) : undefined,
      tools: records(body.tools).map((tool) => {
        const described = isRecord(tool.function) ? tool.function : tool;
        return { name: nameOf(described.name), parameters: described.parameters };
      }),
      toolChoice: 'auto',
      input: inputText(body.prompt ?? body.messages, body.tools),
    };
  },
  render: (reply) => ({
    result: { response: reply.text, tool_calls: calls(reply), usage: chatUsage(reply) },
    success: true,
    errors: [],
    messages: [],
  }),
  stream: (reply) => [
    ...splitText(reply.text).map((response) => event({ response })),
    event({ response: '', tool_calls: calls(reply), usage: chatUsage(reply) }),
    event('[DONE]'),
  ],
};

function calls({ toolCall }: Reply) {
  return toolCall ? [{ name: toolCall.name, arguments: toolCall.arguments }] : [];
}
