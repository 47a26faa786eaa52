// What several forms have in common.

import type { Json } from '../../lib/json-view.js';
import type { Image, ToolCall } from './form.js';

/** A model that reasons first: it needs room for that, and wants its thoughts back. */
export const REASONS =
  /(^|\/)(gpt-[5-9]|gpt-oss|o[1-9]|gemini-(2\.5|[3-9])|grok-([4-9]|3-mini)|magistral|qwq|qwen3|glm-|kimi-)|reason|thinking|-r1/;

export function dataUrl({ mediaType, base64 }: Image): string {
  return `data:${mediaType};base64,${base64}`;
}

/** The texts of a list of parts, in one. */
export function joined(parts: Json[] | undefined): string {
  return parts?.map((part) => part.at('text').text() ?? '').join('') ?? '';
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `named` holds the name; undefined: there is no call. */
export function toolCall(
  id: string | undefined,
  named: Json | undefined,
  args: string | undefined,
  turn: unknown,
): ToolCall | undefined {
  const name = named?.at('name').text();
  return name === undefined ? undefined : { id, name, arguments: args ?? '{}', turn };
}
