import { describe, expect, test } from '@jest/globals';
import {
  providerInWords,
  settingOf,
  withProvider,
} from '../../../../src/diagnosis/explain/pasted/setting.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const GATEWAY = 'https://gateway.ai.cloudflare.com/v1';
const API = 'https://api.cloudflare.com/client/v4';

describe('the address that counts', () => {
  test.each<[what: string, text: string, url: string | undefined]>([
    ['of Cloudflare', `see https://a.example/x, then ${GATEWAY}/a/b/compat.`, `${GATEWAY}/a/b/compat`],
    ['the first of two', `${GATEWAY}/a/b/compat ${GATEWAY}/c/d/compat`, `${GATEWAY}/a/b/compat`],
    [
      'in the form of a gateway',
      `https://a.example/x https://b.example/v1/${ACCOUNT}/gw/compat`,
      `https://b.example/v1/${ACCOUNT}/gw/compat`,
    ],
    ['of anybody', 'POST https://a.example/x: 404', 'https://a.example/x'],
    ['with a variable in it', `${GATEWAY}/\${ID}/gw/compat`, `${GATEWAY}/\${ID}/gw/compat`],
    ['in quotation marks', `"${GATEWAY}/a/b/compat"`, `${GATEWAY}/a/b/compat`],
    ['at the end of a sentence', 'Is it https://a.example/x?!', 'https://a.example/x'],
    ['not of documentation', 'see https://docs.example.com/errors', undefined],
    ['not of a page for people', 'see https://www.cloudflare.com/x https://platform.openai.com/y', undefined],
    ['of curl -v', '> POST /v1/a/b/compat HTTP/2\n> Host: gw.example', 'https://gw.example/v1/a/b/compat'],
    ['none', 'nothing', undefined],
  ])('%s', (_, text, url) => {
    expect(settingOf(text).url).toBe(url);
  });

  test.each([
    ['baseUrl: ', true],
    ['base_uri=', true],
    ['"baseURL": "', true],
    ['endpoint = ', true],
    ['url: ', false],
    ['base url was ', false],
  ])('behind %j is that of the base: %s', (label, isBase) => {
    expect(settingOf(`${label}${GATEWAY}/a/b/compat`).isBase).toBe(isBase);
  });
});

test.each([
  [
    `${GATEWAY}/a/b/openai/chat/completions?x=1`,
    { accountId: 'a', gateway: 'b', route: 'openai', provider: 'openai' },
  ],
  [`${GATEWAY}/a/b/openai/chat/completions`, { api: 'openai-completions' }],
  [`${GATEWAY}/a/b/openai/responses`, { api: 'openai-responses' }],
  [`${GATEWAY}/a/b/anthropic/v1/messages`, { api: 'anthropic-messages', provider: 'anthropic' }],
  [
    `${GATEWAY}/a/b/google-ai-studio/v1/models/x:streamGenerateContent`,
    { api: 'google-generative-ai', provider: 'google-ai-studio' },
  ],
  [`${API}/accounts/a/ai/v1/chat/completions`, { accountId: 'a', permission: 'Workers AI > Read' }],
  ['-H "cf-aig-gateway-id: mine"', { gateway: 'mine' }],
  [
    'model: openai/gpt-4o',
    { model: 'openai/gpt-4o', modelRef: 'cloudflare-ai-gateway/openai/gpt-4o', provider: 'openai' },
  ],
  ['"model_id":"cloudflare-ai-gateway/gpt-4o".', { model: 'gpt-4o', askedModel: 'gpt-4o' }],
  ['model = @cf/meta/llama-3', { model: '@cf/meta/llama-3', provider: 'workers-ai' }],
  ['model: gpt-4o.', { model: 'gpt-4o' }],
])('%j shows %j', (text, values) => {
  expect(settingOf(text).values).toMatchObject(values);
});

test.each(['model: None', 'model: 17', 'model: custom', 'a model for you', 'model: Optional'])(
  '%j names no model',
  (text) => {
    expect(settingOf(text).model).toBeUndefined();
  },
);

