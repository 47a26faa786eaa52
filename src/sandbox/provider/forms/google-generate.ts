import { isRecord } from '../../../lib/json.js';
import { providerId } from '../../http/ids.js';
import { event } from '../../http/response.js';
import {
  type Form,
  inputText,
  nameOf,
  type Prompt,
  type Rendering,
  type Reply,
  records,
  splitText,
  textOf,
} from '../conversation/prompt.js';

/** Google's generateContent. The path, not the body, decides whether it streams. */
export const googleGenerate: Form = {
  name: 'generateContent',
  messagesField: 'contents',
  read(body) {
    const contents = records(body.contents);
    const newest = contents.at(-1);
    const answered = records(newest?.parts).find((part) => part.functionResponse);
    return {
      stream: false,
      includeUsage: true,
      lastUser: textOf(contents.findLast((content) => content.role !== 'model')?.parts),
      toolResult: answered ? JSON.stringify(answered.functionResponse) : undefined,
      tools: records(body.tools)
        .flatMap((tool) => records(tool.functionDeclarations))
        .map((tool) => ({
          name: nameOf(tool.name),
          parameters: tool.parameters ?? tool.parametersJsonSchema,
        })),
      toolChoice: toolChoice(isRecord(body.toolConfig) ? body.toolConfig.functionCallingConfig : undefined),
      input: inputText(body.systemInstruction, body.contents, body.tools),
    };
  },
  render: (reply, rendering) => chunk(parts(reply), reply, rendering, 'STOP'),
  stream(reply, rendering) {
    const cut = reply.toolCall ? [parts(reply)] : splitText(reply.text).map((text) => [{ text }]);
    return cut.map((some, index) =>
      event(chunk(some, reply, rendering, index === cut.length - 1 ? 'STOP' : undefined)),
    );
  },
};

function parts({ toolCall, text }: Reply): unknown[] {
  return [toolCall ? { functionCall: { name: toolCall.name, args: toolCall.arguments } } : { text }];
}

function chunk(
  some: unknown[],
  { usage: { input, output } }: Reply,
  { model }: Rendering,
  finishReason?: string,
) {
  return {
    candidates: [{ content: { parts: some, role: 'model' }, finishReason, index: 0 }],
    usageMetadata: { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output },
    modelVersion: model,
    responseId: providerId(''),
  };
}

function toolChoice(config: unknown): Prompt['toolChoice'] {
  if (!isRecord(config)) return 'auto';
  if (config.mode === 'NONE') return 'none';
  if (config.mode !== 'ANY') return 'auto';
  const [only, ...others] = Array.isArray(config.allowedFunctionNames) ? config.allowedFunctionNames : [];
  return only && others.length === 0 ? { name: nameOf(only) } : 'required';
}
