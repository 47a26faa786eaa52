import type { SandboxResponse } from '../../http/response.js';
import { nameOf, recordOf, records } from '../conversation/read-content.js';
import { anthropicError } from '../failures/anthropic-failures.js';
import { googleError } from '../failures/google-failures.js';
import { openaiError } from '../failures/openai-failures.js';
import { inputItems } from '../forms/openai-responses.js';
import type { Refusal } from './refusal.js';

/** A result that answers no call, or calls that have no results; `at` is the index of the message. */
type Fault =
  | { kind: 'orphan'; at: number; part: number; id: string }
  | { kind: 'unanswered'; at: number; ids: string[] };

/** How a provider says it. */
type Words = (fault: Fault) => SandboxResponse;

const openaiWords: Words = (fault) =>
  openaiError(
    400,
    fault.kind === 'orphan'
      ? "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
      : `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${fault.ids.join(', ')}`,
    { param: `messages.[${fault.kind === 'orphan' ? fault.at : fault.at + 1}].role` },
  );

const deepseekWords: Words = (fault) =>
  openaiError(
    400,
    fault.kind === 'orphan'
      ? "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'"
      : "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)",
    { code: 'invalid_request_error' },
  );

const responsesWords: Words = (fault) =>
  openaiError(
    400,
    fault.kind === 'orphan'
      ? `No tool call found for function call output with call_id ${fault.id}.`
      : `No tool output found for function call ${fault.ids[0]}.`,
    { param: 'input' },
  );

const anthropicWords: Words = (fault) =>
  anthropicError(
    fault.kind === 'orphan'
      ? `messages.${fault.at}.content.${fault.part}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${fault.id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`
      : `messages.${fault.at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${fault.ids.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  );

const googleWords: Words = (fault) =>
  googleError(
    400,
    fault.kind === 'orphan'
      ? 'Please ensure that function response turn comes immediately after a function call turn.'
      : 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
  );

/** Who speaks on chat completions, by slug; the others do as OpenAI. Of Workers AI it is not known. */
const CHAT_WORDS: Record<string, Words | undefined> = {
  anthropic: anthropicWords,
  'google-ai-studio': googleWords,
  'google-vertex-ai': googleWords,
  deepseek: deepseekWords,
  'workers-ai': undefined,
};

export const chatHistory: Refusal = ({ slug, body }) => {
  const words = slug in CHAT_WORDS ? CHAT_WORDS[slug] : openaiWords;
  const fault = words && chatFault(records(body.messages));
  return fault && words(fault);
};

/** The results have to follow their calls at once. */
function chatFault(messages: readonly Record<string, unknown>[]): Fault | undefined {
  let open = new Set<string>();
  let calledAt = 0;
  for (const [at, { role, tool_calls: calls, tool_call_id: id }] of messages.entries()) {
    if (role === 'tool') {
      if (!open.delete(nameOf(id))) return { kind: 'orphan', at, part: 0, id: nameOf(id) };
      continue;
    }
    if (open.size > 0) return { kind: 'unanswered', at: calledAt, ids: [...open] };
    open = new Set(role === 'assistant' ? records(calls).map((call) => nameOf(call.id)) : []);
    calledAt = at;
  }
  return open.size > 0 ? { kind: 'unanswered', at: calledAt, ids: [...open] } : undefined;
}

export const responsesHistory: Refusal = ({ body }) => {
  const items = inputItems(body.input);
  const ids = (types: RegExp) =>
    items.flatMap(({ type, call_id: id }) => (types.test(nameOf(type)) ? nameOf(id) : []));
  const [called, answered] = [
    ids(/^(?:function|custom_tool)_call$/),
    ids(/^(?:function|custom_tool)_call_output$/),
  ];
  const orphan = answered.find((id) => !called.includes(id));
  if (orphan !== undefined) return responsesWords({ kind: 'orphan', at: 0, part: 0, id: orphan });
  const unanswered = called.filter((id) => !answered.includes(id));
  return unanswered.length > 0 ? responsesWords({ kind: 'unanswered', at: 0, ids: unanswered }) : undefined;
};

type IdIn = (block: Record<string, unknown>, role: unknown) => string | undefined;

/** Calls and results are blocks of messages. The results are in the message after that of their calls. */
const blockHistory =
  (words: Words, { callIn, resultIn }: { callIn: IdIn; resultIn: IdIn }): Refusal =>
  ({ body }) => {
    let open = new Set<string>();
    for (const [at, { role, content }] of records(body.messages).entries()) {
      const blocks = records(content);
      for (const [part, block] of blocks.entries()) {
        const id = resultIn(block, role);
        if (id !== undefined && !open.delete(id)) return words({ kind: 'orphan', at, part, id });
      }
      if (open.size > 0) return words({ kind: 'unanswered', at: at - 1, ids: [...open] });
      open = new Set(blocks.flatMap((block) => callIn(block, role) ?? []));
    }
    return undefined;
  };

export const messagesHistory = blockHistory(anthropicWords, {
  callIn: ({ type, id }, role) => (role === 'assistant' && type === 'tool_use' ? nameOf(id) : undefined),
  resultIn: ({ type, tool_use_id: id }) => (type === 'tool_result' ? nameOf(id) : undefined),
});

/** Amazon's words; the form puts them in its envelope. */
const converseWords: Words = (fault) =>
  anthropicError(
    fault.kind === 'orphan'
      ? `The number of toolResult blocks at messages.${fault.at}.content exceeds the number of toolUse blocks of previous turn.`
      : `Expected toolResult blocks at messages.${fault.at + 1}.content for the following Ids: ${fault.ids.join(', ')}`,
  );

export const converseHistory = blockHistory(converseWords, {
  callIn: ({ toolUse }) => (toolUse ? nameOf(recordOf(toolUse).toolUseId) : undefined),
  resultIn: ({ toolResult }) => (toolResult ? nameOf(recordOf(toolResult).toolUseId) : undefined),
});

/** Google's calls have no ids: their number counts. */
export const contentsHistory: Refusal = ({ body }) => {
  let open = 0;
  for (const [at, { parts }] of records(body.contents).entries()) {
    const results = records(parts).filter((part) => part.functionResponse).length;
    if (results > 0 && open === 0) return googleWords({ kind: 'orphan', at, part: 0, id: '' });
    if (results !== open) return googleWords({ kind: 'unanswered', at, ids: [] });
    open = records(parts).filter((part) => nameOf(recordOf(part.functionCall).name)).length;
  }
  return undefined;
};
