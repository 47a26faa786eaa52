import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../../src/diagnosis/exchange/exchange.js';
import {
  shorten,
  valuesFromAnswer,
  valuesFromExchange,
  valuesFromHost,
  valuesFromPath,
} from '../../../src/diagnosis/reading/exchange-values.js';

test.each([
  ['/login', 'https://gateway.example/login'],
  ['https://login.hotel.example/', 'https://login.hotel.example/'],
  ['http://[', undefined],
  ['file:///etc/passwd', undefined],
  ['javascript:alert(1)', undefined],
  [undefined, undefined],
])('a redirect to %s leads to %s', (location, expected) => {
  const { location: found } = valuesFromExchange({
    id: 'x',
    plane: 'gateway',
    timings: { startedAt: '', totalMs: 1 },
    request: { method: 'POST', url: 'https://gateway.example/v1/a/b/compat', headers: {} },
    response: {
      status: 302,
      headers: location === undefined ? {} : { location },
      body: '',
      truncated: false,
    },
  });
  expect(found).toBe(expected);
});

test.each([
  ['17', '17 seconds'],
  ['1.5', '1.5 seconds'],
  ['6m0s', '6m0s'],
  ['Fri, 27 Nov 2026 20:00:00 GMT', 'until Fri, 27 Nov 2026 20:00:00 GMT'],
  ['2026-11-27T20:00:00Z', 'until 2026-11-27T20:00:00Z'],
  ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
  ['3153600000', undefined],
  ['9'.repeat(1000), undefined],
  ['-5', undefined],
  ['the day after tomorrow, 25:61', undefined],
  ['', undefined],
])('Retry-After: %s asks to wait %s', (value, expected) => {
  const { retryAfter } = valuesFromExchange({
    id: 'x',
    plane: 'gateway',
    request: { method: 'POST', url: 'https://gateway.ai.cloudflare.com/v1/a/b/compat', headers: {} },
    response: { status: 429, headers: { 'retry-after': value }, body: '', truncated: false },
    timings: { startedAt: '2026-11-27T19:00:00Z', totalMs: 1 },
  });
  expect(retryAfter).toBe(expected);
});

type Heard = Parameters<typeof valuesFromExchange>[0];

const heard = (more: Partial<Exchange> = {}): Heard => ({
  id: 'x',
  plane: 'gateway',
  timings: { startedAt: '', totalMs: 1 },
  request: { method: 'POST', url: 'https://gateway.ai.cloudflare.com/v1/acc/gw/compat', headers: {} },
  sent: { gatewayTokenIn: [], providerKeyIn: [] },
  ...more,
});
const NOBODY = { gatewayTokenIn: [], providerKeyIn: [] };

describe('what an exchange shows', () => {
  const refused = {
    code: 'ECONNREFUSED',
    message: 'refused',
    phase: 'connect',
    host: 'gw.example',
    port: 8443,
  } as const;
  const response = (headers: Record<string, string>) => ({
    status: 429,
    headers,
    body: '',
    truncated: false,
  });
  const get = (url: string) => ({ method: 'GET', url, headers: {} });
  test.each<[what: string, exchange: Partial<Exchange>, values: object]>([
    ['an address', {}, { accountId: 'acc', gateway: 'gw', host: 'gateway.ai.cloudflare.com', port: '443' }],
    [
      'an address with a port',
      { request: get('http://127.0.0.1:8787/x') },
      { host: '127.0.0.1', localHost: '127.0.0.1', port: '8787' },
    ],
    [
      'an address without TLS',
      { request: get('http://gw.example/x') },
      { host: 'gw.example', foreignHost: 'gw.example', port: '80' },
    ],
    ['no address', { request: get('nonsense') }, { port: '443' }],
    [
      'a failure',
      { error: refused, request: get('nonsense') },
      {
        code: 'ECONNREFUSED',
        message: 'refused',
        host: 'gw.example',
        foreignHost: 'gw.example',
        port: '8443',
      },
    ],
    [
      'a failure behind a proxy',
      { error: { ...refused, proxy: 'http://a:1' }, proxy: 'http://b:2', request: get('nonsense') },
      {
        code: 'ECONNREFUSED',
        message: 'refused',
        host: 'gw.example',
        foreignHost: 'gw.example',
        port: '8443',
        proxy: 'http://a:1',
      },
    ],
    ['a proxy', { proxy: 'http://b:2', request: get('nonsense') }, { proxy: 'http://b:2', port: '443' }],
    [
      'the API, and the gateway that it takes',
      { plane: 'rest', request: get('https://api.cloudflare.com/client/v4/accounts/acc/ai/v1') },
      {
        accountId: 'acc',
        gateway: 'default',
        permission: 'Workers AI > Read',
        host: 'api.cloudflare.com',
        port: '443',
      },
    ],
    [
      'the API with a gateway in a header',
      { plane: 'rest', request: { ...get('nonsense'), headers: { 'cf-aig-gateway-id': 'mine' } } },
      { gateway: 'mine', permission: 'Workers AI > Read', port: '443' },
    ],
    [
      'when to come back',
      {
        request: get('nonsense'),
        response: response({ 'retry-after': '30', 'x-ratelimit-reset-requests': '1m' }),
      },
      { status: '429', retryAfter: '30 seconds', port: '443' },
    ],
    [
      'when to come back, as OpenAI says it',
      {
        request: get('nonsense'),
        response: response({ 'x-ratelimit-reset-requests': '1m', 'anthropic-ratelimit-requests-reset': '5' }),
      },
      { status: '429', retryAfter: '1m', port: '443' },
    ],
    [
      'when to come back, as Anthropic says it',
      { request: get('nonsense'), response: response({ 'anthropic-ratelimit-requests-reset': '1.5' }) },
      { status: '429', retryAfter: '1.5 seconds', port: '443' },
    ],
    [
      'what was sent',
      {
        request: get('nonsense'),
        sent: {
          ...NOBODY,
          gatewayTokenIn: ['authorization', 'x-api-key'],
          route: 'openai',
          provider: 'openai',
          api: 'openai-completions',
          model: 'gpt-4o',
        },
      },
      {
        provider: 'openai',
        providerName: 'openai',
        model: 'gpt-4o',
        askedModel: 'gpt-4o',
        modelRef: 'cloudflare-ai-gateway/gpt-4o',
        route: 'openai',
        api: 'openai-completions',
        header: 'authorization',
        port: '443',
      },
    ],
    [
      'the provider in the model, on the route for all of them',
      {
        request: get('nonsense'),
        sent: { ...NOBODY, route: 'compat', model: 'custom-mine/a/b', empty: true },
      },
      {
        provider: 'custom-mine',
        providerName: 'custom-mine',
        customSlug: 'mine',
        model: 'custom-mine/a/b',
        modelRef: 'cloudflare-ai-gateway/custom-mine/a/b',
        route: 'compat',
        port: '443',
      },
    ],
    ...[
      { route: 'compat', model: '/b', junkProvider: true },
      { route: 'compat', model: 'b', junkProvider: true },
      { route: 'openai', model: 'a/b', junkProvider: true },
    ].map((sent): [string, Partial<Exchange>, object] => [
      `no provider in ${sent.model} on ${sent.route}`,
      { request: get('nonsense'), sent: { ...NOBODY, ...sent } },
      { model: sent.model, modelRef: `cloudflare-ai-gateway/${sent.model}`, route: sent.route, port: '443' },
    ]),
  ])('%s', (_, exchange, values) => {
    expect(valuesFromExchange(heard(exchange))).toEqual(values);
  });
});

