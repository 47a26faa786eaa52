import { describe, expect, test } from '@jest/globals';
import { readTransportError } from '../../../src/gateway/wire/transport-errors.js';

const WHERE = { host: 'gateway.example', port: 443 };
const PROXIED = { ...WHERE, proxy: 'http://proxy.example:3128' };
const error = (code: string, message = 'it failed') => Object.assign(new Error(message), { code });

describe('where the transport failed', () => {
  test.each([
    ['ENOTFOUND', 'connect', 'dns'],
    ['EAI_AGAIN', 'connect', 'dns'],
    ['ECONNREFUSED', 'connect', 'connect'],
    ['ENETUNREACH', 'dns', 'connect'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connect', 'connect'],
    ['UND_ERR_CONNECT_TIMEOUT', 'dns', 'dns'],
    ['UND_ERR_CONNECT_TIMEOUT', 'tls', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'connect', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'proxy', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'tls'],
    ['EPROTO', 'tls', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'tls'],
    ['ECONNRESET', 'headers', 'headers'],
    ['ECONNRESET', 'tls', 'tls'],
    ['ECONNRESET', 'body', 'body'],
    ['UND_ERR_SOCKET', 'body', 'body'],
    ['HPE_INVALID_EOF_STATE', 'body', 'body'],
    ['HPE_INVALID_CONSTANT', 'headers', 'headers'],
    ['UND_ERR_PRX_TLS', 'proxy', 'proxy'],
  ] as const)('%s at %s: %s', (code, stage, phase) => {
    expect(readTransportError(error(code), stage, WHERE)).toEqual({
      code,
      message: 'it failed',
      phase,
      ...WHERE,
    });
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH'])('%s through a proxy is the proxy’s', (code) => {
    expect(readTransportError(error(code), 'connect', PROXIED)).toMatchObject({ code, phase: 'proxy' });
  });

  test('a proxy’s refusal is recognised by its message', () => {
    const refused = error('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling');
    expect(readTransportError(refused, 'proxy', PROXIED)).toMatchObject({
      code: 'CF_AIG_PROXY_REFUSED',
      phase: 'proxy',
    });
  });

  test('the first of several addresses is reported', () => {
    const both = new AggregateError([error('ECONNREFUSED', 'first'), error('ENETUNREACH', 'second')]);
    expect(readTransportError(both, 'connect', WHERE)).toMatchObject({
      code: 'ECONNREFUSED',
      message: 'first',
    });
  });

  test('the cause of a wrapper is reported', () => {
    const wrapped = Object.assign(new Error('fetch failed'), { cause: error('ENOTFOUND', 'getaddrinfo') });
    expect(readTransportError(wrapped, 'connect', WHERE)).toMatchObject({
      code: 'ENOTFOUND',
      message: 'getaddrinfo',
    });
  });

  test.each([[new Error('odd')], ['odd'], [{ message: 'odd' }]])('%p has no code', (odd) => {
    expect(readTransportError(odd, 'headers', WHERE)).toMatchObject({
      code: 'UNKNOWN',
      message: 'odd',
      phase: 'headers',
    });
  });
});
