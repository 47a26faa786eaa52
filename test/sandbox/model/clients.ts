import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { builtInKey } from '../../../src/sandbox/provider/built-in-keys.js';
import type { Sandbox } from '../../../src/sandbox/server.js';
import { aig, ask, eventData, gatewayUrl, type Reply } from '../client.js';
import { awsEvents } from './aws-events.js';

/** What a test asks of a model, whatever the API. */
export interface Question {
  text: string;
  model?: string;
  maxTokens?: number;
  stop?: string[];
  /** JSON Schema of the answer; `any`: any object. */
  schema?: Record<string, unknown> | 'any';
  tools?: Tool[];
  oneToolAtATime?: boolean;
  thinks?: boolean;
}

export interface Tool {
  name: string;
  parameters: Record<string, unknown>;
}

/** What it answers, whatever the API. */
export interface Answer {
  text: string;
  /** In the API's own word. */
  finish: unknown;
  calls: { name: string; arguments: unknown }[];
  thought?: string;
  outputTokens: number;
}

export interface Client {
  ask(box: Sandbox, question: Question, stream: boolean): Promise<Answer>;
}

export function openai(box: Sandbox, route = 'openai'): OpenAI {
  return new OpenAI({
    baseURL: `${gatewayUrl(box)}/${route}`,
    apiKey: builtInKey('openai'),
    defaultHeaders: aig(box.token),
    maxRetries: 0,
  });
}

export function anthropic(box: Sandbox): Anthropic {
  return new Anthropic({
    baseURL: `${gatewayUrl(box)}/anthropic`,
    apiKey: builtInKey('anthropic'),
    defaultHeaders: aig(box.token),
    maxRetries: 0,
  });
}

/** Google's API, whose SDK is not among the dependencies. */
export function google(box: Sandbox, method: string, body: unknown): Promise<Reply> {
  const url = `${gatewayUrl(box)}/google-ai-studio/v1beta/models/${method}`;
  return ask(url, { headers: { ...aig(box.token), 'x-goog-api-key': builtInKey('google-ai-studio') }, body });
}

export function workersAi(box: Sandbox, model: string, body: unknown): Promise<Reply> {
  return ask(`${gatewayUrl(box)}/workers-ai/${model}`, { headers: aig(box.token), body });
}

/** Amazon's API, whose SDK is not among the dependencies. */
export async function bedrock(box: Sandbox, operation: string, body: unknown): Promise<Response> {
  return fetch(`${gatewayUrl(box)}/aws-bedrock/bedrock-runtime/us-east-1/model/${operation}`, {
    method: 'POST',
    headers: { ...aig(box.token), authorization: `Bearer ${builtInKey('aws-bedrock')}` },
    body: JSON.stringify(body),
  });
}

async function eventsOf(response: Response) {
  return awsEvents(Buffer.from(await response.arrayBuffer()));
}

/** Cohere's API, whose SDK is not among the dependencies. */
export function cohere(box: Sandbox, path: string, body: unknown): Promise<Reply> {
  return ask(`${gatewayUrl(box)}/cohere/${path}`, {
    headers: { ...aig(box.token), authorization: `Bearer ${builtInKey('cohere')}` },
    body,
  });
}

const parameters = (tool: Tool) => ({ name: tool.name, parameters: tool.parameters });

