import { describe, expect, test } from '@jest/globals';
import type { ApiForm, CredentialHeader } from '../../../src/diagnosis/exchange/exchange.js';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { parseBaseUrl } from '../../../src/gateway/address/parse-base-url.js';
import type { Access } from '../../../src/gateway/requests/access.js';
import {
  aliasRequest,
  junkProviderRequest,
  modelsRequest,
} from '../../../src/gateway/requests/probe-requests.js';
import { completionRequest, emptyRequest } from '../../../src/gateway/requests/requests.js';

const A = '0123456789abcdef0123456789abcdef';
const B = `https://gateway.ai.cloudflare.com/v1/${A}/my-gateway`;
const REST = `https://api.cloudflare.com/client/v4/accounts/${A}`;
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const KEY = 'sk-fake-provider-key-000000000000';

function access(url: string, api: ApiForm = 'openai-completions', more: Partial<Access> = {}): Access {
  return {
    baseUrl: parseBaseUrl(url, CLOUDFLARE, api).url!,
    api,
    headers: {
      Authorization: `Bearer ${KEY}`,
      'cf-aig-authorization': `Bearer ${TOKEN}`,
      'CF-Access-Client-Id': 'id.access',
    },
    gatewayToken: TOKEN,
    providerKey: KEY,
    sentAuth: { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: ['authorization'] },
    ...more,
  };
}
const body = (request: { body?: string }) => JSON.parse(request.body ?? 'null');

describe('a completion goes where OpenClaw sends it', () => {
  test.each([
    [`${B}/compat`, 'openai-completions', 'openai/gpt-4o', `${B}/compat/chat/completions`, 'openai'],
    [
      `${B}/compat/`,
      'openai-completions',
      'google-ai-studio/gemini-2.5-flash',
      `${B}/compat/chat/completions`,
      'google-ai-studio',
    ],
    [
      `${B}/compat`,
      'openai-completions',
      'workers-ai/@cf/meta/llama',
      `${B}/compat/chat/completions`,
      'workers-ai',
    ],
    [`${B}/compat`, 'openai-completions', 'dynamic/support', `${B}/compat/chat/completions`, 'dynamic'],
    [`${B}/openai`, 'openai-completions', 'gpt-4o', `${B}/openai/chat/completions`, 'openai'],
    [`${B}/openai`, 'openai-responses', 'gpt-4o', `${B}/openai/responses`, 'openai'],
    [`${B}/anthropic`, 'anthropic-messages', 'claude-x', `${B}/anthropic/v1/messages`, 'anthropic'],
    [`${B}/anthropic/v1`, 'anthropic-messages', 'claude-x', `${B}/anthropic/v1/messages`, 'anthropic'],
    [
      `${B}/google-ai-studio/v1beta`,
      'google-generative-ai',
      'gemini-x',
      `${B}/google-ai-studio/v1beta/models/gemini-x:generateContent`,
      'google-ai-studio',
    ],
    [
      `${B}/workers-ai/v1`,
      'openai-completions',
      '@cf/meta/llama',
      `${B}/workers-ai/v1/chat/completions`,
      'workers-ai',
    ],
    [`${B}/custom-mine/v1`, 'openai-completions', 'm', `${B}/custom-mine/v1/chat/completions`, 'custom-mine'],
    [`${REST}/ai/v1`, 'openai-completions', 'openai/gpt-4o', `${REST}/ai/v1/chat/completions`, 'openai'],
    [
      `${REST}/ai/v1`,
      'openai-completions',
      'google/gemini-x',
      `${REST}/ai/v1/chat/completions`,
      'google-ai-studio',
    ],
    [`${REST}/ai/v1`, 'openai-completions', '@cf/meta/llama', `${REST}/ai/v1/chat/completions`, 'workers-ai'],
    [`${REST}/ai/v1`, 'anthropic-messages', 'anthropic/claude-x', `${REST}/ai/v1/messages`, 'anthropic'],
    [
      'https://ai.example.com/compat',
      'openai-completions',
      'openai/gpt-4o',
      'https://ai.example.com/compat/chat/completions',
      'openai',
    ],
  ] as const)('%s %s %s', (base, api, model, url, provider) => {
    const request = completionRequest(access(base, api), model, { prompt: 'hi' });
    expect(request).toMatchObject({ method: 'POST', url, plane: url.startsWith(REST) ? 'rest' : 'gateway' });
    expect(request.sent).toMatchObject({
      api,
      model,
      provider,
      gatewayTokenIn: ['cf-aig-authorization'],
      providerKeyIn: ['authorization'],
    });
    expect(emptyRequest(access(base, api), model).url).toBe(url);
  });

  test('streamed; Google has a separate method for it', () => {
    const google = access(`${B}/google-ai-studio/v1beta`, 'google-generative-ai');
    expect(completionRequest(google, 'gemini-x', { prompt: 'hi', stream: true }).url).toBe(
      `${B}/google-ai-studio/v1beta/models/gemini-x:streamGenerateContent?alt=sse`,
    );
  });

  test('with all headers of OpenClaw, their names in lower case', () => {
    const { headers } = completionRequest(access(`${B}/compat`), 'openai/gpt-4o', { prompt: 'hi' });
    expect(headers).toEqual({
      authorization: `Bearer ${KEY}`,
      'cf-aig-authorization': `Bearer ${TOKEN}`,
      'cf-access-client-id': 'id.access',
      'content-type': 'application/json',
      accept: 'application/json',
    });
  });

  test('an empty header stays, as OpenClaw sends it', () => {
    const empty = access(`${B}/anthropic`, 'anthropic-messages', { headers: { 'x-api-key': '' } });
    expect(emptyRequest(empty, 'claude-x').headers).toMatchObject({
      'x-api-key': '',
      'anthropic-version': '2023-06-01',
    });
  });
});

