import { jsonObject } from '../../lib/json.js';
import { bodyText, eventStream, type Piece, type SandboxResponse } from '../http/response.js';
import type { Form } from './conversation/prompt.js';

/** The first half of a stream, and then the failure: of the connection, or in the provider's own words. */
export function interruptedStream(
  events: readonly Piece[],
  failure: SandboxResponse,
  form: Form,
): SandboxResponse {
  const { fault } = failure;
  // A stream that has begun cannot be refused any more.
  if (fault)
    return { ...eventStream(events, form.streamType), fault: fault === 'reset' ? 'reset-mid-body' : fault };
  const body = jsonObject(bodyText(failure)) ?? { error: { message: bodyText(failure) } };
  return eventStream(
    [...events.slice(0, Math.ceil(events.length / 2)), form.streamError(body)],
    form.streamType,
  );
}
