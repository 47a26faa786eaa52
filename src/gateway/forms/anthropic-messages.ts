import type { Json } from '../../lib/json-view.js';
import type { Form, Piece } from './form.js';
import { joined, list, toolCall } from './parts.js';
import { TOOL } from './tool.js';

const { name, description, parameters, result } = TOOL;

/** Anthropic's Messages API. */
export const anthropicMessages: Form = {
  route: 'anthropic',
  keyHeader: 'x-api-key',
  headers: { 'anthropic-version': '2023-06-01' },
  addsVersion: true,
  endpoint: (_model, baseUrl) => (baseUrl.endsWith('/v1') ? '/messages' : '/v1/messages'),
  body({ model, prompt, image, limit, stream }) {
    const content = image
      ? [
          { type: 'image', source: { type: 'base64', media_type: image.mediaType, data: image.base64 } },
          { type: 'text', text: prompt },
        ]
      : prompt;
    return {
      model,
      max_tokens: limit,
      messages: [{ role: 'user', content }],
      stream: stream || undefined,
    };
  },
  emptyBody: (model) => ({ model, max_tokens: 1, messages: [] }),
  read(json) {
    const delta = json.at('delta');
    switch (json.at('type').text()) {
      case 'message_start':
        return usageOf(json.at('message'));
      case 'content_block_delta':
        return { text: delta.at('text').text() };
      case 'message_delta':
        return { ...usageOf(json), finish: delta.at('stop_reason').text() };
      default:
        return {
          text: joined(json.at('content').array()),
          ...usageOf(json),
          finish: json.at('stop_reason').text(),
        };
    }
  },
  offerTool: (body) => ({
    ...body,
    tools: [{ name, description, input_schema: parameters }],
    tool_choice: { type: 'any' },
  }),
  readToolCall(json) {
    const content = json.at('content');
    const call = content.array()?.find((item) => item.at('type').text() === 'tool_use');
    return toolCall(call?.at('id').text(), call, JSON.stringify(call?.at('input').value ?? {}), {
      role: 'assistant',
      content: content.value,
    });
  },
  answerTool: (body, call) => ({
    ...body,
    tool_choice: { type: 'auto' },
    messages: [
      ...list(body.messages),
      call.turn,
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: result }] },
    ],
  }),
};

function usageOf(json: Json): Piece {
  const usage = json.at('usage');
  return { inputTokens: usage.at('input_tokens').count(), outputTokens: usage.at('output_tokens').count() };
}
