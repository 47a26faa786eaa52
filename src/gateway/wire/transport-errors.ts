import type { TransportError, TransportPhase } from '../../diagnosis/exchange/exchange.js';

/** How far a request had come. */
export type Stage = TransportPhase;

/** What a code says by itself, whatever the stage. Codes: Node's errors, OpenSSL's verification, undici 7. */
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

/** undici's parser leaves the code out when the answer is not HTTP at all. */
const CODE_BY_NAME: Readonly<Record<string, string>> = { HTTPParserError: 'HPE_INVALID_CONSTANT' };

/** undici tells of a proxy's refusal only in words. */
const PROXY_WORDS = /^Proxy (response|authentication required)/i;

/** An error of Node or undici as one of ours. */
export function readTransportError(
  error: unknown,
  stage: Stage,
  where: { host: string; port: number; proxy?: string },
): TransportError {
  const inner = innermost(error);
  const code =
    textOf(inner, 'code') ?? textOf(error, 'code') ?? CODE_BY_NAME[textOf(inner, 'name') ?? ''] ?? 'UNKNOWN';
  const message = textOf(inner, 'message') ?? textOf(error, 'message') ?? String(error);
  return {
    code: PROXY_WORDS.test(message) ? 'CF_AIG_PROXY_REFUSED' : code,
    message,
    phase: phaseOf(code, message, stage, where.proxy),
    ...where,
  };
}

function phaseOf(code: string, message: string, stage: Stage, proxy: string | undefined): TransportPhase {
  if (PROXY_WORDS.test(message)) return 'proxy';
  if (stage === 'body') return 'body';
  const byCode = PHASE_BY_CODE.find(([form]) => form.test(code))?.[1];
  // Through a proxy only the proxy's name is looked up and only the proxy is connected to.
  if (proxy !== undefined && (byCode === 'dns' || byCode === 'connect')) return 'proxy';
  if (/before secure TLS connection/i.test(message)) return 'tls';
  return byCode ?? stage;
}

/** Several addresses tried: the first failure speaks for all. A wrapper (`cause`) says less than what it wraps. */
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
