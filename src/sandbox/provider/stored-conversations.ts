import type { BoundedMap } from '../../lib/bounded-map.js';
import type { SandboxResponse } from '../http/response.js';
import type { Form, Reply } from './conversation/prompt.js';
import { nameOf, recordOf, records } from './conversation/read-content.js';
import { anthropicError } from './failures/anthropic-failures.js';
import { openaiError } from './failures/openai-failures.js';
import { blocksOf } from './forms/anthropic-messages.js';
import { inputItems, outputItems } from './forms/openai-responses.js';

type Body = Record<string, unknown>;

/** Requests by the id of the response to them, which is part of the conversation. */
export type Conversations = BoundedMap<Body>;

/** How an API keeps conversations, so that a request sends only what is new. */
interface Storage {
  /** The response that a request goes on from. */
  previousId(body: Body): unknown;
  isStored(body: Body): boolean;
  join(earlier: Body, body: Body): Body;
  withReply(body: Body, reply: Reply): Body;
  notFound(id: string): SandboxResponse;
}

const STORAGES: Record<string, Storage> = {
  // Sources: OpenAI's docs, "Conversation state"; tools and instructions are sent again.
  responses: {
    previousId: (body) => body.previous_response_id,
    isStored: (body) => body.store !== false,
    join: (earlier, body) => ({ ...body, input: [...inputItems(earlier.input), ...inputItems(body.input)] }),
    withReply: (body, reply) => ({ input: [...inputItems(body.input), ...outputItems(reply)] }),
    notFound: (id) =>
      openaiError(400, `Previous response with id '${id}' not found.`, {
        param: 'previous_response_id',
        code: 'previous_response_not_found',
      }),
  },
  // Source: Anthropic's SDK 1.12 ("Threads", beta); what is not sent again stays as it was.
  messages: {
    previousId: ({ thread }) =>
      recordOf(thread).type === 'continue' ? recordOf(thread).previous_message_id : undefined,
    isStored: ({ thread }) => nameOf(recordOf(thread).type) !== '',
    join: (earlier, body) => ({
      ...earlier,
      ...body,
      messages: [...records(earlier.messages), ...records(body.messages)],
    }),
    withReply: ({ stream: _stream, ...body }, reply) => ({
      ...body,
      messages: [...records(body.messages), { role: 'assistant', content: blocksOf(reply) }],
    }),
    notFound: (id) =>
      anthropicError(`No thread found for message ${id}.`, 'not_found_error', 404, 'thread_not_found'),
  },
};

/** The request with all that came before it, or the error for an unknown id. */
export function continueConversation(
  form: Form,
  conversations: Conversations,
  body: Body,
): { body: Body } | { error: SandboxResponse } {
  const storage = STORAGES[form.name];
  const previous = storage?.previousId(body);
  if (!storage || previous === undefined || previous === null) return { body };
  const earlier = conversations.get(nameOf(previous));
  return earlier ? { body: storage.join(earlier, body) } : { error: storage.notFound(nameOf(previous)) };
}

export function storeConversation(
  form: Form,
  conversations: Conversations,
  { id, body, reply }: { id: string; body: Body; reply: Reply },
): void {
  const storage = STORAGES[form.name];
  if (storage?.isStored(body)) conversations.set(id, storage.withReply(body, reply));
}