test.each<[text: string, plane: string, hinted: boolean]>([
  ['nothing', 'gateway', false],
  [`${GATEWAY}/a/b`, 'gateway', true],
  [`${API}/accounts/a/ai/v1`, 'rest', true],
  ['/accounts/a/ai/run/x', 'rest', false],
  ['/accounts/a/ai/ai-gateway', 'gateway', false],
  [`${API}/user/tokens/verify`, 'management', true],
  [`${API}/accounts/a/ai-gateway/gateways`, 'management', true],
  ['api.cloudflare.com', 'rest', true],
])('%j is of the plane %s; Cloudflare is named: %s', (text, plane, hinted) => {
  expect(settingOf(text)).toMatchObject({ plane, hinted });
});

describe('the headers that were sent', () => {
  const curl = (...headers: string[]) =>
    settingOf(`curl ${GATEWAY}/a/b/openai ${headers.map((header) => `-H '${header}'`).join(' ')}`).sent;
  test.each<[headers: string[], token: string[], key: string[]]>([
    [
      ['cf-aig-authorization: Bearer x', 'Authorization: Bearer y'],
      ['cf-aig-authorization'],
      ['authorization'],
    ],
    [['Authorization: Bearer $CLOUDFLARE_API_TOKEN'], ['authorization'], []],
    [['Authorization: Bearer cfut_FAKE'], ['authorization'], []],
    [[`x-api-key: \${CF_TOKEN}`], ['x-api-key'], []],
    [['cf-aig-authorization: x', 'x-api-key: cfut_FAKE'], ['cf-aig-authorization'], ['x-api-key']],
    [['x-goog-api-key: y'], [], ['x-goog-api-key']],
    [['content-type: a/b'], [], []],
  ])('%j', (headers, gatewayTokenIn, providerKeyIn) => {
    expect(curl(...headers)).toMatchObject({ gatewayTokenIn, providerKeyIn, route: 'openai' });
  });

  test("on Cloudflare's API the token is in Authorization", () => {
    expect(settingOf(`curl ${API}/accounts/a/ai/v1 --header "Authorization: Bearer x"`).sent).toMatchObject({
      gatewayTokenIn: ['authorization'],
      providerKeyIn: [],
    });
  });

  test('are unknown where none is shown', () => {
    expect(curl()).toBeUndefined();
    expect(settingOf('> POST /x HTTP/2\n> host: a.example\n> api-key: y').sent?.providerKeyIn).toEqual([
      'api-key',
    ]);
  });
});

test('a part of a text knows what is around it', () => {
  const outer = { ...settingOf(`baseUrl: ${GATEWAY}/a/b/openai model: gpt-4o`), status: 404 };
  expect(settingOf('nothing of a request', outer)).toBe(outer);
  const inner = settingOf('{"model":"gpt-5.1"}', outer);
  expect(inner).toMatchObject({ url: outer.url, isBase: true, hinted: true, status: 404, model: 'gpt-5.1' });
  expect(inner.values).toMatchObject({ accountId: 'a', gateway: 'b', route: 'openai', model: 'gpt-5.1' });
});

test('a provider that a line names replaces the other one', () => {
  const setting = settingOf(`${GATEWAY}/a/b/openai`);
  expect(withProvider(setting, 'groq').values).toEqual({ ...setting.values, provider: 'groq' });
  expect(withProvider(setting, undefined)).toBe(setting);
});

test.each([
  ['see https://platform.openai.com/', 'openai'],
  ['pass your API key in the corresponding HTTP header', 'grok'],
  ['invalid x-api-key', 'anthropic'],
  ['"type": "authentication_error"', 'anthropic'],
  ['API_KEY_INVALID', 'google-ai-studio'],
  ['Authentication Fails', 'deepseek'],
  ['AiError: x', 'workers-ai'],
  ['x', undefined],
])('%j is said by %s', (text, provider) => {
  expect(providerInWords(text)).toBe(provider);
});
