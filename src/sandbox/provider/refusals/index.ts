import type { SandboxResponse } from '../../http/response.js';
import { notImplemented } from '../../responses/not-implemented.js';
import { countOf, nameOf, recordOf, records } from '../conversation/read-content.js';
import { anthropicError } from '../failures/anthropic-failures.js';
import { googleError } from '../failures/google-failures.js';
import { openaiError } from '../failures/openai-failures.js';
import { thinks } from '../forms/anthropic-messages.js';
import { embeddingSize, hasFixedSize, MOST_TEXTS, textsIn } from '../forms/embeddings.js';
import { signsCalls } from '../forms/google-generate.js';
import { seesImages } from '../models/catalogue.js';
import type { ModelRequest, Refusal } from './refusal.js';
import {
  chatHistory,
  contentsHistory,
  converseHistory,
  messagesHistory,
  responsesHistory,
} from './tool-history.js';

/** OpenAI's own; what other providers say to it is not known. */
const ofOpenai =
  (refusal: Refusal): Refusal =>
  (request) =>
    request.slug === 'openai' ? refusal(request) : undefined;

const jsonUnmentioned = (field: string, format: (body: Record<string, unknown>) => unknown): Refusal =>
  ofOpenai(({ body }) =>
    recordOf(format(body)).type === 'json_object' && !/json/i.test(JSON.stringify(body[field] ?? ''))
      ? openaiError(
          400,
          `'${field}' must contain the word 'json' in some form, to use '${field === 'input' ? 'text.format' : 'response_format'}' of type 'json_object'.`,
          { param: field },
        )
      : undefined,
  );

const blind: Refusal = ofOpenai(({ slug, model, body }) => {
  if (seesImages(slug, model)) return undefined;
  const at = records(body.messages).findIndex(({ content }) =>
    records(content).some(({ type }) => type === 'image_url'),
  );
  return at < 0
    ? undefined
    : openaiError(400, 'Invalid content type. image_url is only supported by certain models.', {
        param: `messages.[${at}].content.[0].type`,
      });
});

/** OpenAI's smallest limit of the Responses API. */
const MIN_OUTPUT_TOKENS = 16;

const tooFewTokens: Refusal = ofOpenai(({ body: { max_output_tokens: limit } }) =>
  typeof limit === 'number' && limit < MIN_OUTPUT_TOKENS
    ? openaiError(
        400,
        `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= ${MIN_OUTPUT_TOKENS}, but got ${limit} instead.`,
        { param: 'max_output_tokens', code: 'integer_below_min_value' },
      )
    : undefined,
);

/** Claude models from Opus 4.7 on: they decide themselves how long they think. */
const ADAPTIVE = /^claude-(?:opus-4-[78]|(?:opus|sonnet|haiku|fable)-[5-9])/;
/** Those up to 4.5 think within a budget that the request sets. */
const BUDGETED = /^claude-(?:opus|sonnet|haiku)-4-[0-5](?:-|$)/;

const thinkingForm: Refusal = ({ model, body }) => {
  const { type } = recordOf(body.thinking);
  if (type === 'enabled' && ADAPTIVE.test(model))
    return anthropicError(
      '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    );
  return type === 'adaptive' && BUDGETED.test(model)
    ? anthropicError('adaptive thinking is not supported on this model')
    : undefined;
};

const temperature: Refusal = ({ model, body }) =>
  ADAPTIVE.test(model) && typeof body.temperature === 'number' && body.temperature !== 1
    ? anthropicError('`temperature` is deprecated for this model.')
    : undefined;

/** From Gemini 3 on: the first call of each turn comes back with the thought that led to it. */
const unsignedCall: Refusal = ({ model, body }) => {
  if (!signsCalls(model)) return undefined;
  const contents = records(body.contents);
  const asked = contents.findLastIndex(
    ({ role, parts }) => role !== 'model' && records(parts).every((part) => !part.functionResponse),
  );
  for (const [at, { parts }] of contents.entries()) {
    const call = at > asked ? records(parts).find((part) => part.functionCall) : undefined;
    if (call && !call.thoughtSignature)
      return googleError(
        400,
        `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${nameOf(recordOf(call.functionCall).name)}\` , position ${at + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
      );
  }
  return undefined;
};

const MIN_BUDGET = 1024;

const thinkingBudget: Refusal = ({ body }) => {
  const { type, budget_tokens: budget } = recordOf(body.thinking);
  if (type !== 'enabled') return undefined;
  if ((countOf(budget) ?? 0) < MIN_BUDGET)
    return anthropicError(
      `thinking.enabled.budget_tokens: Input should be greater than or equal to ${MIN_BUDGET}`,
    );
  return (countOf(budget) ?? 0) >= (countOf(body.max_tokens) ?? 0)
    ? anthropicError(
        '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
      )
    : undefined;
};

const thinkingWithForcedTool: Refusal = ({ body }) =>
  thinks(body) && /^(?:any|tool)$/.test(nameOf(recordOf(body.tool_choice).type))
    ? anthropicError('Thinking may not be enabled when tool_choice forces tool use.')
    : undefined;

const vectorTooLong: Refusal = ofOpenai(({ model, body: { dimensions } }) => {
  if (dimensions === undefined) return undefined;
  if (hasFixedSize(model)) return openaiError(400, 'This model does not support specifying dimensions.');
  const most = embeddingSize(model);
  return (countOf(dimensions) ?? Number.POSITIVE_INFINITY) > most
    ? openaiError(
        400,
        `Invalid value for 'dimensions' = ${JSON.stringify(dimensions)}. Must be less than or equal to ${most}.`,
      )
    : undefined;
});

const tooManyTexts: Refusal = ({ slug, body }) => {
  const count = textsIn(body);
  if (count <= MOST_TEXTS) return undefined;
  return slug === 'openai'
    ? openaiError(
        400,
        `Invalid 'input': array too long. Expected an array with maximum length ${MOST_TEXTS}, but got an array with length ${count} instead.`,
        { param: 'input', code: 'array_above_max_length' },
      )
    : notImplemented('gateway', `A request with more than ${MOST_TEXTS} texts`);
};

/** Why the providers refuse a request, by form; the first reason counts. */
const REFUSALS: Record<string, readonly Refusal[]> = {
  'chat.completions': [
    chatHistory,
    jsonUnmentioned('messages', ({ response_format: format }) => format),
    blind,
  ],
  responses: [responsesHistory, jsonUnmentioned('input', ({ text }) => recordOf(text).format), tooFewTokens],
  messages: [messagesHistory, thinkingForm, thinkingBudget, thinkingWithForcedTool, temperature],
  generateContent: [contentsHistory, unsignedCall],
  converse: [converseHistory],
  embeddings: [tooManyTexts, vectorTooLong],
};

export function refusalOf(form: string, request: ModelRequest): SandboxResponse | undefined {
  for (const refusal of REFUSALS[form] ?? []) {
    const response = refusal(request);
    if (response) return response;
  }
  return undefined;
}
