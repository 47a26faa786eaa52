import { isRecord } from '../../lib/json.js';
import { excerptOf, firstOf, type Json, numeric, type Shape, text, texts } from './body-form.js';

/** Forms that only errors have, and so are errors even with a 2xx. */
export const PROVIDER_SHAPES: readonly Shape[] = [
  {
    // Responses API in a stream: {"type":"response.failed","response":{"error":{"code":...,"message":...}}}
    name: 'failed response',
    read(body) {
      const response = isRecord(body.response) ? body.response : body;
      if (response.status !== 'failed' && body.type !== 'response.failed') return undefined;
      const error = isRecord(response.error) ? response.error : {};
      return provider('response.error', error, text(error.message) ?? 'the response failed');
    },
  },
  {
    // {"error":{"message":...,"type":...,"code":...}}: OpenAI, Google, Anthropic (with "type":"error"), and most others
    name: 'error object',
    read(body) {
      const error = body.error;
      if (!isRecord(error) || Object.keys(error).length === 0) return undefined;
      const inner = isRecord(error.error) ? { ...error, ...error.error } : error;
      const message = text(inner.message) ?? text(inner.msg) ?? text(inner.detail) ?? text(inner.description);
      return provider('error', inner, message ?? excerptOf(error));
    },
  },
  {
    // {"code":"Client specified an invalid argument","error":"Incorrect API key provided: ..."}: xAI; also a bare string
    name: 'error string',
    read(body) {
      const error = text(body.error);
      if (!error) return undefined;
      const more = text(body.error_description) ?? text(body.message) ?? text(body.detail);
      return provider('error', { ...body, error: undefined }, more ? `${error}: ${more}` : error);
    },
  },
  {
    // {"type":"error","code":"rate_limit_exceeded","message":"..."}: Responses API, as an event of its own
    name: 'error event',
    read(body) {
      if (body.type !== 'error' && body.object !== 'error' && body.status !== 'error') return undefined;
      const message = text(body.message) ?? text(body.detail);
      return message ? provider('body', body, message) : undefined;
    },
  },
  {
    // {"choices":[{"error":{"code":502,"message":"..."}}]}: OpenRouter
    name: 'error in a choice',
    read(body) {
      const error = firstOf(body.choices)?.error;
      return isRecord(error)
        ? provider('choices[0].error', error, text(error.message) ?? excerptOf(error))
        : undefined;
    },
  },
  {
    // {"base_resp":{"status_code":1004,"status_msg":"login fail"}}: MiniMax, with 200
    name: 'base_resp',
    read(body) {
      const inner = body.base_resp;
      if (!isRecord(inner) || !numeric(inner.status_code)) return undefined;
      return provider('base_resp', { code: inner.status_code }, text(inner.status_msg) ?? '');
    },
  },
  {
    // {"error_code":110,"error_msg":"Access token invalid"}: Baidu, with 200
    name: 'error_code',
    read(body) {
      const message = text(body.error_msg) ?? text(body.error_message) ?? text(body.errorMessage);
      return message ? provider('body', { code: body.error_code ?? body.errorCode }, message) : undefined;
    },
  },
  {
    // {"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}: Bedrock, with 200
    name: 'AWS output',
    read(body) {
      const output = body.Output;
      const type = isRecord(output) ? text(output.__type) : undefined;
      return type ? provider('Output', { __type: type }, type) : undefined;
    },
  },
  {
    // {"state":"Failed",...} and {"success":false,...} without more
    name: 'failure flag',
    read(body) {
      if (body.success !== false && body.state !== 'Failed') return undefined;
      return provider('body', body, text(body.message) ?? text(body.msg) ?? excerptOf(body));
    },
  },
];

/** Forms that mean an error only because the status says so. */
export const LOOSE_SHAPES: readonly Shape[] = [
  {
    // {"detail":"Unauthorized"}; {"detail":[{"loc":["body","messages"],"msg":"Field required","type":"missing"}]}
    name: 'detail',
    read(body) {
      const { detail } = body;
      const message = text(detail) ?? (Array.isArray(detail) ? detail.map(pydantic).join('; ') : undefined);
      const title = text(body.title);
      if (message) return provider('detail', body, title ? `${title}: ${message}` : message);
      if (!isRecord(detail)) return undefined;
      return provider('detail', detail, text(detail.message) ?? text(detail.msg) ?? excerptOf(detail));
    },
  },
  {
    // {"message":"Unauthorized","request_id":"..."}; {"Message":"...","__type":"AccessDeniedException"}
    name: 'message',
    read(body) {
      const message = text(body.message) ?? text(body.Message) ?? text(body.msg) ?? text(body.error_message);
      return message ? provider('message', body, message) : undefined;
    },
  },
  {
    // {"errors":["..."]}; {"errors":[{"title":"...","detail":"..."}]}
    name: 'errors',
    read(body) {
      if (!Array.isArray(body.errors) || body.errors.length === 0) return undefined;
      const first: unknown = body.errors[0];
      const fields = isRecord(first) ? first : {};
      const message =
        text(first) ??
        [text(fields.title), text(fields.detail) ?? text(fields.message)].filter(Boolean).join(': ');
      return provider('errors[0]', fields, message || excerptOf(first));
    },
  },
  {
    // application/problem+json without detail
    name: 'title',
    read(body) {
      const title = text(body.title);
      return title ? provider('title', body, title) : undefined;
    },
  },
  {
    name: 'unknown JSON',
    read: (body) => provider('body', body, excerptOf(body)),
  },
];

function provider(at: string, fields: Json, message: string) {
  const metadata = isRecord(fields.metadata) ? text(fields.metadata.raw) : undefined;
  const reasons = Array.isArray(fields.details)
    ? fields.details.filter(isRecord).map((detail) => detail.reason)
    : [];
  const kinds = texts(
    fields.type,
    fields.code,
    fields.status,
    fields.reason,
    fields.param,
    fields.__type,
    ...reasons,
    metadata,
  );
  const innerStatus = [fields.code, fields.status, fields.status_code, fields.statusCode]
    .map(httpStatus)
    .find(Boolean);
  return { speaker: 'provider', at, codes: [], kinds, message, innerStatus } as const;
}

function pydantic(entry: unknown): string {
  if (!isRecord(entry)) return String(entry);
  const where = Array.isArray(entry.loc) ? entry.loc.join('.') : '';
  return [where, text(entry.msg) ?? text(entry.message) ?? excerptOf(entry)].filter(Boolean).join(': ');
}

function httpStatus(value: unknown): number | undefined {
  const number = numeric(value);
  return number !== undefined && number >= 400 && number < 600 ? number : undefined;
}
