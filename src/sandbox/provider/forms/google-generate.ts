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
const MAX_CANDIDATES = 8;

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
        .flatMap(({ functionResponse }) =>
          functionResponse ? [toolResult(recordOf(functionResponse))] : [],
        ),
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
      choices: Math.min(countOf(config.candidateCount) ?? 1, MAX_CANDIDATES),
      thinks: recordOf(config.thinkingConfig).includeThoughts === true,
      input: inputText(body.systemInstruction, body.contents, body.tools),
    });
  },
  render: (reply, rendering) =>
    chunk([...thoughts(reply), ...parts(reply, rendering.model)], reply, rendering, true),
  stream(reply, rendering) {
    const words = splitText(reply.text).map((text) => [{ text }]);
    const cut = reply.toolCalls.length > 0 || words.length === 0 ? [parts(reply, rendering.model)] : words;
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

/** SDKs put a result that is text into `output` or `content`; else the whole response is the result. */
function toolResult({ response }: Record<string, unknown>): string {
  return textOf(response) || JSON.stringify(response ?? {});
}

function thoughts({ thought }: Reply): unknown[] {
  return thought ? [{ text: thought, thought: true }] : [];
}

/** From Gemini 3 on, which wants it back with the call. */
export function signsCalls(model: string): boolean {
  return /^gemini-(?:[3-9]|\d\d)/.test(model);
}

const THOUGHT_SIGNATURE = Buffer.from('the thought of the sandbox').toString('base64');

/** Of calls at once, the first carries the signature. */
function parts({ toolCalls, text }: Reply, model: string): unknown[] {
  return toolCalls.length > 0
    ? toolCalls.map(({ name, arguments: args }, index) => ({
        functionCall: { name, args },
        thoughtSignature: index === 0 && signsCalls(model) ? THOUGHT_SIGNATURE : undefined,
      }))
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
