import type { ApiForm } from '../../diagnosis/exchange/exchange.js';

export interface CompletionOptions {
  prompt: string;
  stream?: boolean;
  maxTokens?: number;
  /** Name of the limit's field on chat completions; only `openai-completions` has a choice */
  maxTokensField?: string;
  /** Shown together with the prompt */
  image?: Image;
}

export interface Image {
  /** Such as `image/png` */
  mediaType: string;
  base64: string;
}

/** Enough for a short answer. */
const SMALL = 64;
/** A model that reasons first needs room for that, or nothing is left for the answer. */
const ROOMY = 512;

/** OpenAI's models that refuse `max_tokens` on chat completions. */
const WANTS_COMPLETION_TOKENS = /(^|\/)(gpt-[5-9]|o[1-9])/;
export const REASONS =
  /(^|\/)(gpt-[5-9]|gpt-oss|o[1-9]|gemini-(2\.5|[3-9])|grok-([4-9]|3-mini)|magistral|qwq|qwen3|glm-|kimi-)|reason|thinking|-r1/;

/** What OpenClaw 2026.9.6 appends to the base URL. */
export function endpointOf(api: ApiForm, model: string, baseUrl: string, stream: boolean): string {
  switch (api) {
    case 'openai-completions':
      return '/chat/completions';
    case 'openai-responses':
      return '/responses';
    case 'anthropic-messages':
      return baseUrl.endsWith('/v1') ? '/messages' : '/v1/messages';
    case 'google-generative-ai': {
      const id = model
        .replace(/^models\//, '')
        .split('/')
        .map(encodeURIComponent)
        .join('/');
      return `/models/${id}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`;
    }
  }
}

/** The body of one small completion. */
export function completionBody(api: ApiForm, model: string, o: CompletionOptions): Record<string, unknown> {
  const limit = o.maxTokens ?? (REASONS.test(model) ? ROOMY : SMALL);
  const content = o.image ? CONTENT[api](o.prompt, o.image) : o.prompt;
  const messages = [{ role: 'user', content }];
  const stream = o.stream ? { stream: true } : {};
  switch (api) {
    case 'openai-completions': {
      const field =
        o.maxTokensField ?? (WANTS_COMPLETION_TOKENS.test(model) ? 'max_completion_tokens' : 'max_tokens');
      const usage = o.stream ? { stream_options: { include_usage: true } } : {};
      return { model, messages, [field]: limit, ...stream, ...usage };
    }
    case 'openai-responses':
      return { model, input: messages, max_output_tokens: limit, store: false, ...stream };
    case 'anthropic-messages':
      return { model, max_tokens: limit, messages, ...stream };
    case 'google-generative-ai':
      return {
        contents: [{ role: 'user', parts: o.image ? content : [{ text: o.prompt }] }],
        generationConfig: { maxOutputTokens: limit },
      };
  }
}

/** A text with a picture, in each form's own words. */
const CONTENT: Record<ApiForm, (text: string, image: Image) => unknown[]> = {
  'openai-completions': (text, image) => [
    { type: 'text', text },
    { type: 'image_url', image_url: { url: dataUrl(image) } },
  ],
  'openai-responses': (text, image) => [
    { type: 'input_text', text },
    { type: 'input_image', image_url: dataUrl(image) },
  ],
  'anthropic-messages': (text, { mediaType, base64 }) => [
    { type: 'image', source: { type: 'base64', media_type: mediaType, data: base64 } },
    { type: 'text', text },
  ],
  'google-generative-ai': (text, { mediaType, base64 }) => [
    { text },
    { inlineData: { mimeType: mediaType, data: base64 } },
  ],
};

function dataUrl({ mediaType, base64 }: Image): string {
  return `data:${mediaType};base64,${base64}`;
}

/** The same without any message: every provider refuses it before it costs something. */
export function emptyBody(api: ApiForm, model: string): Record<string, unknown> {
  switch (api) {
    case 'openai-completions':
      return { model, messages: [] };
    case 'openai-responses':
      return { model, input: [] };
    case 'anthropic-messages':
      return { model, max_tokens: 1, messages: [] };
    case 'google-generative-ai':
      return { contents: [] };
  }
}
