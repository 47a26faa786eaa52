import type { CauseId } from '../causes/catalogue.js';
import type { TransportPhase } from '../exchange/exchange.js';
import { transportCause } from '../exchange/transport.js';
import type { Values } from '../reading/values.js';

/** Codes of Node, OpenSSL and undici that are safe to recognise in the middle of a text. */
const CODE =
  /\b(E(?:CONNREFUSED|CONNRESET|CONNABORTED|PIPE|NOTFOUND|AI_AGAIN|AI_\w+|TIMEDOUT|NETUNREACH|HOSTUNREACH|NETDOWN|HOSTDOWN|PROTO)|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UND_ERR_\w+|HPE_\w+)\b/;

/** What curl, Node and undici say without a code. */
const PHRASES: readonly { says: RegExp; cause: CauseId }[] = [
  {
    says: /could not resolve proxy|proxy connect aborted|received http code 407 from proxy|proxy authentication required|proxy response \(\d+\)/i,
    cause: 'proxy-failed',
  },
  { says: /could not resolve host|name or service not known|no such host/i, cause: 'dns-failed' },
  { says: /temporary failure in name resolution/i, cause: 'dns-unavailable' },
  { says: /certificate has expired|certificate is not yet valid/i, cause: 'tls-expired' },
  {
    says: /no alternative certificate subject name matches|does not match certificate's altnames|certificate is valid for .*, not/i,
    cause: 'tls-hostname',
  },
  {
    says: /self[- ]signed certificate|unable to get local issuer certificate|unable to verify the first certificate|ssl certificate problem|certificate signed by unknown authority/i,
    cause: 'tls-untrusted',
  },
  { says: /wrong version number|ssl handshake failure|tlsv1 alert|ssl_error_syscall/i, cause: 'tls-failed' },
  {
    says: /connection refused|failed to connect to .* could(n't| not) connect to server/i,
    cause: 'connection-refused',
  },
  { says: /connection timed out|connect timeout error/i, cause: 'connect-timeout' },
  {
    says: /empty reply from server|connection reset by peer|socket hang up|other side closed/i,
    cause: 'connection-reset',
  },
  { says: /network is unreachable|no route to host/i, cause: 'ip-unreachable' },
  {
    says: /headers timeout error|operation timed out after \d+ milliseconds with 0 bytes/i,
    cause: 'response-timeout',
  },
  {
    says: /body timeout error|operation timed out after \d+ milliseconds with \d+ out of/i,
    cause: 'response-stalled',
  },
  {
    says: /transfer closed with .* remaining|premature close|terminated: other side closed/i,
    cause: 'body-truncated',
  },
];

/** A failure of the transport that a line speaks of. */
export function transportIn(line: string): { cause: CauseId; values: Values } | undefined {
  const code = CODE.exec(line)?.[1];
  const place =
    /(?:\b|\[)((?:\d{1,3}\.){3}\d{1,3}|[\da-f]*:[\da-f:]+|(?:[\w-]+\.)+[a-z]{2,})\]?:(\d{1,5})\b/i.exec(line);
  const host = place?.[1] ?? /(?:ENOTFOUND|EAI_AGAIN|resolve host:?)\s+([\w.-]+\w)/i.exec(line)?.[1];
  const values = {
    ...(host ? { host } : {}),
    ...(place ? { port: place[2]! } : {}),
    ...(code ? { code } : {}),
  };
  if (code) return { cause: transportCause({ code, phase: phaseOf(line), message: line }), values };
  const phrase = PHRASES.find(({ says }) => says.test(line));
  return phrase && { cause: phrase.cause, values };
}

function phaseOf(line: string): TransportPhase {
  if (/getaddrinfo|query[A-Z]/.test(line)) return 'dns';
  return /\bconnect\b/i.test(line) ? 'connect' : 'headers';
}
