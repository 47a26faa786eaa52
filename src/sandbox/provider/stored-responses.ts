import type { BoundedMap } from '../../lib/bounded-map.js';
import type { SandboxResponse } from '../http/response.js';
import type { Reply } from './conversation/prompt.js';
import { nameOf } from './conversation/read-content.js';
import { openaiError } from './failures/openai-failures.js';
import { inputItems, outputItems } from './forms/openai-responses.js';

type Body = Record<string, unknown>;
type Conversations = BoundedMap<readonly Body[]>;

/** The request with all that came before it; undefined when its `previous_response_id` is unknown. */
export function continueResponse(conversations: Conversations, body: Body): Body | undefined {
  const { previous_response_id: id } = body;
  if (id === undefined || id === null) return body;
  const earlier = conversations.get(nameOf(id));
  return earlier && { ...body, input: [...earlier, ...inputItems(body.input)] };
}

/** As OpenAI does unless it is told not to. */
export function storeResponse(conversations: Conversations, id: string, body: Body, reply: Reply): void {
  if (body.store !== false) conversations.set(id, [...inputItems(body.input), ...outputItems(reply)]);
}

export function previousResponseNotFound({ previous_response_id: id }: Body): SandboxResponse {
  return openaiError(400, `Previous response with id '${nameOf(id)}' not found.`, {
    param: 'previous_response_id',
    code: 'previous_response_not_found',
  });
}
