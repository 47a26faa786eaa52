import { isRecord, parseJson } from '../../lib/json.js';
import { gatewayErrorOf } from '../answers/gateway-errors.js';
import type { Answer } from '../http/answer.js';
import type { SandboxIncoming } from '../http/request.js';
import { type Call, gatewayOf } from '../state/call.js';
import { readHandling } from '../state/handling.js';
import { failed, type Plan, type Step } from './steps.js';
import { dynamicRouteIn, walk } from './walk-route.js';

interface Entry {
  provider: string;
  endpoint: string;
  headers: Record<string, string>;
  query: unknown;
  config: unknown;
}

/**
 * The universal endpoint: a list of providers, the next one tried when one fails.
 * Source: Cloudflare's docs, AI Gateway, "Universal endpoint". What it says to a malformed list is not documented.
 */
export function* universal(call: Call): Plan {
  const entries = readEntries(call.request.body);
  if (typeof entries === 'string') return malformed(entries);
  const fallbacks = !gatewayOf(call).outOfOrder.includes('fallbacks');
  let answer: Answer | undefined;
  for (const entry of fallbacks ? entries : entries.slice(0, 1)) {
    const step = stepOf(call.request, entry);
    const route = entry.provider === 'compat' ? dynamicRouteIn(step.request.body) : undefined;
    answer = route === undefined ? yield step : yield* walk(call, step.request, route);
    if (!failed(answer)) break;
  }
  return answer;
}

function malformed(message: string): Answer {
  return gatewayErrorOf({ status: 400, code: 7001, message });
}

function readEntries(body: string): Entry[] | string {
  const list = parseJson(body);
  if (list === undefined) return 'Input Validation Error: the body is not JSON';
  if (!Array.isArray(list) || list.length === 0)
    return 'Input Validation Error: expected a list of providers';
  const entries: Entry[] = [];
  for (const [index, item] of list.entries()) {
    if (!isRecord(item) || typeof item.provider !== 'string' || typeof item.endpoint !== 'string')
      return `Input Validation Error: entry ${index} needs provider and endpoint`;
    const { provider, endpoint, query, config } = item;
    entries.push({ provider, endpoint, headers: texts(item.headers), query, config });
  }
  return entries;
}

function texts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) =>
      typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean'
        ? [[name.toLowerCase(), String(text)]]
        : [],
    ),
  );
}

/** The provider sees the entry's headers; of the request's own only the gateway's are left, and the entry's win over them. */
function stepOf(request: SandboxIncoming, { provider, endpoint, headers, query, config }: Entry) {
  const [path = '', search = ''] = endpoint.replace(/^\//, '').split('?');
  const kept = Object.entries(request.headers).filter(([name]) => /^cf-|^user-agent$/.test(name));
  return {
    rest: `${provider}/${path}`,
    request: {
      ...request,
      query: new URLSearchParams(search),
      headers: { 'content-type': 'application/json', ...Object.fromEntries(kept), ...headers },
      body: JSON.stringify(query ?? {}),
    },
    handling: readHandling(config),
    tokenIn: undefined,
  } satisfies Step;
}
