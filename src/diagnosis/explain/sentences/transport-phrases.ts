import type { CauseId } from '../../causes/catalogue.js';
import { isCloudflareHost } from '../../exchange/cloudflare-host.js';
import type { TransportPhase } from '../../exchange/exchange.js';
import { transportCause } from '../../exchange/transport.js';
import type { Values } from '../../reading/values.js';

/** Codes of Node, OpenSSL and undici that are safe to recognise in the middle of a text. */
const CODE =
  /\b(E(?:CONNREFUSED|CONNRESET|CONNABORTED|PIPE|NOTFOUND|AI_AGAIN|AI_\w+|TIMEDOUT|NETUNREACH|HOSTUNREACH|NETDOWN|HOSTDOWN|PROTO)|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UND_ERR_\w+|HPE_\w+)\b/;

/** What curl, Node and undici say without a code. */
const PHRASES: readonly { says: RegExp; cause: CauseId }[] = [
  {
    says: /could not resolve proxy|proxy connect aborted|received http code 407 from proxy|proxy authentication required|proxy response \(\d+\)/i,
    cause: 'proxy-failed',
  },
  {
    says: /could not resolve host|name or service not known|no such host|nodename nor servname|getaddrinfo failed|ERR_NAME_NOT_RESOLVED|UnknownHostException|name_not_resolved|failed to lookup address|remote name could not be resolved|NameResolutionError|no address associated|specified hostname could not be found/i,
    cause: 'dns-failed',
  },
  {
    says: /temporary failure in name resolution|try again.{0,20}name resolution|server misbehaving|dns.{0,20}timed? ?out/i,
    cause: 'dns-unavailable',
  },
  {
    says: /certificate has expired|certificate is not yet valid|certificate (?:is )?expired|ERR_CERT_DATE_INVALID/i,
    cause: 'tls-expired',
  },
  {
    says: /no alternative certificate subject name matches|hostname mismatch|ERR_CERT_COMMON_NAME_INVALID|certificate is not valid for|does not match certificate's altnames|certificate is valid for .*, not/i,
    cause: 'tls-hostname',
  },
  {
    says: /self[- ]signed certificate|unable to get local issuer certificate|unable to verify the first certificate|ssl certificate problem|certificate signed by unknown authority|certificate verify failed|CERTIFICATE_VERIFY_FAILED|ERR_CERT_AUTHORITY_INVALID|PKIX path building failed|unknown ca\b|UnknownIssuer|could not establish trust relationship/i,
    cause: 'tls-untrusted',
  },
  {
    says: /wrong version number|ssl handshake failure|tlsv1 alert|ssl_error_syscall|handshake_failure|ERR_SSL_PROTOCOL_ERROR|SSLEOFError|first record does not look like a TLS handshake/i,
    cause: 'tls-failed',
  },
  {
    says: /connection refused|ConnectionRefused\b|WinError 10061|actively refused|ERR_CONNECTION_REFUSED|failed to connect to .* could(n't| not) connect to server/i,
    cause: 'connection-refused',
  },
  {
    says: /connection timed out|connect(?:ion)? timeout error|connect timed? ?out|ConnectTimeout\b|i\/o timeout|ERR_CONNECTION_TIMED_OUT|WinError 10060/i,
    cause: 'connect-timeout',
  },
  {
    says: /empty reply from server|connection reset|socket hang up|other side closed|connection aborted|Remote ?(?:end closed|Disconnected)|ERR_CONNECTION_(?:RESET|CLOSED)|ERR_EMPTY_RESPONSE|server disconnected|broken pipe|connection closed before/i,
    cause: 'connection-reset',
  },
  {
    says: /network is unreachable|no route to host|network unreachable|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK_CHANGED|internet connection appears to be offline/i,
    cause: 'ip-unreachable',
  },
  {
    says: /headers timeout error|HeadersTimeoutError|operation timed out after \d+ milliseconds with 0 bytes/i,
    cause: 'response-timeout',
  },
  {
    says: /body timeout error|BodyTimeoutError|operation timed out after \d+ milliseconds with \d+ out of/i,
    cause: 'response-stalled',
  },
  {
    says: /transfer closed with .* remaining|premature close|terminated: other side closed/i,
    cause: 'body-truncated',
  },
  {
    says: /response does not match the HTTP\/1\.1 protocol|parse error: expected HTTP\/|received HTTP\/0\.9 when not allowed|malformed HTTP response/i,
    cause: 'not-http',
  },
  {
    says: /redirect count exceeded|maximum \(\d+\) redirects followed|exceeded (?:\d+|maximum allowed) redirects/i,
    cause: 'redirected',
  },
];

/** A failure of the transport that a line speaks of. */
export function transportIn(
  line: string,
  knownHost?: string,
): { cause: CauseId; alternatives?: CauseId[]; values: Values } | undefined {
  const code = CODE.exec(line)?.[1];
  const place =
    /(?:\b|\[)((?:\d{1,3}\.){3}\d{1,3}|[\da-f]*:[\da-f:]+|(?:[\w-]+\.)+[a-z]{2,})\]?:(\d{1,5})\b/i.exec(line);
  const host =
    place?.[1] ??
    /(?:ENOTFOUND|EAI_AGAIN|resolve host:?|lookup|UnknownHostException:|host=['"])\s*([\w.-]+\.\w+)/i.exec(
      line,
    )?.[1] ??
    knownHost;
  const values = {
    ...(host ? { host } : {}),
    ...(place ? { port: place[2]! } : {}),
    ...(code ? { code } : {}),
  };
  // Without the call that it came from: Node says it of connecting far more often than of reading.
  if (code === 'ETIMEDOUT' && !PHASE_NAMED.test(line))
    return { cause: 'connect-timeout', alternatives: ['response-timeout'], values };
  if (code) return { cause: transportCause({ code, phase: phaseOf(line), message: line, host }), values };
  const phrase = PHRASES.find(({ says }) => says.test(line));
  if (!phrase) return undefined;
  const isKnownName = phrase.cause === 'dns-failed' && host !== undefined && isCloudflareHost(host);
  return { cause: isKnownName ? 'cloudflare-name-unresolved' : phrase.cause, values };
}

/** The system call in front of the code, or the look-up. */
const PHASE_NAMED = /\b(?:connect|read|write|getaddrinfo|query[A-Z]\w*) E[A-Z]/;

function phaseOf(line: string): TransportPhase {
  if (/getaddrinfo|query[A-Z]/.test(line)) return 'dns';
  return /\bconnect\b/i.test(line) ? 'connect' : 'headers';
}
