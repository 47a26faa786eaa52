/** `sandbox/provider/conversation/`: what the built-in provider says. */

import { parseJson } from '../../../lib/json.js';
import { providerId } from '../../http/ids.js';
import { countTokens, firstTokens } from './count-tokens.js';
import { exampleObject, exampleOf } from './example-of-schema.js';
import { lookAtPicture } from './look-at-picture.js';
import type { Markers } from './markers.js';
import type { Finish, Prompt, Reply, Tool, ToolCall } from './prompt.js';
import { recordOf } from './read-content.js';

const THOUGHT = 'The sandbox thinks before it answers.';

/** The built-in model: the same prompt always gets the same reply. */
export function composeReply(prompt: Prompt, markers: Markers, speaker: string): Reply {
  const toolCalls = toolCallsFor(prompt, markers);
  const thought = prompt.thinks ? THOUGHT : undefined;
  const spoken = cut(toolCalls.length > 0 ? '' : say(prompt, markers, speaker), prompt);
  const called = toolCalls.map(({ name, arguments: args }) => name + JSON.stringify(args)).join('');
  const thoughtTokens = thought ? countTokens(thought) : 0;
  return {
    thought,
    ...spoken,
    isJson: prompt.schema !== undefined && toolCalls.length === 0 && spoken.finish === 'end',
    finish: toolCalls.length > 0 ? 'tool-calls' : spoken.finish,
    toolCalls,
    usage: {
      input: countTokens(prompt.input),
      output: (countTokens(called || spoken.text) + thoughtTokens) * prompt.choices,
      thought: thoughtTokens * prompt.choices,
    },
  };
}

/** Ends a text where the prompt wants it ended. */
function cut(
  text: string,
  { stop, maxTokens }: Prompt,
): { text: string; finish: Finish; stopSequence?: string } {
  const [first] = stop
    .map((sequence) => ({ sequence, at: sequence ? text.indexOf(sequence) : -1 }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  const stopped = first ? text.slice(0, first.at) : text;
  if (maxTokens !== undefined && countTokens(stopped) > maxTokens)
    return { text: firstTokens(stopped, maxTokens), finish: 'length' };
  return first
    ? { text: stopped, finish: 'stop-sequence', stopSequence: first.sequence }
    : { text, finish: 'end' };
}

function say(prompt: Prompt, markers: Markers, speaker: string): string {
  const text = markers.say ?? freeText(prompt, speaker);
  // A client can ask for structured output about what the user asks.
  if (prompt.schema === undefined || parseJson(text) !== undefined) return text;
  const isAny = Object.keys(recordOf(prompt.schema)).length === 0;
  return JSON.stringify(isAny ? { answer: text } : exampleOf(prompt.schema));
}

function freeText(prompt: Prompt, speaker: string): string {
  if (prompt.toolResults.length > 0)
    return `The tool answered: ${prompt.toolResults.map((result) => result.slice(0, 200)).join(' and ')}`;
  return lookAtPicture(prompt.input, speaker) ?? `Hello from the cf-aig sandbox, speaking as ${speaker}.`;
}

function toolCallsFor(prompt: Prompt, markers: Markers): ToolCall[] {
  const { tools, toolChoice, toolResults, parallelTools } = prompt;
  if (toolChoice === 'none') return [];
  const wanted = markers.tools.flatMap(({ name, arguments: args }) => {
    const tool = tools.find((each) => each.name === name);
    return tool && isAllowed(tool, toolChoice) ? [callOf(tool, args)] : [];
  });
  if (wanted.length > 0) return parallelTools ? wanted : wanted.slice(0, 1);
  // A tool that has answered is not asked again.
  const forced = toolResults.length > 0 ? undefined : forcedTool(tools, toolChoice);
  return forced ? [callOf(forced, undefined)] : [];
}

function isAllowed({ name }: Tool, choice: Prompt['toolChoice']): boolean {
  return typeof choice !== 'object' || choice.name === name;
}

function forcedTool(tools: readonly Tool[], choice: Prompt['toolChoice']): Tool | undefined {
  if (choice === 'required') return tools[0];
  return typeof choice === 'object' ? tools.find(({ name }) => name === choice.name) : undefined;
}

function callOf({ parameters, ...tool }: Tool, args: Record<string, unknown> | undefined): ToolCall {
  return { ...tool, id: providerId('call_'), arguments: args ?? exampleObject(parameters) };
}
