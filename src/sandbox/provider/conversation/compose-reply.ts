/** `sandbox/provider/conversation/`: what the built-in provider says. */

import { isRecord, jsonObject } from '../../../lib/json.js';
import { providerId } from '../../http/ids.js';
import { lookAtPicture } from './look-at-picture.js';
import type { Prompt, Reply, Tool } from './prompt.js';

/** `[tool:NAME]` or `[tool:NAME {"json": true}]` in the newest user message asks for a tool call. */
const TOOL_MARKER = /\[tool:([\w.-]+)(?:\s+(\{.*\}))?\]/s;
/** `[say:TEXT]` asks for that exact text. */
const SAY_MARKER = /\[say:([^\]]*)\]/;

/** The built-in model: the same prompt always gets the same reply. */
export function composeReply(prompt: Prompt, speaker: string): Reply {
  const toolCall = toolCallFor(prompt);
  const text = toolCall ? '' : say(prompt, speaker);
  const output = toolCall ? toolCall.name + JSON.stringify(toolCall.arguments) : text;
  return { text, toolCall, usage: { input: countTokens(prompt.input), output: countTokens(output) } };
}

function say(prompt: Prompt, speaker: string): string {
  if (prompt.toolResult !== undefined) return `The tool answered: ${prompt.toolResult.slice(0, 200)}`;
  const wanted = SAY_MARKER.exec(prompt.lastUser)?.[1];
  return (
    wanted ?? lookAtPicture(prompt.input, speaker) ?? `Hello from the cf-aig sandbox, speaking as ${speaker}.`
  );
}

function toolCallFor(prompt: Prompt): Reply['toolCall'] {
  if (prompt.toolResult !== undefined || prompt.toolChoice === 'none') return undefined;
  const marker = TOOL_MARKER.exec(prompt.lastUser);
  const tool = chooseTool(prompt, marker?.[1]);
  if (!tool) return undefined;
  return {
    id: providerId('call_'),
    name: tool.name,
    arguments: jsonObject(marker?.[2] ?? '') ?? exampleObject(tool.parameters),
  };
}

function chooseTool(prompt: Prompt, marked: string | undefined): Tool | undefined {
  const { toolChoice, tools } = prompt;
  if (typeof toolChoice === 'object') return tools.find((tool) => tool.name === toolChoice.name);
  return tools.find((tool) => tool.name === marked) ?? (toolChoice === 'required' ? tools[0] : undefined);
}

/** The smallest object that a JSON Schema of plain types accepts. */
function exampleObject(schema: unknown): Record<string, unknown> {
  if (!isRecord(schema) || !Array.isArray(schema.required)) return {};
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const names = schema.required.filter((name) => typeof name === 'string');
  return Object.fromEntries(names.map((name) => [name, example(properties[name])]));
}

const EXAMPLES = new Map<string, unknown>([
  ['number', 1],
  ['integer', 1],
  ['boolean', true],
  ['array', []],
  ['null', null],
]);

function example(schema: unknown): unknown {
  const { type, enum: values } = isRecord(schema) ? schema : {};
  if (Array.isArray(values) && values.length > 0) return values[0];
  // Google writes its types in capitals.
  const kind = typeof type === 'string' ? type.toLowerCase() : 'string';
  if (kind === 'object') return exampleObject(schema);
  return EXAMPLES.has(kind) ? EXAMPLES.get(kind) : 'sandbox';
}

/** Four characters per token: close enough for a sandbox. */
export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}
