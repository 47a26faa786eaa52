import type { ApiForm, Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../replies/json.js';
import type { Access, PlannedRequest } from './access.js';
import { REASONS } from './bodies.js';
import { completionRequest } from './requests.js';

/** The one tool that a model is offered: harmless, and of use only if its answer comes back. */
export const TOOL = {
  name: 'look_up_number',
  description: 'Looks up the number that belongs to a colour.',
  parameters: {
    type: 'object',
    properties: { colour: { type: 'string', description: 'Name of the colour' } },
    required: ['colour'],
  },
  prompt: 'Use the tool look_up_number to look up the number of the colour amber, then say the number.',
  /** What the tool answers, whatever it is asked. */
  result: '4711',
} as const;

/** A reasoning model thinks before it calls. Tokens. */
const ROOM = 512;

export interface ToolCall {
  /** Absent where the form has none */
  id?: string;
  name: string;
  /** JSON, as the model wrote it */
  arguments: string;
  /** The model's turn as it has to be sent back */
  turn: unknown;
}

type Body = Record<string, unknown>;

interface ToolForm {
  /** What a body needs for the model to have, and to use, the tool. */
  offer(body: Body, model: string): Body;
  read(json: Json, whole: Body): ToolCall | undefined;
  /** The same body with the model's turn and the tool's answer after it. */
  answer(body: Body, call: ToolCall): Body;
}

const { name, description, parameters, result } = TOOL;

/** How each form of API speaks of tools. */
const FORMS: Record<ApiForm, ToolForm> = {
  'openai-completions': {
    offer: (body) => ({
      ...body,
      tools: [{ type: 'function', function: { name, description, parameters } }],
      tool_choice: 'required',
    }),
    read(json, whole) {
      const call = json.at('choices').at(0).at('message').at('tool_calls').at(0);
      const turn = at(whole, 'choices', 0, 'message');
      return toolCall(
        call.at('id').text(),
        call.at('function'),
        call.at('function').at('arguments').text(),
        turn,
      );
    },
    answer: (body, call) => ({
      ...body,
      tool_choice: 'auto',
      messages: [...list(body.messages), call.turn, { role: 'tool', tool_call_id: call.id, content: result }],
    }),
  },
  'openai-responses': {
    offer: (body, model) => ({
      ...body,
      tools: [{ type: 'function', name, description, parameters }],
      tool_choice: 'required',
      // What a reasoning model thought has to come back with its call, and nothing is stored.
      include: REASONS.test(model) ? ['reasoning.encrypted_content'] : undefined,
    }),
    read(json, whole) {
      const call = json
        .at('output')
        .array()
        ?.find((item) => item.at('type').text() === 'function_call');
      return (
        call && toolCall(call.at('call_id').text(), call, call.at('arguments').text(), at(whole, 'output'))
      );
    },
    answer: (body, call) => ({
      ...body,
      tool_choice: 'auto',
      input: [
        ...list(body.input),
        ...list(call.turn),
        { type: 'function_call_output', call_id: call.id, output: result },
      ],
    }),
  },
  'anthropic-messages': {
    offer: (body) => ({
      ...body,
      tools: [{ name, description, input_schema: parameters }],
      tool_choice: { type: 'any' },
    }),
    read(json, whole) {
      const content = at(whole, 'content');
      const index =
        json
          .at('content')
          .array()
          ?.findIndex((item) => item.at('type').text() === 'tool_use') ?? -1;
      if (index < 0) return undefined;
      const call = json.at('content').at(index);
      const input = JSON.stringify(at(whole, 'content', index, 'input') ?? {});
      return toolCall(call.at('id').text(), call, input, { role: 'assistant', content });
    },
    answer: (body, call) => ({
      ...body,
      tool_choice: { type: 'auto' },
      messages: [
        ...list(body.messages),
        call.turn,
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: result }] },
      ],
    }),
  },
  'google-generative-ai': {
    offer: (body) => ({
      ...body,
      tools: [{ functionDeclarations: [{ name, description, parameters }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
    }),
    read(json, whole) {
      const parts = json.at('candidates').at(0).at('content').at('parts');
      const index = parts.array()?.findIndex((part) => part.at('functionCall').exists()) ?? -1;
      if (index < 0) return undefined;
      const args = JSON.stringify(
        at(whole, 'candidates', 0, 'content', 'parts', index, 'functionCall', 'args') ?? {},
      );
      return toolCall(
        undefined,
        parts.at(index).at('functionCall'),
        args,
        at(whole, 'candidates', 0, 'content'),
      );
    },
    answer: (body, call) => ({
      ...body,
      toolConfig: { functionCallingConfig: { mode: 'AUTO' } },
      contents: [
        ...list(body.contents),
        call.turn,
        { role: 'user', parts: [{ functionResponse: { name: call.name, response: { number: result } } }] },
      ],
    }),
  },
};

interface ToolOptions {
  maxTokensField?: string;
}

/** Offers the tool and asks for its use. */
export function toolRequest(a: Access, model: string, o: ToolOptions): PlannedRequest {
  const plain = completionRequest(a, model, { ...o, prompt: TOOL.prompt, maxTokens: ROOM });
  return {
    ...plain,
    id: `tool-call:${model}`,
    body: JSON.stringify(FORMS[a.api].offer(bodyOf(plain), model)),
  };
}

/** The same conversation with the tool's answer. */
export function toolResultRequest(a: Access, model: string, o: ToolOptions, call: ToolCall): PlannedRequest {
  const asked = toolRequest(a, model, o);
  return {
    ...asked,
    id: `tool-result:${model}`,
    body: JSON.stringify(FORMS[a.api].answer(bodyOf(asked), call)),
  };
}

/** Undefined: the model called no tool. */
export function readToolCall(api: ApiForm, { response }: Exchange): ToolCall | undefined {
  const json = Json.parse(response?.body ?? '');
  return json && FORMS[api].read(json, JSON.parse(response?.body ?? '{}'));
}

function bodyOf({ body }: PlannedRequest): Body {
  return JSON.parse(body ?? '{}');
}

function toolCall(
  id: string | undefined,
  named: Json,
  args: string | undefined,
  turn: unknown,
): ToolCall | undefined {
  const called = named.at('name').text();
  return called === undefined ? undefined : { id, name: called, arguments: args ?? '{}', turn };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What stands at a path in plain data, as it is. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  let here: unknown = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.getOwnPropertyDescriptor(here, key)?.value;
  }
  return here;
}
