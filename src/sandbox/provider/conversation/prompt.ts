import type { TokenCount } from '../../http/bodies/token-count.js';
import type { Piece, SandboxResponse } from '../../http/response.js';

export interface Tool {
  name: string;
  /** JSON Schema of the arguments. */
  parameters: unknown;
  /** Takes a text, the argument `input`, rather than JSON. */
  isCustom?: boolean;
  /** Of the tool, in OpenAI's Responses API. */
  namespace?: string;
}

/** `required`: any of the tools; otherwise the name of the tool to call. */
export type ToolChoice = 'auto' | 'none' | 'required' | { name: string };

/** A request to a model, independent of the API that it came through. */
export interface Prompt {
  stream: boolean;
  /** OpenAI chat sends usage in a stream only on request. */
  includeUsage: boolean;
  /** Texts of the user's messages since the last answer, the newest first. */
  asked: readonly string[];
  /** Results of tools since the last answer. */
  toolResults: readonly string[];
  tools: readonly Tool[];
  toolChoice: ToolChoice;
  /** More than one call at once. */
  parallelTools: boolean;
  /** JSON Schema that the answer has to match; `{}` is any object. */
  schema?: unknown;
  maxTokens?: number;
  /** Texts that end the answer. */
  stop: readonly string[];
  /** How many answers are wanted. */
  choices: number;
  /** Thoughts come before the answer. */
  thinks: boolean;
  /** All text of the request, for counting tokens. */
  input: string;
}

/** A prompt from what a form has of it. */
export function newPrompt(
  fields: Pick<Prompt, 'asked' | 'toolResults' | 'tools' | 'input'> & Partial<Prompt>,
): Prompt {
  return {
    stream: false,
    includeUsage: true,
    toolChoice: 'auto',
    parallelTools: true,
    stop: [],
    choices: 1,
    thinks: false,
    ...fields,
  };
}

export interface ToolCall extends Pick<Tool, 'name' | 'isCustom' | 'namespace'> {
  id: string;
  arguments: Record<string, unknown>;
}

/** Why an answer ends; each form has its own words for it. */
export type Finish = 'end' | 'length' | 'stop-sequence' | 'tool-calls';

/** The reply of the built-in model: words, or calls of tools. */
export interface Reply {
  thought?: string;
  text: string;
  /** The text is the whole JSON that the prompt wants. */
  isJson: boolean;
  toolCalls: readonly ToolCall[];
  finish: Finish;
  /** The text that ended it. */
  stopSequence?: string;
  /** `thought`: the part of the output that was thinking. */
  usage: TokenCount & { thought: number };
}

/** What a form needs besides the reply to write a response. */
export interface Rendering {
  /** Of the response. */
  id: string;
  model: string;
  /** Seconds since 1970. */
  created: number;
  includeUsage: boolean;
  choices: number;
}

/** One API of a model: reads its requests, writes its responses. */
export interface Form {
  name: string;
  /** For the docs, if it is not the name. */
  label?: string;
  /** The field of the request that holds the messages. */
  messagesField: string;
  /** What the ids of its responses begin with. */
  idPrefix: string;
  read(body: Record<string, unknown>): Prompt;
  render(reply: Reply, rendering: Rendering): unknown;
  /** Framed events. */
  stream(reply: Reply, rendering: Rendering): Piece[];
  /** Of a stream, if it is not of server-sent events. */
  streamType?: string;
  /** How a stream says that it has failed; `body` is that of the provider's error. */
  streamError(body: Record<string, unknown>): Piece;
  /** The model that a request asks, if it is not named by `model`. */
  modelIn?(body: Record<string, unknown>): string;
  /** Of a success, if it is not 200. */
  status?: number;
  /** Its responses can be read again by their id. */
  keepsResponses?: boolean;
  /** How it refuses a request, and what it says of a field that the body lacks; if not as OpenAI or Anthropic does. */
  errors?: { refuse(status: number, message: string): SandboxResponse; missing(field: string): string };
  /** The response to the question how many tokens a request has. */
  tokenCount?(tokens: number): unknown;
}
