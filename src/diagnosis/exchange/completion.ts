import { isRecord } from '../../lib/json.js';
import type { CauseId } from '../causes/catalogue.js';
import { type Body, valuesIn } from './body.js';
import type { ApiForm } from './exchange.js';

interface Form {
  /** A whole answer, not streamed. */
  isAnswer(value: Record<string, unknown>): boolean;
  /** An event that only such a stream has. */
  isEvent(value: Record<string, unknown>): boolean;
  /** The event after which nothing is missing. */
  ends(value: Record<string, unknown>): boolean;
}

/** What a model's answer looks like, per API. */
const FORMS: Record<ApiForm, Form> = {
  'openai-completions': {
    isAnswer: (value) => Array.isArray(value.choices) && value.choices.length > 0,
    isEvent: (value) => Array.isArray(value.choices),
    ends: (value) =>
      Array.isArray(value.choices) &&
      value.choices.some((choice) => isRecord(choice) && Boolean(choice.finish_reason)),
  },
  'openai-responses': {
    isAnswer: (value) => value.object === 'response' || Array.isArray(value.output),
    isEvent: (value) => typeof value.type === 'string' && value.type.startsWith('response.'),
    ends: ({ type }) => type === 'response.completed' || type === 'response.incomplete',
  },
  'anthropic-messages': {
    isAnswer: (value) => value.type === 'message' || (Array.isArray(value.content) && 'role' in value),
    isEvent: ({ type }) => typeof type === 'string' && /^(message|content_block)_|^ping$/.test(type),
    ends: ({ type }) => type === 'message_stop',
  },
  'google-generative-ai': {
    isAnswer: (value) => Array.isArray(value.candidates),
    isEvent: (value) => Array.isArray(value.candidates) || isRecord(value.usageMetadata),
    ends: (value) =>
      Array.isArray(value.candidates) &&
      value.candidates.some((candidate) => isRecord(candidate) && Boolean(candidate.finishReason)),
  },
};

/** Whether it is a reply of a model in this form, or an event of one. */
export function isReply(api: ApiForm, value: Record<string, unknown>): boolean {
  return belongsTo(FORMS[api], value);
}

function belongsTo(form: Form, value: Record<string, unknown>): boolean {
  return form.isAnswer(value) || form.isEvent(value);
}

/** What is wrong with the form of a 2xx answer without an error in it; undefined when it is a whole answer of a model. */
export function flawOfCompletion(body: Body, api: ApiForm): CauseId | undefined {
  const form = FORMS[api];
  if (body.kind === 'stream') return flawOfStream(body, form);
  if (body.kind !== 'json') return undefined;
  const values = valuesIn(body);
  if (values.some(isBlockedByGoogle)) return 'provider-content-filter';
  return values.some(form.isAnswer) ? undefined : 'body-not-a-completion';
}

function flawOfStream(body: Extract<Body, { kind: 'stream' }>, form: Form): CauseId | undefined {
  const values = valuesIn(body);
  if (values.some(isBlockedByGoogle)) return 'provider-content-filter';
  if (body.events.length === 0) return 'body-empty';
  if (!values.some((value) => belongsTo(form, value))) return 'body-not-a-completion';
  return body.done || values.some((value) => form.ends(value)) ? undefined : 'body-truncated';
}

function isBlockedByGoogle(value: Record<string, unknown>): boolean {
  return isRecord(value.promptFeedback) && typeof value.promptFeedback.blockReason === 'string';
}
