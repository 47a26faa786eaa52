import type { CauseId } from '../causes/catalogue.js';
import { isCloudflareHost } from './cloudflare-host.js';
import type { TransportError, TransportPhase } from './exchange.js';

type Row = { code: RegExp; phase?: TransportPhase; host?: (name: string) => boolean; cause: CauseId };

/** Codes of Node, OpenSSL, undici and llhttp, and our own two. The first row that fits decides. */
const ROWS: readonly Row[] = [
  { code: /^CF_AIG_BODY_TOO_LARGE$/, cause: 'body-endless' },
  { code: /./, phase: 'proxy', cause: 'proxy-failed' },
  { code: /PROXY|UND_ERR_PRX/, cause: 'proxy-failed' },

  { code: /^(CF_AIG_TIMEOUT|ETIMEDOUT|ETIMEOUT)$/, phase: 'dns', cause: 'dns-unavailable' },
  { code: /^(CF_AIG_TIMEOUT|ETIMEDOUT)$/, phase: 'headers', cause: 'response-timeout' },
  { code: /^(CF_AIG_TIMEOUT|ETIMEDOUT)$/, phase: 'body', cause: 'response-stalled' },
  {
    code: /^(CF_AIG_TIMEOUT|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_HANDSHAKE_TIMEOUT)$/,
    phase: 'tls',
    cause: 'tls-failed',
  },
  {
    code: /^(CF_AIG_TIMEOUT|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_HANDSHAKE_TIMEOUT)$/,
    cause: 'connect-timeout',
  },
  { code: /^(UND_ERR_HEADERS_TIMEOUT|ESOCKETTIMEDOUT)$/, cause: 'response-timeout' },
  { code: /^UND_ERR_BODY_TIMEOUT$/, cause: 'response-stalled' },

  {
    code: /^(ENOTFOUND|ENODATA|ENONAME|EAI_NONAME|EAI_NODATA|EBADNAME)$/,
    host: isCloudflareHost,
    cause: 'cloudflare-name-unresolved',
  },
  { code: /^(ENOTFOUND|ENODATA|ENONAME|EAI_NONAME|EAI_NODATA|EBADNAME)$/, cause: 'dns-failed' },
  { code: /^(EAI_\w+|ESERVFAIL|EREFUSED|ETIMEOUT)$/, cause: 'dns-unavailable' },
  { code: /./, phase: 'dns', cause: 'dns-unavailable' },

  { code: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$|^CRL_(HAS_EXPIRED|NOT_YET_VALID)$/, cause: 'tls-expired' },
  { code: /ALTNAME|HOSTNAME_MISMATCH/, cause: 'tls-hostname' },
  {
    code: /SELF_SIGNED|^UNABLE_TO_|^CERT_|^INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|^CRL_|ISSUER/,
    cause: 'tls-untrusted',
  },
  { code: /^(EPROTO$|ERR_SSL_|ERR_TLS_)/, cause: 'tls-failed' },

  { code: /CONTENT_LENGTH_MISMATCH|INVALID_EOF|^Z_|UND_ERR_RES_EXCEEDED/, cause: 'body-truncated' },
  { code: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_\w+|HPE_\w+)$/, phase: 'body', cause: 'body-truncated' },
  { code: /^HPE_|HEADERS_OVERFLOW|UND_ERR_RESPONSE/, cause: 'not-http' },

  { code: /^(ECONNREFUSED|EACCES|EPERM)$/, cause: 'connection-refused' },
  { code: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/, cause: 'connection-reset' },
  {
    code: /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|EAFNOSUPPORT)$/,
    cause: 'ip-unreachable',
  },

  { code: /./, phase: 'tls', cause: 'tls-failed' },
  { code: /./, phase: 'body', cause: 'body-truncated' },
  { code: /^/, cause: 'connection-failed' },
];

/** Why no answer came, or why it broke off. */
export function transportCause(
  error: Pick<TransportError, 'code' | 'phase' | 'message'> & { host?: string },
): CauseId {
  if (error.phase !== 'body' && /proxy response/i.test(error.message)) return 'proxy-failed';
  return ROWS.find(
    ({ code, phase, host }) =>
      code.test(error.code) && (!phase || phase === error.phase) && (!host || host(error.host ?? '')),
  )!.cause;
}
