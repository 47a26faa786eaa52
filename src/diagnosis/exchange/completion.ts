import { isRecord } from '../../lib/json.js';
import type { CauseId } from '../causes/catalogue.js';
import { type Body, valuesIn } from './body.js';
import type { ApiForm } from './exchange.js';

interface Form {
  /** A whole answer with a turn of the model in it, even one without text; not streamed. */
  isAnswer(value: Record<string, unknown>): boolean;
  /** An event that only such a stream has. */
  isEvent(value: Record<string, unknown>): boolean;
  /** An event with a part of the model's turn. */
  hasPart(value: Record<string, unknown>): boolean;
  /** The event after which nothing is missing. */
  ends(value: Record<string, unknown>): boolean;
  /** Where the model's own words, calls and thoughts are, in an answer or an event. */
  contents(value: Record<string, unknown>): unknown[];
  /** Why it ended. */
  reasons(value: Record<string, unknown>): unknown[];
}

/** What a model's answer looks like, per API. */
const FORMS: Record<ApiForm, Form> = {
  'openai-completions': {
    isAnswer: ({ choices }) => records(choices).some((choice) => isTurn(choice, 'message', 'finish_reason')),
    isEvent: (value) => Array.isArray(value.choices),
    hasPart: ({ choices }) => records(choices).some((choice) => isTurn(choice, 'delta', 'finish_reason')),
    ends: ({ choices }) => records(choices).some((choice) => Boolean(choice.finish_reason)),
    contents: ({ choices }) => records(choices).flatMap(({ message, delta, text }) => [message, delta, text]),
    reasons: ({ choices }) => records(choices).map((choice) => choice.finish_reason),
  },
  'openai-responses': {
    isAnswer: ({ output, status }) =>
      Array.isArray(output) && (records(output).some(isFilled) || status === 'incomplete'),
    isEvent: (value) => typeof value.type === 'string' && value.type.startsWith('response.'),
    hasPart: ({ type }) =>
      /^response\.(output|content|reasoning|refusal|function|completed|incomplete)/.test(String(type)),
    ends: ({ type }) => type === 'response.completed' || type === 'response.incomplete',
    contents: ({ output, delta, item, part, response }) => [
      ...[
        ...records(output),
        ...records([item]),
        ...(isRecord(response) ? records(response.output) : []),
      ].map((entry) => (entry.type === 'message' ? entry.content : entry)),
      delta,
      part,
    ],
    reasons: ({ status, type }) => [status, type === 'response.incomplete' && type],
  },
  'anthropic-messages': {
    isAnswer: (value) =>
      Array.isArray(value.content) &&
      (records(value.content).some(isFilled) || typeof value.stop_reason === 'string'),
    isEvent: ({ type }) => typeof type === 'string' && /^(message|content_block)_|^ping$/.test(type),
    hasPart: ({ type }) => /^(message|content_block)_/.test(String(type)),
    ends: ({ type }) => type === 'message_stop',
    contents: ({ content, content_block: block, delta, message }) => [
      content,
      block,
      delta,
      isRecord(message) && message.content,
    ],
    reasons: ({ stop_reason: reason, delta }) => [reason, isRecord(delta) && delta.stop_reason],
  },
  'google-generative-ai': {
    isAnswer: ({ candidates }) =>
      records(candidates).some((candidate) => isTurn(candidate, 'content', 'finishReason')),
    isEvent: (value) => Array.isArray(value.candidates) || isRecord(value.usageMetadata),
    hasPart: ({ candidates }) =>
      records(candidates).some((candidate) => isTurn(candidate, 'content', 'finishReason')),
    ends: ({ candidates }) => records(candidates).some((candidate) => Boolean(candidate.finishReason)),
    contents: ({ candidates }) => records(candidates).map(({ content }) => content),
    reasons: ({ candidates }) => records(candidates).map(({ finishReason }) => finishReason),
  },
};

function records(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function isFilled(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length > 0;
}

/** A text, a list of parts or calls, or anything else besides the role. */
function hasContent(turn: unknown): boolean {
  if (!isRecord(turn)) return false;
  return Object.entries(turn).some(
    ([key, value]) =>
      key !== 'role' &&
      (typeof value === 'string' ? value !== '' : isFilled(value) || records(value).some(isFilled)),
  );
}

/** A model that used up its tokens for thinking gives a reason why it stopped, without any text. */
function isTurn(choice: Record<string, unknown>, turn: string, reason: string): boolean {
  return hasContent(choice[turn]) || typeof choice.text === 'string' || typeof choice[reason] === 'string';
}

/** Whether it is a reply of a model in this form, or an event of one. */
export function isReply(api: ApiForm, value: Record<string, unknown>): boolean {
  const form = FORMS[api];
  return form.isAnswer(value) || form.isEvent(value);
}

/** What is wrong with the form of a 2xx answer without an error in it; undefined when it is a whole answer of a model. */
export function flawOfCompletion(body: Body, api: ApiForm): CauseId | undefined {
  const form = FORMS[api];
  if (body.kind === 'stream') return flawOfStream(body, form);
  if (body.kind !== 'json') return undefined;
  const values = valuesIn(body);
  if (values.some(isBlockedByGoogle)) return 'provider-content-filter';
  return values.some(form.isAnswer) ? flawOfReply(values, form) : 'body-not-a-completion';
}

function flawOfStream(body: Extract<Body, { kind: 'stream' }>, form: Form): CauseId | undefined {
  const values = valuesIn(body);
  if (values.some(isBlockedByGoogle)) return 'provider-content-filter';
  if (body.events.length === 0) return 'body-empty';
  const isWhole = body.done || values.some(form.ends);
  if (values.some((value) => form.isAnswer(value) || form.hasPart(value)))
    return isWhole ? flawOfReply(values, form) : 'body-truncated';
  return !isWhole && values.some(form.isEvent) ? 'body-truncated' : 'body-not-a-completion';
}

/** These reasons say that the reply is whole; the others, such as a limit, a filter or a call, that it may be empty. */
const ENDS_WHOLE = /^(stop|end_turn|eos|completed)$/i;

/** Names of fields that a turn has without saying anything. */
const LABELS = new Set(['role', 'type', 'status', 'stop_reason', 'stop_sequence']);
/** How deep in a turn its words are looked for; what is deeper is taken for some. */
const MAX_LEVELS = 6;

function flawOfReply(values: Record<string, unknown>[], form: Form): CauseId | undefined {
  const reasons = values.flatMap(form.reasons).filter((reason) => typeof reason === 'string');
  const isExplained = reasons.some((reason) => !ENDS_WHOLE.test(reason));
  return isExplained || values.flatMap(form.contents).some((content) => hasWords(content))
    ? undefined
    : 'reply-empty';
}

function hasWords(value: unknown, level = 0): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (level === MAX_LEVELS) return true;
  if (Array.isArray(value)) return value.some((part) => hasWords(part, level + 1));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([name, part]) => !LABELS.has(name) && hasWords(part, level + 1));
}

function isBlockedByGoogle(value: Record<string, unknown>): boolean {
  return isRecord(value.promptFeedback) && typeof value.promptFeedback.blockReason === 'string';
}
