import { expect, test } from '@jest/globals';
import type { TransportError } from '../../../src/diagnosis/exchange/exchange.js';
import { connection } from '../../../src/doctor/wire/connection.js';
import type { Address } from '../../../src/openclaw/machine/this-machine.js';
import { findingsOf, inHome } from '../home.js';

const HOST = 'gateway.ai.cloudflare.com';
const FOUR: Address = { address: '192.0.2.1', family: 4 };
const SIX: Address = { address: '2001:db8::1', family: 6 };
const TIMEOUT = 'UND_ERR_CONNECT_TIMEOUT';
const IPV4_FIRST = 'ipv4first';

const failing = (code: string, message: string, more: Partial<TransportError> = {}): TransportError => ({
  code,
  message,
  phase: 'connect',
  host: HOST,
  port: 443,
  ...more,
});

test('a token that no header can carry is a fault of the token', async () => {
  await inHome(async (home) => {
    const error = failing('UND_ERR_INVALID_ARG', 'invalid authorization header');
    const [found] = await findingsOf(connection, await home.inputs({ answer: () => ({ error }) }));
    expect([found?.status, found?.cause]).toEqual(['fail', 'token-malformed']);
  });
});

test.each<[string, TransportError, Address[], evidence: string, step: string]>([
  [
    'no route, both kinds',
    failing('ENETUNREACH', 'connect ENETUNREACH 2001:db8::1:443'),
    [FOUR, SIX],
    `${HOST} has IPv4 and IPv6 addresses here`,
    IPV4_FIRST,
  ],
  ['no route, IPv4 alone', failing('EHOSTUNREACH', 'x'), [FOUR], `${HOST} has only IPv4 addresses here`, ''],
  [
    'IPv6 alone',
    failing('ENETUNREACH', 'x'),
    [SIX],
    `${HOST} has only IPv6 addresses here`,
    'returns only IPv6',
  ],
  [
    'silence, IPv6 tried',
    failing(TIMEOUT, 'attempted addresses: 192.0.2.1:443, 2001:db8::1:443'),
    [FOUR, SIX],
    'IPv4 and IPv6',
    IPV4_FIRST,
  ],
  [
    'silence, IPv4 tried',
    failing(TIMEOUT, 'attempted address: 192.0.2.1:443'),
    [FOUR, SIX],
    'IPv4 and IPv6',
    '',
  ],
])('%s', async (_name, error, addresses, evidence, step) => {
  await inHome(async (home) => {
    const context = await home.inputs({
      answer: () => ({ error }),
      machine: { resolve: async () => addresses },
    });
    const [found] = await findingsOf(connection, context);
    expect(found?.status).toBe('fail');
    expect(found?.evidence.join('\n')).toContain(evidence);
    expect(found?.remedy.join('\n')).toContain(step);
    if (!step) expect(found?.remedy.join('\n')).not.toMatch(/returns only IPv6/);
  });
});

test.each<[string, TransportError]>([
  ['another failure', failing('ECONNREFUSED', 'x')],
  ['through a proxy', failing('ENETUNREACH', 'x', { proxy: 'http://a:1', phase: 'proxy' })],
  ['an address instead of a name', failing('ENETUNREACH', 'x', { host: '192.0.2.1' })],
])('no look-up: %s', async (_name, error) => {
  await inHome(async (home) => {
    const asked: string[] = [];
    const machine = {
      resolve: async (host: string) => {
        asked.push(host);
        return [];
      },
    };
    const [found] = await findingsOf(connection, await home.inputs({ answer: () => ({ error }), machine }));
    expect(found?.status).toBe('fail');
    expect(asked).toEqual([]);
  });
});

test('a look-up that fails changes nothing', async () => {
  await inHome(async (home) => {
    const machine = { resolve: () => Promise.reject(new Error('EAI_AGAIN')) };
    const error = failing('ENETUNREACH', 'x');
    const [found] = await findingsOf(connection, await home.inputs({ answer: () => ({ error }), machine }));
    expect(found?.cause).toBe('ip-unreachable');
  });
});

test.each([
  ['elsewhere is not the gateway', undefined, 'fail', 'foreign-server'],
  ['on this machine may be a mock', 'http://127.0.0.1:8787', 'warn', undefined],
])('a server that has every provider, %s', async (_name, origin, status, cause) => {
  await inHome(async (home) => {
    const body = JSON.stringify({ choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }] });
    const block = origin && { baseUrl: `${origin}/v1/0123456789abcdef0123456789abcdef/my-gateway/compat` };
    const inputs = await home.inputs({
      answer: () => ({ response: { status: 200, headers: {}, body, truncated: false } }),
      ...(block && { block }),
    });
    const [found] = await findingsOf(connection, inputs);
    expect(found).toMatchObject({ status, ...(cause && { cause }) });
    expect([found?.title, ...(found?.evidence ?? [])].join()).toContain('a provider that does not exist');
  });
});

test.each([
  ['an error of any web server', 400, '{"error":{"message":"no"}}'],
  ['plain words', 418, 'short and stout'],
  ['nothing', 404, ''],
])(
  'an answer without a mark of Cloudflare or of a provider is not the gateway: %s',
  async (_name, status, body) => {
    await inHome(async (home) => {
      const inputs = await home.inputs({
        answer: () => ({ response: { status, headers: {}, body, truncated: false } }),
      });
      const [found] = await findingsOf(connection, inputs);
      expect(found).toMatchObject({ status: 'fail', cause: 'foreign-server' });
      expect(found?.why).toContain(`HTTP ${status}`);
    });
  },
);

test.each([
  ['/login', 'redirected'],
  ['https://login.hotel.example/', 'captive-portal'],
])('a redirect to %s without any mark keeps its own cause', async (location, cause) => {
  await inHome(async (home) => {
    const response = { status: 302, headers: { location }, body: '', truncated: false };
    const [found] = await findingsOf(connection, await home.inputs({ answer: () => ({ response }) }));
    expect(found?.cause).toBe(cause);
  });
});

test('a 401 without a word or a mark, in place of the REST API, is not the gateway', async () => {
  await inHome(async (home) => {
    const block = {
      baseUrl: 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1',
    };
    const response = { status: 401, headers: {}, body: '', truncated: false };
    const [found] = await findingsOf(connection, await home.inputs({ block, answer: () => ({ response }) }));
    expect(found?.cause).toBe('foreign-server');
  });
});
