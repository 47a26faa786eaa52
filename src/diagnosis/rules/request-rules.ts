import type { Answer } from '../exchange/answer.js';
import type { Rule } from './rule.js';

/** What OpenClaw's model entry says to leave a field out, or to send it in another way (`compat`, OpenClaw 2026.9.6). */
const COMPAT: readonly [field: RegExp, setting: string][] = [
  [/^store$/, 'supportsStore: false'],
  [/^developer$/, 'supportsDeveloperRole: false'],
  [/^reasoning(_?effort|\.effort)?$/i, 'supportsReasoningEffort: false'],
  [/^(stream_options|include_usage)$/, 'supportsUsageInStreaming: false'],
  [/(^|\.)strict$/, 'supportsStrictMode: false'],
  [/^(tools|tool_choice|parallel_tool_calls)$/, 'supportsTools: false'],
  [/^prompt_cache_key$/, 'supportsPromptCacheKey: false'],
  [/^max_completion_tokens$/, 'maxTokensField: "max_tokens"'],
  [/^content$/, 'requiresStringContent: true'],
];

/** How providers name a field, a role or a form that they do not know; group 1 is the name. */
const FIELD_UNKNOWN: readonly RegExp[] = [
  /unknown name "?([\w.]+)"?/i,
  /(?:unrecognized|unsupported|unexpected|invalid) (?:request )?(?:argument|arguments|parameter|parameters|field|fields|property|key)s?(?: supplied)?:? ["'`]?([\w.]+)/i,
  /unknown (?:parameter|field|argument|property|key|variant):? ["'`]?([\w.]+)/i,
  /propert(?:y|ies) ["'`]?([\w.]+)["'`]? (?:is|are) (?:unsupported|not supported|not allowed)/i,
  /additional properties are not allowed.{0,10}["'`]([\w.]+)/i,
  /(?:body\.)?(?<![\w.])([a-z_.]+): extra (?:inputs|fields) (?:are )?not permitted/i,
  /extra inputs are not permitted, field: ["'`]?([\w.]+)/i,
  /extraneous key \[([\w.]+)\]/i,
  /argument not supported on this model: ["'`]?([\w.]+)/i,
  /(?:does not|doesn't) support (?:the )?(?:parameter|argument|field) ["'`]?([\w.]+)/i,
  /["'`]([\w.]+)["'`] (?:is not|does not) support(?:ed)?\b(?!.{0,30}value)/i,
  /(?:role|messages\[\d+\]\.role).{0,40}(?:does not support|unsupported|invalid).{0,10}["'`](developer)["'`]/i,
  /["'`](developer)["'`] is not one of/i,
  /\.?(content)["'`]?(?: must be a string|: invalid type: sequence, expected a string|: input should be a valid string)/i,
];

/** The field that the provider objects to, and the setting that keeps OpenClaw from sending it. */
function fieldIn({ words }: Answer): { found: string; expected: string } | undefined {
  for (const pattern of FIELD_UNKNOWN) {
    const name = pattern.exec(words)?.[1];
    const found = name?.replace(/^body\.|\.$/g, '');
    const setting = found && COMPAT.find(([field]) => field.test(found))?.[1];
    if (found && setting) return { found, expected: setting };
  }
  return undefined;
}

const MODEL_WITHOUT_API =
  /(messages|responses|chat completions?|completions?) api is not (supported|available) (for|by|on|with)|only supported in v1\/(responses|completions)|(only supports?|use) the (responses|chat completions) api|not supported in the v1\/chat\/completions|not a chat model|did you mean to use v1\/(completions|responses)|does not support (the )?(chat|responses|messages) ?(completions? )?(api|endpoint)/i;

const HISTORY =
  /thought_?signature|tool_use.{0,80}without.{0,60}tool_result|tool_result.{0,200}(corresponding|matching|previous) .{0,40}tool_use|unexpected `?tool_use_id|must be followed by tool messages|tool_call_ids? did not have|role 'tool' must be a response|no tool (call|output) found for|function (call|response) (turn|parts)|roles must alternate|alternate between|(thinking|redacted_thinking)`? blocks?.{0,80}(cannot be modified|must remain|must start)|expected `?thinking`?|invalid signature in thinking|required following item|without its required|tool call id .{0,40}(must be|not found|invalid)|unexpected role '?tool/is;

const CONTEXT =
  /context[_ ](length|window|size|limit)|maximum context|(prompt|input|messages?|request|conversation) (\w+ ){0,3}(is |are |was )?too (long|large|many tokens)|reduce the length|string_above_max|(exceeds?|exceeded|longer than|greater than|over) (\w+ ){0,6}(context|maximum (allowed )?(number of )?(input )?tokens|token limit|max_model_len)|tokens.{0,40} must be <|too many (input )?tokens(?! per)|exceed_context_size|token count .{0,40}exceeds/i;

const isRefusalOfForm = ({ status }: Answer) => [0, 400, 404, 415, 422, 500].includes(status);

/** The form of the request, in the words of its reader: the provider, or Cloudflare for it. */
export const REQUEST_RULES: readonly Rule[] = [
  {
    cause: 'provider-max-tokens-field',
    says: /max_tokens.{0,80}(not supported|unsupported|not allowed).{0,80}max_completion_tokens|use '?max_completion_tokens'?/is,
  },
  {
    cause: 'provider-tools-with-effort',
    says: /tools with reasoning_effort are not supported/i,
  },
  {
    cause: 'model-api-unsupported',
    says: MODEL_WITHOUT_API,
    when: isRefusalOfForm,
    values: ({ words }) => ({ expected: apiInstead(words) }),
  },
  { cause: 'provider-history-rejected', says: HISTORY, when: isRefusalOfForm },
  {
    cause: 'provider-field-unknown',
    when: (answer) => isRefusalOfForm(answer) && fieldIn(answer) !== undefined,
    values: fieldIn,
  },
  {
    cause: 'provider-context-too-long',
    says: CONTEXT,
    when: ({ words }) => !/per[ _-]?minute|\bTPM\b|rate_limit_exceeded/i.test(words),
  },
];

function apiInstead(words: string): string | undefined {
  if (/(messages|responses) api is not|does not support (the )?(responses|messages)/i.test(words))
    return '"openai-completions"';
  return /v1\/responses|the responses api/i.test(words) ? '"openai-responses"' : undefined;
}
