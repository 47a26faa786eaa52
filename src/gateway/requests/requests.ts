import type { Ask } from '../forms/form.js';
import { FORMS } from '../forms/forms.js';
import { REASONS } from '../forms/parts.js';
import { type Access, headersFor, type PlannedRequest, PROBE_HEADERS, planeOf, sentBy } from './access.js';

export interface CompletionOptions extends Omit<Ask, 'model' | 'limit'> {
  maxTokens?: number;
}

/** Tokens: enough for a short answer. */
const SMALL = 64;
/** A model that reasons first needs room for that, or nothing is left for the answer. */
const ROOMY = 512;

/** One small completion, asked for as OpenClaw asks. It costs what the model costs. */
export function completionRequest(a: Access, model: string, o: CompletionOptions): PlannedRequest {
  const form = FORMS[a.api];
  const { maxTokens, stream = false, ...ask } = o;
  const limit = maxTokens ?? (REASONS.test(model) ? ROOMY : SMALL);
  return {
    // Several models are asked in one run, over one URL.
    id: `completion:${model}`,
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + form.endpoint(model, a.baseUrl.normal, stream),
    headers: { ...headersFor(a), accept: stream ? 'text/event-stream' : 'application/json' },
    body: JSON.stringify(form.body({ ...ask, model, limit, stream })),
    sent: sentBy(a, model),
    stream,
  };
}

/** The real route, model and credentials, but no messages: the provider refuses it and charges nothing. */
export function freeRequest(a: Access, model: string): PlannedRequest {
  const form = FORMS[a.api];
  return {
    id: 'free-request',
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + form.endpoint(model, a.baseUrl.normal, false),
    headers: { ...headersFor(a), ...PROBE_HEADERS },
    body: JSON.stringify(form.emptyBody(model)),
    sent: { ...sentBy(a, model), empty: true },
  };
}
