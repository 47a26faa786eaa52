import { isRecord } from '../../../lib/json.js';

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

export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

/** A text, or a list of texts. */
export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');
}

/** A whole number from 1; undefined for anything else. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

/** The fields of a request that count as its input, as one text. */
export function inputText(...fields: unknown[]): string {
  return fields.map((field) => JSON.stringify(field ?? '')).join('');
}

type Message = Record<string, unknown>;

/** What has come since the model last answered. An answer at the end is one that the model is to go on with. */
export function sinceLastAnswer(
  messages: readonly Message[],
  isAnswer: (message: Message) => boolean,
): Message[] {
  const end = messages.findLastIndex((message) => !isAnswer(message)) + 1;
  const start = messages.slice(0, end).findLastIndex(isAnswer) + 1;
  return messages.slice(start, end);
}

/** Texts of the user's messages, the newest first. */
export function userTexts(messages: readonly Message[]): string[] {
  return messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => textOf(content))
    .reverse();
}
