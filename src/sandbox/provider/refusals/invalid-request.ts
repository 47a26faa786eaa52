import type { SandboxResponse } from '../../http/response.js';
import { catalogError } from '../../responses/v4-envelope.js';
import type { Form } from '../conversation/prompt.js';
import { isEmpty } from '../conversation/read-content.js';
import type { Endpoint } from '../endpoints/endpoint.js';
import { anthropicError } from '../failures/anthropic-failures.js';
import type { FailureName } from '../failures/failure.js';
import { openaiError } from '../failures/openai-failures.js';
import { rejectsMaxTokens, rejectsToolsWithEffort } from '../models/model-requirements.js';

/** A request to a model, once key and path are good. */
export interface ModelCall {
  endpoint: Endpoint;
  body: Record<string, unknown>;
  model: string;
  /** In the provider's words. */
  refuse(name: FailureName): SandboxResponse;
}

/** The error for a request that no model can answer. */
export function invalidRequest(
  slug: string,
  headers: Record<string, string>,
  { endpoint: { form, anthropicVersion }, body, model, refuse }: ModelCall,
): SandboxResponse | undefined {
  const messages = body[form.messagesField] ?? body.prompt;
  if (messages === undefined)
    return slug === 'google-ai-studio' || form.name === 'generateContent'
      ? refuse('empty-messages')
      : missingField(slug, form, form.messagesField);
  if (form.name === 'messages') return invalidMessages(slug, headers, { form, anthropicVersion }, body);
  if (isEmpty(messages)) return refuse('empty-messages');
  if (form.name !== 'chat.completions') return undefined;
  if ('max_tokens' in body && rejectsMaxTokens(slug, model)) return refuse('max-tokens-field');
  return rejectsToolsWithEffort(slug, model, body) ? refuse('tools-with-effort') : undefined;
}

/** Claude says the same wherever it is served. */
function invalidMessages(
  slug: string,
  headers: Record<string, string>,
  { form, anthropicVersion: version }: Pick<Endpoint, 'form' | 'anthropicVersion'>,
  body: Record<string, unknown>,
): SandboxResponse | undefined {
  if (isEmpty(body.messages)) return anthropicError('messages: at least one message is required');
  if (version && body.anthropic_version === undefined) return missingField(slug, form, 'anthropic_version');
  if (version && body.anthropic_version !== version)
    return anthropicError(`anthropic_version: Input should be '${version}'`);
  if (!version && !headers['anthropic-version'])
    return missingField(slug, form, 'anthropic-version: header is required');
  return typeof body.max_tokens === 'number' ? undefined : missingField(slug, form, 'max_tokens');
}

/** The error for a field that the body lacks. */
export function missingField(slug: string, { name, errors }: Form, field: string): SandboxResponse {
  if (errors) return errors.refuse(400, errors.missing(field));
  if (slug === 'anthropic' || name === 'messages')
    return anthropicError(field.includes(':') ? field : `${field}: Field required`);
  if (slug === 'workers-ai')
    return catalogError(400, 5006, `AiError: Bad input: Error: required properties at '/' are '${field}'`);
  return field === 'model'
    ? openaiError(400, 'you must provide a model parameter')
    : openaiError(400, `Missing required parameter: '${field}'.`, {
        param: field,
        code: 'missing_required_parameter',
      });
}