describe('the body of a completion', () => {
  const of = (api: ApiForm, model: string, o: object = {}) =>
    body(completionRequest(access(`${B}/compat`, api), model, { prompt: 'hi', ...o }));
  test.each<[ApiForm, string, object, object]>([
    [
      'openai-completions',
      'openai/gpt-4o',
      {},
      { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'hi' }], max_tokens: 64 },
    ],
    [
      'openai-completions',
      'openai/gpt-4o',
      { stream: true },
      { stream: true, stream_options: { include_usage: true } },
    ],
    ['openai-completions', 'openai/gpt-5-mini', {}, { max_completion_tokens: 512 }],
    ['openai-completions', 'o3', {}, { max_completion_tokens: 512 }],
    ['openai-completions', 'openai/gpt-5', { maxTokensField: 'max_tokens' }, { max_tokens: 512 }],
    [
      'openai-completions',
      'x',
      { maxTokensField: 'max_completion_tokens', maxTokens: 7 },
      { max_completion_tokens: 7 },
    ],
    ['openai-completions', 'google-ai-studio/gemini-2.5-flash', {}, { max_tokens: 512 }],
    ['openai-completions', 'openai/gpt-oss-120b', {}, { max_tokens: 512 }],
    ['openai-responses', 'gpt-5.1', {}, { input: [{ role: 'user', content: 'hi' }], max_output_tokens: 512 }],
    [
      'anthropic-messages',
      'claude-x',
      { stream: true },
      { max_tokens: 64, messages: [{ role: 'user', content: 'hi' }], stream: true },
    ],
    [
      'google-generative-ai',
      'gemini-x',
      {},
      { contents: [{ role: 'user', parts: [{ text: 'hi' }] }], generationConfig: { maxOutputTokens: 64 } },
    ],
  ])('%s %s %j', (api, model, o, expected) => {
    expect(of(api, model, o)).toMatchObject(expected);
  });

  test('one limit only', () => {
    expect(of('openai-completions', 'gpt-5')).not.toHaveProperty('max_tokens');
  });
});