export const CLIENTS: Record<string, Client> = {
  'OpenAI chat': {
    async ask(box, { text, model = 'gpt-5.4', schema, tools, thinks, ...more }, stream) {
      const request = {
        model,
        messages: [{ role: 'user' as const, content: text }],
        max_completion_tokens: more.maxTokens,
        stop: more.stop,
        tools: tools?.map((tool) => ({ type: 'function' as const, function: parameters(tool) })),
        parallel_tool_calls: more.oneToolAtATime ? false : undefined,
        reasoning_effort: thinks ? ('low' as const) : undefined,
        response_format:
          schema === 'any'
            ? { type: 'json_object' as const }
            : schema && { type: 'json_schema' as const, json_schema: { name: 'answer', schema } },
      };
      const { completions } = openai(box).chat;
      const { choices, usage } = stream
        ? await completions
            .stream({ ...request, stream_options: { include_usage: true } })
            .finalChatCompletion()
        : await completions.create(request);
      const { message, finish_reason: finish } = choices[0]!;
      const calls = message.tool_calls?.flatMap((call) => (call.type === 'function' ? call.function : []));
      return {
        text: message.content ?? '',
        finish,
        calls: (calls ?? []).map(({ name, arguments: json }) => ({ name, arguments: JSON.parse(json) })),
        outputTokens: usage!.completion_tokens,
        thought: usage!.completion_tokens_details?.reasoning_tokens ? 'counted' : undefined,
      };
    },
  },
  'OpenAI responses': {
    async ask(box, { text, model = 'gpt-5.4', schema, tools, thinks, ...more }, stream) {
      const request = {
        model,
        input: text,
        max_output_tokens: more.maxTokens,
        tools: tools?.map((tool) => ({ type: 'function' as const, strict: false, ...parameters(tool) })),
        parallel_tool_calls: more.oneToolAtATime ? false : undefined,
        reasoning: thinks ? { effort: 'low' as const, summary: 'auto' as const } : undefined,
        text: schema && {
          format:
            schema === 'any'
              ? { type: 'json_object' as const }
              : { type: 'json_schema' as const, name: 'answer', schema },
        },
      };
      const { responses } = openai(box);
      const response = stream
        ? await responses.stream(request).finalResponse()
        : await responses.create(request);
      const { output, output_text, status, incomplete_details: why, usage } = response;
      return {
        text: output_text,
        finish: why?.reason ?? status,
        calls: output.flatMap((item) =>
          item.type === 'function_call'
            ? [{ name: item.name, arguments: JSON.parse(item.arguments) as unknown }]
            : [],
        ),
        outputTokens: usage!.output_tokens,
        thought: output.flatMap((item) => (item.type === 'reasoning' ? item.summary : []))[0]?.text,
      };
    },
  },
  'Anthropic messages': {
    async ask(box, { text, model = 'claude-sonnet-5', schema, tools, thinks, ...more }, stream) {
      const request = {
        model,
        max_tokens: more.maxTokens ?? 4000,
        messages: [{ role: 'user' as const, content: text }],
        stop_sequences: more.stop,
        tools: tools?.map(({ name, parameters: schemaOfTool }) => ({
          name,
          input_schema: { ...schemaOfTool, type: 'object' as const },
        })),
        tool_choice: more.oneToolAtATime
          ? { type: 'auto' as const, disable_parallel_tool_use: true }
          : undefined,
        thinking: thinks ? { type: 'adaptive' as const } : undefined,
        output_config:
          schema && schema !== 'any' ? { format: { type: 'json_schema' as const, schema } } : undefined,
      };
      const { messages } = anthropic(box);
      const message = stream ? await messages.stream(request).finalMessage() : await messages.create(request);
      const { content, stop_reason, stop_sequence, usage } = message;
      return {
        text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
        finish: stop_sequence ? `${stop_reason} ${stop_sequence}` : stop_reason,
        calls: content.flatMap((block) =>
          block.type === 'tool_use' ? [{ name: block.name, arguments: block.input }] : [],
        ),
        outputTokens: usage.output_tokens,
        thought: content.flatMap((block) => (block.type === 'thinking' ? block.thinking : []))[0],
      };
    },
  },
  'Google generateContent': {
    async ask(box, { text, model = 'gemini-3.5-flash', schema, tools, ...more }, stream) {
      const body = {
        contents: [{ role: 'user', parts: [{ text }] }],
        tools: tools && [{ functionDeclarations: tools.map(parameters) }],
        generationConfig: {
          maxOutputTokens: more.maxTokens,
          stopSequences: more.stop,
          responseMimeType: schema && 'application/json',
          responseSchema: schema === 'any' ? undefined : schema,
          thinkingConfig: more.thinks ? { includeThoughts: true } : undefined,
        },
      };
      const method = stream ? 'streamGenerateContent?alt=sse' : 'generateContent';
      const reply = await google(box, `${model}:${method}`, body);
      const chunks = stream ? eventData(reply.text) : [reply.json];
      const parts = chunks.flatMap(({ candidates }) => candidates[0].content.parts);
      const last = chunks.at(-1);
      return {
        text: parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join(''),
        finish: last.candidates[0].finishReason,
        calls: parts.flatMap(({ functionCall: call }) =>
          call ? [{ name: call.name, arguments: call.args }] : [],
        ),
        outputTokens: last.usageMetadata.candidatesTokenCount,
        thought: parts.find((part) => part.thought)?.text,
      };
    },
  },
  'Bedrock Converse': {
    async ask(box, { text, model = 'amazon.nova-lite-v1:0', schema, tools, thinks, ...more }, stream) {
      const response = await bedrock(box, `${model}/${stream ? 'converse-stream' : 'converse'}`, {
        messages: [{ role: 'user', content: [{ text }] }],
        inferenceConfig: { maxTokens: more.maxTokens, stopSequences: more.stop },
        toolConfig: tools && {
          tools: tools.map((tool) => ({
            toolSpec: { name: tool.name, inputSchema: { json: tool.parameters } },
          })),
        },
        outputConfig: schema && {
          textFormat: {
            type: 'json_schema',
            structure: { jsonSchema: { name: 'answer', schema: JSON.stringify(schema) } },
          },
        },
        additionalModelRequestFields: thinks ? { thinking: { type: 'enabled' } } : undefined,
      });
      const whole = stream ? joinConverse(await eventsOf(response)) : await response.json();
      // biome-ignore lint/suspicious/noExplicitAny: blocks of many shapes
      const content: any[] = whole.output.message.content;
      return {
        text: content.map((block) => block.text ?? '').join(''),
        finish: whole.stopReason,
        calls: content.flatMap(({ toolUse: use }) => (use ? [{ name: use.name, arguments: use.input }] : [])),
        outputTokens: whole.usage.outputTokens,
        thought: content.find((block) => block.reasoningContent)?.reasoningContent.reasoningText.text,
      };
    },
  },
  'Cohere chat': {
    async ask(box, { text, model = 'command-a-03-2025', schema, tools, thinks, ...more }, stream) {
      const reply = await cohere(box, 'v2/chat', {
        model,
        stream,
        messages: [{ role: 'user', content: text }],
        max_tokens: more.maxTokens,
        stop_sequences: more.stop,
        tools: tools?.map((tool) => ({ type: 'function', function: parameters(tool) })),
        response_format: schema && {
          type: 'json_object',
          json_schema: schema === 'any' ? undefined : schema,
        },
        thinking: thinks ? { type: 'enabled' } : undefined,
      });
      const whole = stream ? joinCohere(eventData(reply.text)) : reply.json;
      // biome-ignore lint/suspicious/noExplicitAny: contents of many shapes
      const content: any[] = whole.message.content ?? [];
      return {
        text: content.map((part) => part.text ?? '').join(''),
        finish: whole.finish_reason,
        // biome-ignore lint/suspicious/noExplicitAny: as above
        calls: (whole.message.tool_calls ?? []).map(({ function: call }: any) => ({
          name: call.name,
          arguments: JSON.parse(call.arguments),
        })),
        outputTokens: whole.usage.tokens.output_tokens,
        thought: content.find((part) => part.thinking)?.thinking,
      };
    },
  },
};

