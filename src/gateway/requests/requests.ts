import type { Ask } from '../forms/form.js';
import { FORMS } from '../forms/forms.js';
import { REASONS } from '../forms/parts.js';
import {
  type Access,
  describeSent,
  headersFor,
  type PlannedRequest,
  PROBE_HEADERS,
  planeOf,
} from './access.js';

export interface CompletionOptions extends Omit<Ask, 'model' | 'limit'> {
  maxTokens?: number;
}

/** In tokens: enough for a short answer. */
const MAX_TOKENS = 64;
/** A reasoning model spends tokens before it answers. */
const MAX_TOKENS_REASONING = 512;

/** A small completion, requested as OpenClaw does. It is billed like any other. */
export function completionRequest(a: Access, model: string, o: CompletionOptions): PlannedRequest {
  const form = FORMS[a.api];
  const { maxTokens, stream = false, ...ask } = o;
  const limit = maxTokens ?? (REASONS.test(model) ? MAX_TOKENS_REASONING : MAX_TOKENS);
  return {
    // One run may test several models at the same URL.
    id: `completion:${model}`,
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + form.endpoint(model, a.baseUrl.normal, stream),
    headers: { ...headersFor(a), accept: stream ? 'text/event-stream' : 'application/json' },
    body: JSON.stringify(form.body({ ...ask, model, limit, stream })),
    sent: describeSent(a, model),
    stream,
  };
}

/** The real route, model and credentials, but no messages: the provider rejects it and charges nothing. */
export function emptyRequest(a: Access, model: string): PlannedRequest {
  const form = FORMS[a.api];
  return {
    id: 'free-request',
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + form.endpoint(model, a.baseUrl.normal, false),
    headers: { ...headersFor(a), ...PROBE_HEADERS },
    body: JSON.stringify(form.emptyBody(model)),
    sent: { ...describeSent(a, model), empty: true },
  };
}
