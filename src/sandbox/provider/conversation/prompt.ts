import type { TokenCount } from '../../http/token-count.js';

export interface Tool {
  name: string;
  /** JSON Schema of the arguments. */
  parameters: unknown;
}

/** A request to a model, independent of the API that it came through. */
export interface Prompt {
  stream: boolean;
  /** OpenAI chat sends usage in a stream only on request. */
  includeUsage: boolean;
  /** Text of the newest user message. */
  lastUser: string;
  /** Set when the newest message is a tool's result. */
  toolResult?: string;
  tools: readonly Tool[];
  /** `required`: any of the tools; otherwise the name of the tool to call. */
  toolChoice: 'auto' | 'none' | 'required' | { name: string };
  /** All text of the request, for counting tokens. */
  input: string;
}

/** The reply of the built-in model. */
export interface Reply {
  text: string;
  toolCall?: { id: string; name: string; arguments: Record<string, unknown> };
  usage: TokenCount;
}

/** What a form needs besides the reply to write a response. */
export interface Rendering {
  model: string;
  /** Seconds since 1970. */
  created: number;
  includeUsage: boolean;
}

/** One API of a model: reads its requests, writes its responses. */
export interface Form {
  name: string;
  /** The field of the request that holds the messages. */
  messagesField: string;
  read(body: Record<string, unknown>): Prompt;
  render(reply: Reply, rendering: Rendering): unknown;
  /** Framed server-sent events. */
  stream(reply: Reply, rendering: Rendering): string[];
}

/** Text of a message's content: a string, or a list of parts that carry `text`. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOf).join('');
  if (typeof content === 'object' && content !== null) {
    if ('text' in content) return textOf(content.text);
    if ('content' in content) return textOf(content.content);
    if ('output' in content) return textOf(content.output);
  }
  return '';
}

/** No messages at all: an empty text or list. */
export function isEmpty(messages: unknown): boolean {
  return messages === '' || (Array.isArray(messages) && messages.length === 0);
}

/** A name that a client sent; empty when it is not a string. */
export function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The fields of a request that count as its input, as one text. */
export function inputText(...fields: unknown[]): string {
  return fields.map((field) => JSON.stringify(field ?? '')).join('');
}

/** The text of the newest message of the user. */
export function lastUserText(messages: readonly Record<string, unknown>[]): string {
  return textOf(messages.findLast(({ role }) => role === 'user')?.content);
}

/** Usage as OpenAI's chat completions and Workers AI report it. */
export function chatUsage({ usage: { input, output } }: Reply) {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

/** The pieces in which a text is streamed: words, each with the space after it. */
export function splitText(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