/** The answer that the events of a stream amount to. */
function joinConverse(events: ReturnType<typeof awsEvents>) {
  // biome-ignore lint/suspicious/noExplicitAny: blocks of many shapes
  const content: any[] = [];
  const of = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data);
  for (const { contentBlockIndex: at, start } of of('contentBlockStart'))
    content[at] = { toolUse: { ...start.toolUse, input: '' } };
  for (const { contentBlockIndex: at, delta } of of('contentBlockDelta')) {
    if (delta.toolUse) content[at].toolUse.input += delta.toolUse.input;
    else if (delta.reasoningContent) {
      content[at] ??= { reasoningContent: { reasoningText: { text: '' } } };
      content[at].reasoningContent.reasoningText.text += delta.reasoningContent.text ?? '';
    } else content[at] = { text: (content[at]?.text ?? '') + delta.text };
  }
  for (const { toolUse } of content) if (toolUse) toolUse.input = JSON.parse(toolUse.input);
  return { ...of('messageStop')[0], ...of('metadata')[0], output: { message: { content } } };
}

// biome-ignore lint/suspicious/noExplicitAny: events of many shapes
function joinCohere(events: any[]) {
  // biome-ignore lint/suspicious/noExplicitAny: contents of many shapes
  const content: any[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: calls of many shapes
  const calls: any[] = [];
  for (const { type, index, delta } of events) {
    if (type === 'content-start') content[index] = delta.message.content;
    if (type === 'content-delta')
      for (const [name, text] of Object.entries(delta.message.content)) content[index][name] += text;
    if (type === 'tool-call-start') calls[index] = delta.message.tool_calls;
    if (type === 'tool-call-delta')
      calls[index].function.arguments += delta.message.tool_calls.function.arguments;
  }
  return { ...events.at(-1).delta, message: { content, tool_calls: calls } };
}

export const MODES: readonly (readonly [name: string, client: Client, stream: boolean])[] = Object.entries(
  CLIENTS,
).flatMap(([name, client]) => [[name, client, false] as const, [`${name}, streamed`, client, true] as const]);
