import { isRecord } from '../../lib/json.js';
import { firstOf, numeric, type Shape, text, texts } from './body-form.js';

/** The forms of Cloudflare: the gateway's own, its API's, Workers AI's, the edge's. The first that fits counts. */
export const CLOUDFLARE_SHAPES: readonly Shape[] = [
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
      return { speaker: 'edge', at: 'body', code, codes: listOf(code), kinds: [], message };
    },
  },
  {
    // {"name":"AiError","internalCode":5007,"message":"AiError: No such model: ..."}
    name: 'Workers AI error',
    read(body) {
      const message = text(body.message) ?? text(body.description) ?? text(body.error) ?? '';
      if (body.name !== 'AiError' && !message.startsWith('AiError:')) return undefined;
      const code = numeric(body.internalCode) ?? numeric(body.code);
      return workersAi('body', listOf(code), message, numeric(body.httpCode));
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
      if (!isRecord(error)) return undefined;
      const code = numeric(error.code);
      const message = text(error.message) ?? '';
      const ofWorkersAi = message.startsWith('AiError') || (plane === 'gateway' && error.code === 10000);
      if (ofWorkersAi) return workersAi('error', listOf(code), message);
      const cloudflares =
        typeof error.code === 'number' &&
        (isGatewayCode(error.code) || (plane === 'rest' && error.code > 5999));
      if (error.type !== 'gateway_error' && !cloudflares) return undefined;
      return gateway('error', code, message);
    },
  },
  {
    // {"success":false,"error":{"message":"Access denied by policy"}}
    name: 'gateway policy',
    read(body) {
      const error = body.error;
      if (body.success !== false || !isRecord(error) || error.type || error.code) return undefined;
      return gateway('error', undefined, text(error.message) ?? '');
    },
  },
  {
    // {"success":false,"errors":[{"message":"..."}]}: Cloudflare's API without a number
    name: 'Cloudflare API envelope without a code',
    read(body, plane) {
      const message = text(firstOf(body.errors)?.message);
      if (plane === 'gateway' || body.success !== false || !message) return undefined;
      return gateway('errors[0]', undefined, message);
    },
  },
  {
    // {"x402Version":1,"error":"...","accepts":[...]}
    name: 'payment wanted',
    read: (body) => ('x402Version' in body ? gateway('error', undefined, 'payment required') : undefined),
  },
  {
    // {"ok":false,"error":{"category":"gateway","code":"web_search_payment_required","status":402,...}}
    name: 'web search',
    read(body) {
      const error = body.error;
      if (body.ok !== false || !isRecord(error) || error.category !== 'gateway') return undefined;
      const message = text(error.message) ?? text(error.code) ?? '';
      return {
        ...gateway('error', undefined, message),
        kinds: texts(error.code),
        innerStatus: numeric(error.status),
      };
    },
  },
];

function listOf(code: number | undefined): number[] {
  return code === undefined ? [] : [code];
}

function gateway(at: string, code: number | undefined, message: string, innerStatus?: number) {
  return {
    speaker: 'gateway',
    at,
    code,
    codes: listOf(code),
    kinds: [],
    message,
    innerStatus,
  } as const;
}

function workersAi(at: string, codes: number[], message: string, innerStatus?: number) {
  return { speaker: 'workers-ai', at, code: codes[0], codes, kinds: [], message, innerStatus } as const;
}

function chainCodes(errors: unknown): number[] {
  if (!Array.isArray(errors)) return [];
  return errors
    .filter(isRecord)
    .flatMap((error) => [numeric(error.code) ?? 0, ...chainCodes(error.error_chain)]);
}

function chainMessages(chain: unknown): (string | undefined)[] {
  return Array.isArray(chain) ? chain.filter(isRecord).map((error) => text(error.message)) : [];
}

/** The gateway's own numbers; also those of the catalogue in front of it. */
function isGatewayCode(code: number): boolean {
  return (code >= 2000 && code < 3000) || code === 7010 || code === 7013;
}

function isWorkersAiCode(code: number): boolean {
  return (code >= 3000 && code < 6000) || code === 8007;
}
