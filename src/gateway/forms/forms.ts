/** `gateway/forms/`: the forms of API, one file each: request bodies, replies, tools. */

import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { anthropicMessages } from './anthropic-messages.js';
import type { Form } from './form.js';
import { googleGenerativeAi } from './google-generative-ai.js';
import { openaiCompletions } from './openai-completions.js';
import { openaiResponses } from './openai-responses.js';

/** Every form of API, by OpenClaw's `api` value. */
export const FORMS: Record<ApiForm, Form> = {
  'openai-completions': openaiCompletions,
  'openai-responses': openaiResponses,
  'anthropic-messages': anthropicMessages,
  'google-generative-ai': googleGenerativeAi,
};

export function isApiForm(text: unknown): text is ApiForm {
  return typeof text === 'string' && Object.hasOwn(FORMS, text);
}
