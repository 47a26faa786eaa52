import { percentDecode } from '../../lib/text/percent-decode.js';
import type { Answer } from '../exchange/answer.js';
import { isCloudflareHost } from '../exchange/cloudflare-host.js';
import type { Sent } from '../exchange/exchange.js';
import type { Heard } from './read-exchange.js';
import type { Values } from './values.js';

/** The user's own values as far as an exchange shows them. */
export function valuesFromExchange(exchange: Heard): Values {
  const { request, sent, response, error, plane } = exchange;
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  return known({
    ...valuesFromPath(url?.pathname ?? ''),
    ...(plane === 'rest' ? { permission: 'Workers AI > Read', gateway: gatewayOnRest(request.headers) } : {}),
    ...(sent ? valuesFromSent(sent) : {}),
    ...valuesFromHost(error?.host ?? url?.hostname),
    port: error ? String(error.port) : url?.port || (url?.protocol === 'http:' ? '80' : '443'),
    proxy: error?.proxy ?? exchange.proxy,
    status: response && String(response.status),
    location: webAddress(response?.headers.location, request.url),
    retryAfter: response && retryAfterOf(response.headers, exchange.timings.startedAt),
    code: error?.code,
    message: error?.message,
  });
}

function valuesFromSent(sent: Sent): Values {
  const provider = sent.provider ?? (sent.route === 'compat' ? providerOf(sent.model) : undefined);
  return known({
    provider,
    providerName: provider,
    model: sent.model,
    modelRef: sent.model && `cloudflare-ai-gateway/${sent.model}`,
    route: sent.route,
    api: sent.api,
    header: sent.gatewayTokenIn[0],
    askedModel: sent.empty || sent.junkProvider ? undefined : sent.model,
    customSlug: provider && /^custom-(.+)/.exec(provider)?.[1],
  });
}

export function valuesFromHost(host: string | undefined): Values {
  if (!host) return {};
  const isLocal = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/i.test(host);
  return {
    host,
    ...(isLocal ? { localHost: host } : isCloudflareHost(host) ? {} : { foreignHost: host }),
  };
}

/** The REST API takes the gateway from a header, and `default` without one. */
function gatewayOnRest(headers: Record<string, string>): string {
  return headers['cf-aig-gateway-id'] ?? 'default';
}

export function valuesFromAnswer({ code, kinds, message, status }: Answer): Values {
  return known({
    code: code === undefined ? (kinds[0] ?? 'none') : String(code),
    message: shorten(message, 200),
    status: status ? String(status) : undefined,
    nearest: /\buse (?:the model )?["'`]?([\w@./:-]+[\w])/i.exec(message)?.[1],
  });
}

/** Seconds: a week. A longer one is no time that anyone waits. */
const LONGEST_WAIT = 604_800;

/** `17 seconds`, `6m0s`, `until <date>`: what `retry-after` or other headers say, if it is a time to wait for. */
function retryAfterOf(headers: Record<string, string>, startedAt: string): string | undefined {
  const value =
    headers['retry-after'] ??
    headers['x-ratelimit-reset-requests'] ??
    headers['anthropic-ratelimit-requests-reset'] ??
    '';
  if (/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(value) && value.length <= 20) return value;
  const date = /^(\d{4}-|[A-Z][a-z]{2}, ).{6,30}$/.test(value) ? Date.parse(value) : Number.NaN;
  const isNumber = /^\d+(\.\d+)?$/.test(value);
  // Of a pasted answer the time is not known.
  const start = Date.parse(startedAt) || date;
  const seconds = isNumber ? Number(value) : (date - start) / 1000;
  if (!(seconds >= 0 && seconds <= LONGEST_WAIT)) return undefined;
  return isNumber ? `${value} seconds` : `until ${value}`;
}

export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 3)}...` : line;
}

/** Account and gateway that a path names, on any plane. */
export function valuesFromPath(path: string): Values {
  const found =
    /^\/v1\/([^/]+)(?:\/([^/]+))?/.exec(path) ?? /\/accounts\/([^/]+)(?:.*\/gateways\/([^/]+))?/.exec(path);
  if (!found) return {};
  const [, accountId, gateway] = found;
  return {
    accountId: accountId && percentDecode(accountId),
    gateway: gateway && percentDecode(gateway),
  };
}

function providerOf(model: string | undefined): string | undefined {
  const slash = model?.indexOf('/') ?? -1;
  return slash > 0 ? model?.slice(0, slash) : undefined;
}

/** An address that can be opened; `location` may be relative to what was asked. */
function webAddress(location: string | undefined, base: string): string | undefined {
  if (!location || !URL.canParse(location, base)) return undefined;
  const { protocol, href } = new URL(location, base);
  return /^https?:$/.test(protocol) ? href : undefined;
}

/** Without the values that are not known, which would hide known ones when they are spread. */
export function known(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}
