import { parseJson } from '../../../lib/json.js';
import { event } from '../../http/response.js';
import { splitText } from '../conversation/count-tokens.js';
import { type Form, newPrompt, type Reply } from '../conversation/prompt.js';
import {
  countOf,
  inputText,
  records,
  sinceLastAnswer,
  textOf,
  userTexts,
} from '../conversation/read-content.js';
import { chatUsage, schemaOf, toolOf } from './openai-chat.js';

/** Workers AI's own text generation: `prompt` or `messages` in, `result.response` out. */
export const workersAiRun: Form = {
  name: 'run',
  messagesField: 'messages',
  idPrefix: '',
  read(body) {
    const recent = sinceLastAnswer(records(body.messages), ({ role }) => role === 'assistant');
    return newPrompt({
      stream: body.stream === true,
      asked: typeof body.prompt === 'string' ? [body.prompt] : userTexts(recent),
      toolResults: recent.filter(({ role }) => role === 'tool').map(({ content }) => textOf(content)),
      tools: records(body.tools).map((tool) => toolOf(tool.function ?? tool)),
      schema: schemaOf(body.response_format),
      maxTokens: countOf(body.max_tokens),
      input: inputText(body.prompt ?? body.messages, body.tools),
    });
  },
  render: (reply) => ({
    result: { response: responseOf(reply), tool_calls: calls(reply), usage: chatUsage(reply) },
    success: true,
    errors: [],
    messages: [],
  }),
  stream: (reply) => [
    ...splitText(reply.text).map((response) => event({ response })),
    event({ response: '', tool_calls: calls(reply), usage: chatUsage(reply) }),
    event('[DONE]'),
  ],
  streamError: (body) => event(body),
};

/** In JSON mode it is no text. */
function responseOf({ text, isJson }: Reply): unknown {
  return isJson ? (parseJson(text) ?? text) : text;
}

function calls({ toolCalls }: Reply) {
  return toolCalls.map(({ name, arguments: args }) => ({ name, arguments: args }));
}
