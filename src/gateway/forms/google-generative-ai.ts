import { percentEncode } from '../../lib/text/percent-encode.js';
import type { Form } from './form.js';
import { joined, list, toolCall } from './parts.js';
import { TOOL } from './tool.js';

const { name, description, parameters, result } = TOOL;

/** Google's generateContent. */
export const googleGenerativeAi: Form = {
  route: 'google-ai-studio',
  keyHeader: 'x-goog-api-key',
  endpoint(model, _baseUrl, stream) {
    const id = model
      .replace(/^models\//, '')
      .split('/')
      .map(percentEncode)
      .join('/');
    return `/models/${id}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`;
  },
  body: ({ prompt, image, limit }) => ({
    contents: [
      {
        role: 'user',
        parts: [
          { text: prompt },
          ...(image ? [{ inlineData: { mimeType: image.mediaType, data: image.base64 } }] : []),
        ],
      },
    ],
    generationConfig: { maxOutputTokens: limit },
  }),
  emptyBody: () => ({ contents: [] }),
  read(json) {
    const candidate = json.at('candidates').at(0);
    const parts = candidate.at('content').at('parts').array();
    const usage = json.at('usageMetadata');
    const answered = usage.at('candidatesTokenCount').count();
    const thought = usage.at('thoughtsTokenCount').count();
    return {
      text: joined(parts?.filter((part) => part.at('thought').flag() !== true)),
      inputTokens: usage.at('promptTokenCount').count(),
      outputTokens:
        answered === undefined && thought === undefined ? undefined : (answered ?? 0) + (thought ?? 0),
      finish: candidate.at('finishReason').text(),
    };
  },
  offerTool: (body) => ({
    ...body,
    tools: [{ functionDeclarations: [{ name, description, parameters }] }],
    toolConfig: { functionCallingConfig: { mode: 'ANY' } },
  }),
  readToolCall(json) {
    const turn = json.at('candidates').at(0).at('content');
    const parts = turn.at('parts').array();
    const call = parts?.map((part) => part.at('functionCall')).find((one) => one.exists());
    return toolCall(undefined, call, JSON.stringify(call?.at('args').value ?? {}), turn.value);
  },
  answerTool: (body, call) => ({
    ...body,
    toolConfig: { functionCallingConfig: { mode: 'AUTO' } },
    contents: [
      ...list(body.contents),
      call.turn,
      { role: 'user', parts: [{ functionResponse: { name: call.name, response: { number: result } } }] },
    ],
  }),
};
