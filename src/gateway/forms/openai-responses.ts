import type { Json } from '../../lib/json-view.js';
import type { Form, Piece } from './form.js';
import { dataUrl, joined, list, REASONS, toolCall } from './parts.js';
import { TOOL } from './tool.js';

const { name, description, parameters, result } = TOOL;

/** OpenAI's Responses API. */
export const openaiResponses: Form = {
  route: 'openai',
  keyHeader: 'authorization',
  endpoint: () => '/responses',
  body({ model, prompt, image, limit, stream }) {
    const content = image
      ? [
          { type: 'input_text', text: prompt },
          { type: 'input_image', image_url: dataUrl(image) },
        ]
      : prompt;
    const input = [{ role: 'user', content }];
    return { model, input, max_output_tokens: limit, store: false, stream: stream || undefined };
  },
  emptyBody: (model) => ({ model, input: [] }),
  read(json) {
    const type = json.at('type').text();
    if (type === undefined) return readResponse(json);
    if (type === 'response.output_text.delta') return { text: json.at('delta').text() };
    return /^response\.(completed|incomplete|failed)$/.test(type) ? readResponse(json.at('response')) : {};
  },
  offerTool: (body) => ({
    ...body,
    tools: [{ type: 'function', name, description, parameters }],
    tool_choice: 'required',
    // What a reasoning model thought has to come back with its call, and nothing is stored.
    include: REASONS.test(String(body.model)) ? ['reasoning.encrypted_content'] : undefined,
  }),
  readToolCall(json) {
    const output = json.at('output');
    const call = output.array()?.find((item) => item.at('type').text() === 'function_call');
    return toolCall(call?.at('call_id').text(), call, call?.at('arguments').text(), output.value);
  },
  answerTool: (body, call) => ({
    ...body,
    tool_choice: 'auto',
    input: [
      ...list(body.input),
      ...list(call.turn),
      { type: 'function_call_output', call_id: call.id, output: result },
    ],
  }),
};

function readResponse(json: Json): Piece {
  const messages =
    json
      .at('output')
      .array()
      ?.filter((item) => item.at('type').text() === 'message') ?? [];
  return {
    whole: messages.map((item) => joined(item.at('content').array())).join(''),
    inputTokens: json.at('usage').at('input_tokens').count(),
    outputTokens: json.at('usage').at('output_tokens').count(),
    finish: json.at('incomplete_details').at('reason').text() ?? json.at('status').text(),
  };
}
