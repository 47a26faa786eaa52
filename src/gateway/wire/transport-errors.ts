import type { TransportError, TransportPhase } from '../../diagnosis/exchange/exchange.js';

/** How far a request got. */
export type Stage = TransportPhase;

/** The phase of a code, regardless of the stage. Codes of Node, OpenSSL's certificate verification and undici 7. */
const PHASE_BY_CODE: readonly [code: RegExp, phase: TransportPhase][] = [
  [/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, 'dns'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/, 'connect'],
  [
    /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/,
    'tls',
  ],
  [/^UND_ERR_PRX_/, 'proxy'],
  [/^(HPE_|UND_ERR_(HEADERS_|RES_EXCEEDED|RESPONSE$))/, 'headers'],
  [/^UND_ERR_BODY_/, 'body'],
];

/** undici's parser sets no code if the response is not HTTP. */
const CODE_BY_NAME: Readonly<Record<string, string>> = { HTTPParserError: 'HPE_INVALID_CONSTANT' };

/** undici's words for an answer such as 100 or 101 to a request that asked for neither; without its headers it is an assertion. */
const BAD_RESPONSE = /^bad (response|upgrade)$/;

/** undici reports a proxy's refusal only in the message. */
const PROXY_WORDS = /^Proxy (response|authentication required)/i;

/** Converts an error of Node or undici. */
export function readTransportError(
  error: unknown,
  stage: Stage,
  where: { host: string; port: number; proxy?: string },
): TransportError {
  const inner = innermost(error);
  const code =
    textOf(inner, 'code') ?? textOf(error, 'code') ?? CODE_BY_NAME[textOf(inner, 'name') ?? ''] ?? 'UNKNOWN';
  const message = textOf(inner, 'message') ?? textOf(error, 'message') ?? String(error);
  const found = BAD_RESPONSE.test(message) || code === 'ERR_ASSERTION' ? 'UND_ERR_RESPONSE' : code;
  return {
    code: PROXY_WORDS.test(message) ? 'CF_AIG_PROXY_REFUSED' : found,
    message,
    phase: phaseOf(found, message, stage, where.proxy),
    ...where,
  };
}

function phaseOf(code: string, message: string, stage: Stage, proxy: string | undefined): TransportPhase {
  if (PROXY_WORDS.test(message)) return 'proxy';
  if (stage === 'body') return 'body';
  const byCode = PHASE_BY_CODE.find(([form]) => form.test(code))?.[1];
  // With a proxy, only the proxy is looked up and connected to.
  if (proxy !== undefined && (byCode === 'dns' || byCode === 'connect')) return 'proxy';
  if (/before secure TLS connection/i.test(message)) return 'tls';
  return byCode ?? stage;
}

/** The first of several failed addresses, and the `cause` of a wrapper, which says more than the wrapper. */
function innermost(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return innermost(error.errors[0]);
  return 'cause' in error && textOf(error.cause, 'code') ? innermost(error.cause) : error;
}

function textOf(error: unknown, key: 'code' | 'message' | 'name'): string | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
