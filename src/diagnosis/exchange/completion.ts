import { isRecord } from '../../lib/json.js';
import type { CauseId } from '../causes/catalogue.js';
import type { Body, StreamEvent } from './body.js';
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

/** What is wrong with the form of a 2xx answer without an error in it; undefined when it is a whole answer of a model. */
export function flawOfCompletion(body: Body, api: ApiForm): CauseId | undefined {
  const form = FORMS[api];
  if (body.kind === 'stream') return flawOfStream(body.events, body.done, form);
  if (body.kind !== 'json') return undefined;
  const values = Array.isArray(body.value) ? body.value : [body.value];
  if (values.some((value) => isRecord(value) && isBlockedByGoogle(value))) return 'provider-content-filter';
  return values.some((value) => isRecord(value) && form.isAnswer(value))
    ? undefined
    : 'body-not-a-completion';
}

function flawOfStream(events: readonly StreamEvent[], done: boolean, form: Form): CauseId | undefined {
  const values = events.map(({ data }) => data).filter(isRecord);
  if (values.some(isBlockedByGoogle)) return 'provider-content-filter';
  if (events.length === 0) return 'body-empty';
  if (!values.some((value) => form.isEvent(value) || form.isAnswer(value))) return 'body-not-a-completion';
  return done || values.some((value) => form.ends(value)) ? undefined : 'body-truncated';
}

function isBlockedByGoogle(value: Record<string, unknown>): boolean {
  return isRecord(value.promptFeedback) && typeof value.promptFeedback.blockReason === 'string';
}
