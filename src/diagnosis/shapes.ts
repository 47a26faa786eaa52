import { isObject } from './body.js';
import type { Complaint } from './complaint.js';
import type { Plane } from './exchange.js';

type Json = Record<string, unknown>;
type Shape = { name: string; read(body: Json, plane: Plane): Omit<Complaint, 'shape'> | undefined };

/**
 * What the error in a JSON body says; undefined when there is none.
 * `strict`: only shapes that can be nothing but an error, for bodies that came with a 2xx.
 */
export function readComplaint(value: unknown, plane: Plane, strict: boolean): Complaint | undefined {
  if (Array.isArray(value)) return readArray(value, plane, strict);
  if (typeof value === 'string' && !strict) return readComplaint({ error: value }, plane, strict);
  if (!isObject(value)) return undefined;
  for (const shape of strict ? ERROR_SHAPES : [...ERROR_SHAPES, ...LOOSE_SHAPES]) {
    const complaint = shape.read(value, plane);
    if (complaint) return { shape: shape.name, ...complaint };
  }
  return undefined;
}

/** Shapes that only errors have. The first that fits counts. */
const ERROR_SHAPES: readonly Shape[] = [
  {
    // {"success":false,"error":[{"code":2009,"message":"Unauthorized"}],"name":"AiGatewayError","internalCode":2009,...}
    name: 'gateway envelope',
    read(body) {
      const first = firstOf(body.error);
      const code = numeric(first?.code) ?? numeric(body.internalCode);
      if (body.name !== 'AiGatewayError' && (code === undefined || !Array.isArray(body.error)))
        return undefined;
      const message = text(first?.message) ?? text(body.message) ?? text(body.description) ?? '';
      return gateway(first ? 'error[0]' : 'body', code, message, numeric(body.httpCode));
    },
  },
  {
    // {"type":"https://developers.cloudflare.com/...","title":"Error 1010: Access denied","cloudflare_error":true,...}
    name: 'edge problem',
    read(body) {
      if (body.cloudflare_error !== true) return undefined;
      const code = numeric(body.error_code);
      const message = text(body.title) ?? text(body.detail) ?? '';
      return { speaker: 'edge', at: 'body', code, codes: code ? [code] : [], kinds: [], message };
    },
  },
  {
    // {"name":"AiError","internalCode":5007,"message":"AiError: No such model: ..."}
    name: 'Workers AI error',
    read(body) {
      const message = text(body.message) ?? text(body.description) ?? text(body.error) ?? '';
      if (body.name !== 'AiError' && !message.startsWith('AiError:')) return undefined;
      const code = numeric(body.internalCode) ?? numeric(body.code);
      return workersAi('body', code === undefined ? [] : [code], message, numeric(body.httpCode));
    },
  },
  {
    // {"errors":[{"code":10000,"message":"Authentication error"}],"success":false,...}: Cloudflare's API
    name: 'Cloudflare API envelope',
    read(body, plane) {
      const first = firstOf(body.errors);
      const code = numeric(first?.code);
      // Below 1000 it is an HTTP status, as other vendors write it.
      if (!first || code === undefined || code < 1000) return undefined;
      const codes = chainCodes(body.errors);
      const message = [text(first.message), ...chainMessages(first.error_chain)].filter(Boolean).join(': ');
      const ofWorkersAi = message.startsWith('AiError') || isWorkersAiCode(code);
      // Behind the gateway's own host Cloudflare's API is Workers AI, the provider; only 2xxx are the gateway's.
      if (ofWorkersAi || (plane === 'gateway' && !isGatewayCode(code)))
        return workersAi('errors[0]', codes, message);
      return { ...gateway('errors[0]', code, message), codes };
    },
  },
  {
    // {"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,...}]}
    name: 'bare Cloudflare API error',
    read(body) {
      const code = numeric(body.code);
      if (code === undefined || !Array.isArray(body.error_chain)) return undefined;
      const message = [text(body.message), ...chainMessages(body.error_chain)].filter(Boolean).join(': ');
      return { ...gateway('body', code, message), codes: chainCodes([body]) };
    },
  },
  {
    // {"error":{"message":"Insufficient balance; ...","type":"gateway_error","code":null}}
    name: 'gateway error in OpenAI form',
    read(body, plane) {
      const error = body.error;
      if (!isObject(error)) return undefined;
      const code = numeric(error.code);
      const cloudflares =
        typeof error.code === 'number' &&
        (isGatewayCode(error.code) || (plane === 'rest' && error.code > 5999));
      if (error.type !== 'gateway_error' && !cloudflares) return undefined;
      return gateway('error', code, text(error.message) ?? '');
    },
  },
  {
    // {"success":false,"error":{"message":"Access denied by policy"}}
    name: 'gateway policy',
    read(body) {
      const error = body.error;
      if (body.success !== false || !isObject(error) || error.type || error.code) return undefined;
      return gateway('error', undefined, text(error.message) ?? '');
    },
  },
  {
    // {"ok":false,"error":{"category":"gateway","code":"web_search_payment_required","status":402,...}}
    name: 'web search',
    read(body) {
      const error = body.error;
      if (body.ok !== false || !isObject(error) || error.category !== 'gateway') return undefined;
      const message = text(error.message) ?? text(error.code) ?? '';
      return {
        ...gateway('error', undefined, message),
        kinds: texts(error.code),
        innerStatus: numeric(error.status),
      };
    },
  },
  {
    // Responses API in a stream: {"type":"response.failed","response":{"error":{"code":...,"message":...}}}
    name: 'failed response',
    read(body) {
      const response = isObject(body.response) ? body.response : body;
      if (response.status !== 'failed' && body.type !== 'response.failed') return undefined;
      const error = isObject(response.error) ? response.error : {};
      return provider('response.error', error, text(error.message) ?? 'the response failed');
    },
  },
  {
    // {"error":{"message":...,"type":...,"code":...}}: OpenAI, Google, Anthropic (with "type":"error"), and most others
    name: 'error object',
    read(body) {
      const error = body.error;
      if (!isObject(error) || Object.keys(error).length === 0) return undefined;
      const inner = isObject(error.error) ? { ...error, ...error.error } : error;
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
      return isObject(error)
        ? provider('choices[0].error', error, text(error.message) ?? excerptOf(error))
        : undefined;
    },
  },
  {
    // {"base_resp":{"status_code":1004,"status_msg":"login fail"}}: MiniMax, with 200
    name: 'base_resp',
    read(body) {
      const inner = body.base_resp;
      if (!isObject(inner) || !numeric(inner.status_code)) return undefined;
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
    // {"state":"Failed",...} and {"success":false,...} without more
    name: 'failure flag',
    read(body) {
      if (body.success !== false && body.state !== 'Failed') return undefined;
      return provider('body', body, text(body.message) ?? text(body.msg) ?? excerptOf(body));
    },
  },
];

/** Shapes that mean an error only because the status says so. */
const LOOSE_SHAPES: readonly Shape[] = [
  {
    // {"detail":"Unauthorized"}; {"detail":[{"loc":["body","messages"],"msg":"Field required","type":"missing"}]}
    name: 'detail',
    read(body) {
      const { detail } = body;
      const message = text(detail) ?? (Array.isArray(detail) ? detail.map(pydantic).join('; ') : undefined);
      const title = text(body.title);
      if (message) return provider('detail', body, title ? `${title}: ${message}` : message);
      if (!isObject(detail)) return undefined;
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
      const fields = isObject(first) ? first : {};
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

function readArray(list: unknown[], plane: Plane, strict: boolean): Complaint | undefined {
  const first = list[0];
  if (!isObject(first)) return strict ? undefined : readComplaint({ error: excerptOf(list) }, plane, strict);
  // The gateway's own list of errors, as SDKs quote it: [{"code":2009,"message":"Unauthorized"}]
  if (typeof first.code === 'number' && text(first.message))
    return readComplaint({ error: list }, plane, strict);
  const complaint = readComplaint(first, plane, strict);
  return complaint && { ...complaint, at: `[0].${complaint.at}` };
}

function gateway(at: string, code: number | undefined, message: string, innerStatus?: number) {
  return {
    speaker: 'gateway',
    at,
    code,
    codes: code === undefined ? [] : [code],
    kinds: [],
    message,
    innerStatus,
  } as const;
}

function workersAi(at: string, codes: number[], message: string, innerStatus?: number) {
  return { speaker: 'workers-ai', at, code: codes[0], codes, kinds: [], message, innerStatus } as const;
}

function provider(at: string, fields: Json, message: string) {
  const metadata = isObject(fields.metadata) ? text(fields.metadata.raw) : undefined;
  const reasons = Array.isArray(fields.details)
    ? fields.details.filter(isObject).map((detail) => detail.reason)
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

function firstOf(list: unknown): Json | undefined {
  return Array.isArray(list) && isObject(list[0]) ? list[0] : undefined;
}

function pydantic(entry: unknown): string {
  if (!isObject(entry)) return String(entry);
  const where = Array.isArray(entry.loc) ? entry.loc.join('.') : '';
  return [where, text(entry.msg) ?? text(entry.message) ?? excerptOf(entry)].filter(Boolean).join(': ');
}

function chainCodes(errors: unknown): number[] {
  if (!Array.isArray(errors)) return [];
  return errors
    .filter(isObject)
    .flatMap((error) => [numeric(error.code) ?? 0, ...chainCodes(error.error_chain)]);
}

function chainMessages(chain: unknown): (string | undefined)[] {
  return Array.isArray(chain) ? chain.filter(isObject).map((error) => text(error.message)) : [];
}

/** The gateway's own numbers; also those of the catalogue in front of it. */
export function isGatewayCode(code: number): boolean {
  return (code >= 2000 && code < 3000) || code === 7010 || code === 7013;
}

function isWorkersAiCode(code: number): boolean {
  return (code >= 3000 && code < 6000) || code === 8007;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function texts(...values: unknown[]): string[] {
  return values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
}

function numeric(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{3,6}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function httpStatus(value: unknown): number | undefined {
  const number = numeric(value);
  return number !== undefined && number >= 400 && number < 600 ? number : undefined;
}

function excerptOf(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 600) ?? '';
}
