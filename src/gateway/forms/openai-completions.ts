import type { Form } from './form.js';
import { dataUrl, joined, list, toolCall } from './parts.js';
import { TOOL } from './tool.js';

const { name, description, parameters, result } = TOOL;

/** OpenAI's models that refuse `max_tokens`. */
const WANTS_COMPLETION_TOKENS = /(^|\/)(gpt-[5-9]|o[1-9])/;

/** OpenAI's chat completions, which most providers imitate. */
export const openaiCompletions: Form = {
  route: 'compat',
  keyHeader: 'authorization',
  endpoint: () => '/chat/completions',
  body({ model, prompt, image, limit, stream, maxTokensField }) {
    const field =
      maxTokensField ?? (WANTS_COMPLETION_TOKENS.test(model) ? 'max_completion_tokens' : 'max_tokens');
    const content = image
      ? [
          { type: 'text', text: prompt },
          { type: 'image_url', image_url: { url: dataUrl(image) } },
        ]
      : prompt;
    const streaming = stream ? { stream, stream_options: { include_usage: true } } : {};
    return { model, messages: [{ role: 'user', content }], [field]: limit, ...streaming };
  },
  emptyBody: (model) => ({ model, messages: [] }),
  read(json) {
    const choice = json.at('choices').at(0);
    const usage = json.at('usage');
    // `message` when whole, `delta` in a stream
    const message = choice.at('message').exists() ? choice.at('message') : choice.at('delta');
    const content = message.at('content');
    return {
      text: content.text() ?? joined(content.array()),
      inputTokens: usage.at('prompt_tokens').count(),
      outputTokens: usage.at('completion_tokens').count(),
      finish: choice.at('finish_reason').text(),
    };
  },
  offerTool: (body) => ({
    ...body,
    tools: [{ type: 'function', function: { name, description, parameters } }],
    tool_choice: 'required',
  }),
  readToolCall(json) {
    const turn = json.at('choices').at(0).at('message');
    const call = turn.at('tool_calls').at(0);
    const called = call.at('function');
    return toolCall(call.at('id').text(), called, called.at('arguments').text(), turn.value);
  },
  answerTool: (body, call) => ({
    ...body,
    tool_choice: 'auto',
    messages: [...list(body.messages), call.turn, { role: 'tool', tool_call_id: call.id, content: result }],
  }),
};
