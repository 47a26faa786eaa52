import { expect, test } from '@jest/globals';
import type { TransportPhase } from '../../../src/diagnosis/exchange/exchange.js';
import { transportCause } from '../../../src/diagnosis/exchange/transport.js';

test.each<[phase: TransportPhase, code: string, cause: string, host?: string]>([
  ['proxy', 'ECONNREFUSED', 'proxy-failed'],
  ['proxy', 'CF_AIG_BODY_TOO_LARGE', 'body-endless'],
  ['connect', 'UND_ERR_PRX_TLS', 'proxy-failed'],
  ['dns', 'CF_AIG_TIMEOUT', 'dns-unavailable'],
  ['dns', 'ETIMEOUT', 'dns-unavailable'],
  ['headers', 'CF_AIG_TIMEOUT', 'response-timeout'],
  ['headers', 'ETIMEDOUT', 'response-timeout'],
  ['body', 'CF_AIG_TIMEOUT', 'response-stalled'],
  ['connect', 'CF_AIG_TIMEOUT', 'connect-timeout'],
  ['tls', 'ETIMEDOUT', 'tls-failed'],
  ['connect', 'ETIMEDOUT', 'connect-timeout'],
  ['headers', 'UND_ERR_CONNECT_TIMEOUT', 'connect-timeout'],
  ['connect', 'UND_ERR_HEADERS_TIMEOUT', 'response-timeout'],
  ['headers', 'UND_ERR_BODY_TIMEOUT', 'response-stalled'],
  ['dns', 'ENOTFOUND', 'dns-failed', 'gateway.example'],
  ['dns', 'ENOTFOUND', 'dns-failed'],
  ['dns', 'ENOTFOUND', 'cloudflare-name-unresolved', 'gateway.ai.cloudflare.com'],
  ['dns', 'EAI_NONAME', 'dns-failed'],
  ['dns', 'EAI_AGAIN', 'dns-unavailable'],
  ['connect', 'EREFUSED', 'dns-unavailable'],
  ['dns', 'OTHER', 'dns-unavailable'],
  ['tls', 'CERT_HAS_EXPIRED', 'tls-expired'],
  ['tls', 'CERT_NOT_YET_VALID', 'tls-expired'],
  ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls-hostname'],
  ['tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'tls-untrusted'],
  ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
  ['tls', 'CERT_REVOKED', 'tls-untrusted'],
  ['tls', 'INVALID_PURPOSE', 'tls-untrusted'],
  ['connect', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
  ['connect', 'EPROTO', 'tls-failed'],
  ['tls', 'OTHER', 'tls-failed'],
  ['headers', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'body-truncated'],
  ['headers', 'Z_DATA_ERROR', 'body-truncated'],
  ['body', 'ECONNRESET', 'body-truncated'],
  ['body', 'UND_ERR_SOCKET', 'body-truncated'],
  ['body', 'HPE_INVALID_CHUNK_SIZE', 'body-truncated'],
  ['headers', 'HPE_INVALID_CONSTANT', 'not-http'],
  ['headers', 'UND_ERR_HEADERS_OVERFLOW', 'not-http'],
  ['connect', 'ECONNREFUSED', 'connection-refused'],
  ['connect', 'EPERM', 'connection-refused'],
  ['headers', 'ECONNRESET', 'connection-reset'],
  ['headers', 'UND_ERR_SOCKET', 'connection-reset'],
  ['connect', 'EHOSTUNREACH', 'ip-unreachable'],
  ['body', 'OTHER', 'body-truncated'],
  ['connect', 'OTHER', 'connection-failed'],
  ['connect', '', 'connection-failed'],
])('%s, %s: %s', (phase, code, cause, host = undefined) => {
  expect(transportCause({ phase, code, message: '', host })).toBe(cause);
});

test('what the proxy said, unless it was a model that said it', () => {
  const error = { code: 'UND_ERR_ABORTED', message: 'Proxy response (403) !== 200 when HTTP Tunneling' };
  expect(transportCause({ ...error, phase: 'connect' })).toBe('proxy-failed');
  expect(transportCause({ ...error, phase: 'body' })).toBe('body-truncated');
});