describe('a host is', () => {
  test.each([
    ...['localhost', '127.0.0.1', '127.1.22.3', '::1', '[::1]', '0.0.0.0', 'LOCALHOST'].map((host) => [
      host,
      'localHost',
    ]),
    ...['my.localhost', 'localhost.example', '127.0.0.1.example', '10.127.0.0.1', 'x0.0.0.0'].map((host) => [
      host,
      'foreignHost',
    ]),
  ])('%s: %s', (host, kind) => {
    expect(valuesFromHost(host)).toEqual({ host, [kind!]: host });
  });

  test("Cloudflare's, or unknown", () => {
    expect(valuesFromHost('api.cloudflare.com')).toEqual({ host: 'api.cloudflare.com' });
    expect(valuesFromHost(undefined)).toEqual({});
  });
});

test.each([
  ['/v1/acc', { accountId: 'acc' }],
  ['/v1/acc/gw/compat', { accountId: 'acc', gateway: 'gw' }],
  ['/v1/a%20c/g%2Fw', { accountId: 'a c', gateway: 'g/w' }],
  ['/client/v4/accounts/acc/ai-gateway/gateways/gw/logs', { accountId: 'acc', gateway: 'gw' }],
  ['/client/v4/accounts/acc/ai/v1', { accountId: 'acc' }],
  ['/x/v1/acc/gw', {}],
  ['/', {}],
])('the path %s names %j', (path, values) => {
  expect(valuesFromPath(path)).toEqual(values);
});

test.each([
  ['a  b\n c ', 10, 'a b c'],
  ['abcdefghij', 10, 'abcdefghij'],
  ['abcdefghijk', 10, 'abcdefg...'],
])('%j in %i characters', (text, length, shortened) => {
  expect(shorten(text, length)).toBe(shortened);
});

test.each<[answer: object, values: object]>([
  [
    { code: 2001, kinds: ['k'], message: 'm', status: 400 },
    { code: '2001', message: 'm', status: '400' },
  ],
  [
    { kinds: ['k', 'l'], message: 'm', status: 0 },
    { code: 'k', message: 'm' },
  ],
  [{ kinds: [], message: '', status: 0 }, { code: 'none' }],
  ...['Please use the model `gpt-4o`.', 'Use "gpt-4o" instead', 'use gpt-4o'].map(
    (message): [object, object] => [
      { kinds: [], message, status: 0 },
      { code: 'none', message, nearest: 'gpt-4o' },
    ],
  ),
  [
    { kinds: [], message: 'because x', status: 0 },
    { code: 'none', message: 'because x' },
  ],
])('an answer %j shows %j', (answer, values) => {
  expect(valuesFromAnswer(answer as Parameters<typeof valuesFromAnswer>[0])).toEqual(values);
});
