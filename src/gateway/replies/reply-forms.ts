import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import type { Json } from './json.js';

/** What one JSON document, or one event of a stream, adds to the reply. */
export interface Piece {
  text?: string;
  /** In place of all text so far */
  whole?: string;
  inputTokens?: number;
  outputTokens?: number;
  finish?: string;
}

/** How each form of API says it, whole and in a stream. Undefined: this is not the form. */
export const REPLY_FORMS: Record<ApiForm, (json: Json) => Piece | undefined> = {
  'openai-completions': readChat,
  'openai-responses': readResponses,
  'anthropic-messages': readMessages,
  'google-generative-ai': readGoogle,
};

function readChat(json: Json): Piece | undefined {
  const choices = json.at('choices').array();
  if (!choices) return undefined;
  const choice = json.at('choices').at(0);
  const usage = json.at('usage');
  // `message` when whole, `delta` in a stream
  const content = choice.at('message').exists()
    ? choice.at('message').at('content')
    : choice.at('delta').at('content');
  return {
    text: content.text() ?? joined(content.array(), 'text'),
    inputTokens: usage.at('prompt_tokens').number(),
    outputTokens: usage.at('completion_tokens').number(),
    finish: choice.at('finish_reason').text(),
  };
}

function readResponses(json: Json): Piece | undefined {
  const type = json.at('type').text();
  if (type === undefined) return readResponse(json);
  if (type === 'response.output_text.delta') return { text: json.at('delta').text() ?? '' };
  if (/^response\.(completed|incomplete|failed)$/.test(type)) return readResponse(json.at('response'));
  return type.startsWith('response.') ? {} : undefined;
}

function readResponse(json: Json): Piece | undefined {
  const output = json.at('output').array();
  const status = json.at('status').text();
  if (!output && status === undefined) return undefined;
  const messages = output?.filter((item) => item.at('type').text() === 'message') ?? [];
  const text = messages.map((item) => joined(item.at('content').array(), 'text')).join('');
  return {
    whole: text,
    inputTokens: json.at('usage').at('input_tokens').number(),
    outputTokens: json.at('usage').at('output_tokens').number(),
    finish: json.at('incomplete_details').at('reason').text() ?? status,
  };
}

function readMessages(json: Json): Piece | undefined {
  switch (json.at('type').text()) {
    case 'message':
      return {
        text: joined(json.at('content').array(), 'text'),
        ...anthropicUsage(json.at('usage')),
        finish: json.at('stop_reason').text(),
      };
    case 'message_start':
      return anthropicUsage(json.at('message').at('usage'));
    case 'content_block_delta':
      return { text: json.at('delta').at('text').text() ?? '' };
    case 'message_delta':
      return { ...anthropicUsage(json.at('usage')), finish: json.at('delta').at('stop_reason').text() };
    case 'content_block_start':
    case 'content_block_stop':
    case 'message_stop':
    case 'ping':
      return {};
    default:
      return undefined;
  }
}

function anthropicUsage(usage: Json): Piece {
  return { inputTokens: usage.at('input_tokens').number(), outputTokens: usage.at('output_tokens').number() };
}

function readGoogle(json: Json): Piece | undefined {
  if (!json.at('candidates').array() && !json.at('usageMetadata').exists()) return undefined;
  const candidate = json.at('candidates').at(0);
  const parts = candidate.at('content').at('parts').array();
  const usage = json.at('usageMetadata');
  const answered = usage.at('candidatesTokenCount').number();
  const thought = usage.at('thoughtsTokenCount').number();
  return {
    text: joined(
      parts?.filter((part) => part.at('thought').flag() !== true),
      'text',
    ),
    inputTokens: usage.at('promptTokenCount').number(),
    outputTokens:
      answered === undefined && thought === undefined ? undefined : (answered ?? 0) + (thought ?? 0),
    finish: candidate.at('finishReason').text(),
  };
}

function joined(parts: Json[] | undefined, key: string): string {
  return parts?.map((part) => part.at(key).text() ?? '').join('') ?? '';
}
