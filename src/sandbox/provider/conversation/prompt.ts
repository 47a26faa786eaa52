import type { TokenCount } from '../../http/token-count.js';

export interface Tool {
  name: string;
  /** JSON Schema of the arguments. */
  parameters: unknown;
}

/** What a model is asked, whichever API asked it. */
export interface Prompt {
  stream: boolean;
  /** OpenAI chat sends usage in a stream only when asked to. */
  includeUsage: boolean;
  /** Text of the newest user message. */
  lastUser: string;
  /** Set when the newest message is what a tool answered. */
  toolResult?: string;
  tools: readonly Tool[];
  /** `required`: any of the tools; otherwise the name of the tool to call. */
  toolChoice: 'auto' | 'none' | 'required' | { name: string };
  /** All text that was sent, for counting tokens. */
  input: string;
}

/** What the built-in model says. */
export interface Reply {
  text: string;
  toolCall?: { id: string; name: string; arguments: Record<string, unknown> };
  usage: TokenCount;
}

/** What a form needs besides the reply to write an answer. */
export interface Rendering {
  model: string;
  /** Seconds since 1970. */
  created: number;
  includeUsage: boolean;
}

/** One API of a model: reading its requests, writing its answers. */
export interface Form {
  name: string;
  /** Where the request holds its messages, and so what an empty one lacks. */
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

/** What a client calls a thing; anything but a text is no name. */
export function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

/** The reply cut into the pieces in which it is streamed: words with the space after them. */
export function splitText(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
