import { type Access, headersFor, type PlannedRequest, PROBE_HEADERS, planeOf, sentBy } from './access.js';
import { type CompletionOptions, completionBody, emptyBody, endpointOf } from './bodies.js';

/** One small completion, asked for as OpenClaw asks. It costs what the model costs. */
export function completionRequest(a: Access, model: string, o: CompletionOptions): PlannedRequest {
  const stream = o.stream ?? false;
  return {
    // Several models are asked in one run, over one URL.
    id: `completion:${model}`,
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + endpointOf(a.api, model, a.baseUrl.normal, stream),
    headers: { ...headersFor(a), accept: stream ? 'text/event-stream' : 'application/json' },
    body: JSON.stringify(completionBody(a.api, model, o)),
    sent: sentBy(a, model),
    stream,
  };
}

/** The real route, model and credentials, but no messages: the provider refuses it and charges nothing. */
export function freeRequest(a: Access, model: string): PlannedRequest {
  return {
    id: 'free-request',
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + endpointOf(a.api, model, a.baseUrl.normal, false),
    headers: { ...headersFor(a), ...PROBE_HEADERS },
    body: JSON.stringify(emptyBody(a.api, model)),
    sent: { ...sentBy(a, model), empty: true },
  };
}
