import { isRecord, parseJson } from '../../lib/json.js';
import { RequestBody } from '../http/bodies/request-body.js';
import { markIgnoredHeaders } from '../http/ignored-headers.js';
import { modelIn, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import type { GatewayContext } from '../pipeline/request-context.js';
import { gatewayErrorOf } from '../responses/gateway-errors.js';
import { readRetryPolicy } from '../state/retry-policy.js';
import { dynamicRouteIn, dynamicRouteSteps } from './dynamic-route-steps.js';
import { isFailure, type ProviderStep, type ProviderSteps } from './provider-steps.js';

interface Entry {
  provider: string;
  endpoint: string;
  headers: Record<string, string>;
  query: unknown;
  config: unknown;
}

/**
 * The universal endpoint: a list of providers, each tried when the one before fails, or one alone, as Cloudflare's own
 * `@cloudflare/tanstack-ai` posts it. Source: Cloudflare's docs, AI Gateway, "Universal endpoint". Its response to a
 * malformed list is not documented.
 */
export function* universalSteps(context: GatewayContext): ProviderSteps {
  const entries = readEntries(context.request.body.text);
  if (typeof entries === 'string') return validationError(entries);
  const fallbacks = !context.gateway.outOfOrder.includes('fallbacks');
  let response: SandboxResponse | undefined;
  for (const entry of fallbacks ? entries : entries.slice(0, 1)) {
    const step = stepOf(context.request, entry);
    const route = entry.provider === 'compat' ? dynamicRouteIn(modelIn(step.request)) : undefined;
    response = route === undefined ? yield step : yield* dynamicRouteSteps(context, step.request, route);
    response = markIgnoredHeaders(entry, response);
    if (!isFailure(response)) break;
  }
  return response;
}

function validationError(message: string): SandboxResponse {
  return gatewayErrorOf(400, 7001, message);
}

function readEntries(body: string): Entry[] | string {
  const parsed = parseJson(body);
  if (parsed === undefined) return 'Input Validation Error: the body is not JSON';
  const list = isRecord(parsed) ? [parsed] : parsed;
  if (!Array.isArray(list) || list.length === 0)
    return 'Input Validation Error: expected a list of providers';
  const entries: Entry[] = [];
  for (const [index, item] of list.entries()) {
    if (!isRecord(item) || typeof item.provider !== 'string' || typeof item.endpoint !== 'string')
      return `Input Validation Error: entry ${index} needs provider and endpoint`;
    const { provider, endpoint, query, config } = item;
    entries.push({ provider, endpoint, headers: textValues(item.headers), query, config });
  }
  return entries;
}

function textValues(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) =>
      typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean'
        ? [[name.toLowerCase(), String(text)]]
        : [],
    ),
  );
}

/**
 * The provider gets the entry's headers. Of the request's own only those for the gateway stay, and the entry's
 * override them.
 */
function stepOf(request: SandboxRequest, { provider, endpoint, headers, query, config }: Entry) {
  const [path = '', search = ''] = endpoint.replace(/^\//, '').split('?');
  const gatewayHeaders = Object.entries(request.headers).filter(([name]) => /^cf-|^user-agent$/.test(name));
  return {
    rest: `${provider}/${path}`,
    request: {
      ...request,
      query: new URLSearchParams(search),
      headers: { 'content-type': 'application/json', ...Object.fromEntries(gatewayHeaders), ...headers },
      body: new RequestBody(JSON.stringify(query ?? {})),
    },
    retryPolicy: readRetryPolicy(config),
    tokenIn: undefined,
  } satisfies ProviderStep;
}
