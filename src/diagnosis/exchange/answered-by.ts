import type { Body } from './body.js';

type Headers = Record<string, string>;

/** Headers that AI Gateway adds when it passes an answer on: the request got through to it. */
const GATEWAY_HEADERS = [
  'cf-aig-log-id',
  'cf-aig-step',
  'cf-aig-provider',
  'cf-aig-model',
  'cf-aig-cache-status',
];

/** Headers by which providers number their answers; they survive the way through the gateway. */
const PROVIDER_HEADERS =
  /^(x-request-id|request-id|openai-|anthropic-|x-ratelimit-|x-groq-|x-amzn-|x-ms-|apim-request-id|x-goog-|mistral-|x-generation-id|x-together-|x-compute-|x-inference-)/;

const PROXY_HEADERS = ['x-squid-error', 'proxy-authenticate', 'x-bluecoat-via', 'x-zscaler', 'proxy-status'];
const PROXY_NAMES =
  /squid|zscaler|blue ?coat|fortinet|fortiguard|websense|forcepoint|sophos|barracuda|mcafee web|palo alto|netskope|umbrella|privoxy|tinyproxy/i;

/** The request reached a provider, or at least the gateway, whatever the body looks like. */
export function passedTheGateway(headers: Headers): boolean {
  const names = Object.keys(headers);
  return names.some((name) => GATEWAY_HEADERS.includes(name) || PROVIDER_HEADERS.test(name));
}

/** Cloudflare's network took part; nothing more is proved by it. */
export function cameThroughCloudflare(headers: Headers): boolean {
  return 'cf-ray' in headers || /cloudflare/i.test(headers.server ?? '');
}

/** A page that Cloudflare's network itself makes: 1xxx, 5xx, challenges. */
export function isCloudflarePage(body: Body): boolean {
  if (body.kind === 'text') return /^error code: \d{3,4}$/i.test(body.text);
  return (
    body.kind === 'html' &&
    /cf-error|cf-wrapper|cf-browser-verification|cdn-cgi\/|<center>cloudflare|Cloudflare Ray ID|\bRay ID\b|\| Cloudflare|Just a moment\.\.\./i.test(
      body.text,
    )
  );
}

export function edgeCode(body: Body): string | undefined {
  if (body.kind !== 'text' && body.kind !== 'html') return undefined;
  return (
    /error(?: code)?:?\s*(?:<[^>]*>\s*)*(1\d{3}|5\d{2})\b/i.exec(body.text)?.[1] ??
    /<title>(?:[^<|]*\|)?\s*(5\d{2})\b/i.exec(body.text)?.[1]
  );
}

/** A fault of Cloudflare's network (a crashed program, a dead server), in contrast to a client that it refuses. */
export function isEdgeFault(status: number, code: number | undefined): boolean {
  return code === undefined || code < 1000
    ? status >= 500 || (code ?? 0) >= 500
    : code >= 1100 && code < 1300;
}

export function isFromProxy(headers: Headers, body: Body): boolean {
  if (PROXY_HEADERS.some((name) => name in headers)) return true;
  const words = `${headers.server ?? ''} ${headers.via ?? ''} ${body.kind === 'html' ? body.text.slice(0, 4000) : ''}`;
  return PROXY_NAMES.test(words);
}