describe('the empty request', () => {
  test.each<[ApiForm, object]>([
    ['openai-completions', { model: 'm', messages: [] }],
    ['openai-responses', { model: 'm', input: [] }],
    ['anthropic-messages', { model: 'm', max_tokens: 1, messages: [] }],
    ['google-generative-ai', { contents: [] }],
  ])('%s has no message, is not cached, logged or tried again', (api, expected) => {
    const request = emptyRequest(access(`${B}/compat`, api), 'm');
    expect(body(request)).toEqual(expected);
    expect(request.headers).toMatchObject({
      'cf-aig-skip-cache': 'true',
      'cf-aig-collect-log': 'false',
      'cf-aig-max-attempts': '1',
    });
    expect(request).toMatchObject({ id: 'free-request', sent: { empty: true, model: 'm' } });
  });
});

describe('the junk provider', () => {
  const credentials = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => /auth|key/.test(name)));

  test('with the credentials as they are', () => {
    const request = junkProviderRequest(access(`${B}/compat`), 'as-configured');
    expect(request).toMatchObject({
      id: 'junk-provider',
      method: 'POST',
      url: `${B}/cf-aig-no-such-provider/x`,
      body: '{}',
    });
    expect(credentials(request.headers)).toEqual({
      authorization: `Bearer ${KEY}`,
      'cf-aig-authorization': `Bearer ${TOKEN}`,
    });
    expect(request.sent).toMatchObject({
      junkProvider: true,
      route: 'compat',
      gatewayTokenIn: ['cf-aig-authorization'],
    });
  });

  test('with none; other headers stay', () => {
    const request = junkProviderRequest(access(`${B}/compat`), 'none');
    expect(credentials(request.headers)).toEqual({});
    expect(request.headers).toMatchObject({ 'cf-access-client-id': 'id.access' });
    expect(request).toMatchObject({
      id: 'junk-provider-no-token',
      sent: { gatewayTokenIn: [], providerKeyIn: [] },
    });
  });

  test.each<[CredentialHeader, string]>([
    ['cf-aig-authorization', `Bearer ${TOKEN}`],
    ['authorization', `Bearer ${TOKEN}`],
    ['x-api-key', TOKEN],
    ['x-goog-api-key', TOKEN],
  ])('with the token in %s only', (header, value) => {
    const request = junkProviderRequest(access(`${B}/compat`), { header });
    expect(credentials(request.headers)).toEqual({ [header]: value });
    expect(request).toMatchObject({
      id: `junk-provider-${header}`,
      sent: { gatewayTokenIn: [header], providerKeyIn: [] },
    });
  });

  test('on a custom domain', () => {
    const request = junkProviderRequest(access('https://ai.example.com/compat'), 'none');
    expect(request.url).toBe('https://ai.example.com/cf-aig-no-such-provider/x');
  });

  test('on the REST API it is in the model id', () => {
    const request = junkProviderRequest(access(`${REST}/ai/v1`), 'as-configured');
    expect(request).toMatchObject({
      url: `${REST}/ai/v1/chat/completions`,
      plane: 'rest',
      sent: { junkProvider: true },
    });
    expect(body(request)).toEqual({ model: 'cf-aig-no-such-provider/x', messages: [] });
  });
});

describe('other probes', () => {
  test('the list of models', () => {
    const request = modelsRequest(access(`${B}/anthropic`, 'anthropic-messages'));
    expect(request).toMatchObject({ method: 'GET', url: `${B}/compat/models` });
    expect(request.headers).not.toHaveProperty('authorization');
    expect(request.body).toBeUndefined();
    expect(modelsRequest(access(`${REST}/ai/v1`)).url).toBe(`${REST}/ai/models/search?per_page=100`);
  });

  test.each([
    ['openai', `${B}/openai/chat/completions`],
    ['anthropic', `${B}/anthropic/v1/messages`],
    ['custom-mine', `${B}/custom-mine/chat/completions`],
  ])('stored keys of %s: no provider key is sent, nothing can be billed', (provider, url) => {
    const request = aliasRequest(access(`${B}/compat`), provider);
    expect(request).toMatchObject({ url, body: '{}', sent: { provider, providerKeyIn: [], empty: true } });
    expect(request.headers).toMatchObject({
      'cf-aig-byok-alias': 'no-such-alias',
      'cf-aig-no-wholesale': 'true',
    });
    expect(request.headers).not.toHaveProperty('authorization');
  });
});
