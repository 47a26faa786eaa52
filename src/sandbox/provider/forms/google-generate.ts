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
} from '../conversation/read-content.js';

const FINISH: Record<Finish, string> = {
  end: 'STOP',
  'stop-sequence': 'STOP',
  length: 'MAX_TOKENS',
  'tool-calls': 'STOP',
};

/** Google's own limit. */
const MOST_CANDIDATES = 8;

/** Google's generateContent. The path, not the body, decides whether it streams. */
export const googleGenerate: Form = {
  name: 'generateContent',
  messagesField: 'contents',
  idPrefix: '',
  read(body) {
    const recent = sinceLastAnswer(records(body.contents), ({ role }) => role === 'model');
    const parts = recent.map((content) => records(content.parts));
    const config = recordOf(body.generationConfig);
    return newPrompt({
      asked: parts.map((some) => textOf(some.filter((part) => !part.functionResponse))).reverse(),
      toolResults: parts
        .flat()
        .flatMap(({ functionResponse }) => (functionResponse ? [JSON.stringify(functionResponse)] : [])),
      tools: records(body.tools)
        .flatMap((tool) => records(tool.functionDeclarations))
        .map((tool) => ({
          name: nameOf(tool.name),
          parameters: tool.parameters ?? tool.parametersJsonSchema,
        })),
      toolChoice: toolChoice(recordOf(recordOf(body.toolConfig).functionCallingConfig)),
      schema: schemaOf(config),
      maxTokens: countOf(config.maxOutputTokens),
      stop: textsOf(config.stopSequences),
      choices: Math.min(countOf(config.candidateCount) ?? 1, MOST_CANDIDATES),
      thinks: recordOf(config.thinkingConfig).includeThoughts === true,
      input: inputText(body.systemInstruction, body.contents, body.tools),
    });
  },
  render: (reply, rendering) => chunk([...thoughts(reply), ...parts(reply)], reply, rendering, true),
  stream(reply, rendering) {
    const words = splitText(reply.text).map((text) => [{ text }]);
    const cut = reply.toolCalls.length > 0 || words.length === 0 ? [parts(reply)] : words;
    return [
      ...thoughts(reply).map((part) => event(chunk([part], reply, rendering, false))),
      ...cut.map((some, index) => event(chunk(some, reply, rendering, index === cut.length - 1))),
    ];
  },
  streamError: (body) => event(body),
  tokenCount: (totalTokens) => ({
    totalTokens,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }],
  }),
};

/** `responseSchema` is Google's own dialect, `responseJsonSchema` the standard. */
function schemaOf({
  responseMimeType,
  responseSchema,
  responseJsonSchema,
}: Record<string, unknown>): unknown {
  if (responseMimeType !== 'application/json') return undefined;
  return responseSchema ?? responseJsonSchema ?? {};
}

function thoughts({ thought }: Reply): unknown[] {
  return thought ? [{ text: thought, thought: true }] : [];
}

function parts({ toolCalls, text }: Reply): unknown[] {
  return toolCalls.length > 0
    ? toolCalls.map(({ name, arguments: args }) => ({ functionCall: { name, args } }))
    : [{ text }];
}

function chunk(
  some: unknown[],
  { finish, usage: { input, output, thought } }: Reply,
  { id, model, choices }: Rendering,
  isLast: boolean,
) {
  const finishReason = isLast ? FINISH[finish] : undefined;
  return {
    candidates: Array.from({ length: choices }, (_, index) => ({
      content: { parts: some, role: 'model' },
      finishReason,
      index,
    })),
    usageMetadata: {
      promptTokenCount: input,
      candidatesTokenCount: output - thought,
      thoughtsTokenCount: thought || undefined,
      totalTokenCount: input + output,
    },
    modelVersion: model,
    responseId: id,
  };
}

function toolChoice({ mode, allowedFunctionNames: names }: Record<string, unknown>): ToolChoice {
  if (mode === 'NONE') return 'none';
  if (mode !== 'ANY') return 'auto';
  const [only, ...others] = textsOf(names);
  return only && others.length === 0 ? { name: only } : 'required';
}
