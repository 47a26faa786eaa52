import { JUNK_PROVIDER } from '../../diagnosis/exchange/exchange.js';
import type { Ask } from './experiment.js';

/** Root of the gateway that is examined. */
export const HERE = '/v1/{account}/{gateway}';
export const REST = '/accounts/{account}/ai';
export const GATEWAYS = '/accounts/{account}/ai-gateway/gateways';
export const GATEWAY = `${GATEWAYS}/{gateway}`;

export const TOKEN = { 'cf-aig-authorization': 'Bearer {token}' };
export const API_TOKEN = { authorization: 'Bearer {token}' };
/** What Workers AI wants behind the gateway: the token twice. */
export const BOTH = { ...TOKEN, ...API_TOKEN };
/** A key that the provider refuses: it answers, and nobody pays. */
export const FAKE_KEY = { authorization: 'Bearer {fake-key}' };

export const HELLO = [{ role: 'user', content: 'Say OK. {nonce}' }];

/** A step of the universal endpoint, to a provider that does not exist. */
export const JUNK_STEP = { provider: JUNK_PROVIDER, endpoint: 'x', headers: {}, query: {} };

/** A request to a provider that does not exist: if all else is right, the gateway complains of that alone. */
export function junkAsk(headers: Record<string, string>, root = HERE): Ask {
  return {
    plane: 'gateway',
    path: `${root}/${JUNK_PROVIDER}/x`,
    headers,
    body: {},
    junkProvider: true,
  };
}

export function chatAsk(model: string, headers: Record<string, string>, root = HERE): Ask {
  return {
    plane: 'gateway',
    path: `${root}/compat/chat/completions`,
    headers,
    body: { model, messages: HELLO, max_tokens: 1 },
  };
}

export function restAsk(path: string, body: unknown, headers: Record<string, string> = {}): Ask {
  return {
    plane: 'rest',
    path: `${REST}/${path}`,
    headers: { ...API_TOKEN, 'cf-aig-gateway-id': '{gateway}', ...headers },
    body,
  };
}

export function readAsk(path: string, headers: Record<string, string> = API_TOKEN): Ask {
  return { plane: 'management', path, headers };
}

/** The log's row of the answer before, which appears late. */
export const LOG_ROW: Ask = { ...readAsk(`${GATEWAY}/logs/{log-id}`), whileStatus: 404 };
