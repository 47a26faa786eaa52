import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../../src/diagnosis/exchange/exchange.js';
import { originsFrom } from '../../../src/gateway/address/origins.js';
import { parseBaseUrl } from '../../../src/gateway/address/parse-base-url.js';
import {
  providerModelsRequest,
  readProviderModels,
} from '../../../src/gateway/management/provider-models.js';

const GATEWAY = 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway';
const REST = 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1';
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const KEY = 'sk-fake-provider-key-000000000000';

const access = (url = `${GATEWAY}/compat`) => ({
  baseUrl: parseBaseUrl(url, originsFrom({})).url!,
  api: 'openai-completions' as const,
  headers: { authorization: `Bearer ${TOKEN}` },
  gatewayToken: TOKEN,
  sentAuth: { gatewayTokenIn: ['authorization' as const], providerKeyIn: [] },
});

describe('the request for a provider’s model list', () => {
  test.each([
    ['openai', 'openai/models', 'authorization', `Bearer ${KEY}`],
    ['anthropic', 'anthropic/v1/models?limit=1000', 'x-api-key', KEY],
    ['google-ai-studio', 'google-ai-studio/v1beta/models?pageSize=1000', 'x-goog-api-key', KEY],
    ['mistral', 'mistral/v1/models', 'authorization', `Bearer ${KEY}`],
  ])('%s', (slug, path, header, value) => {
    const request = providerModelsRequest(access(), slug, KEY)!;
    expect([request.method, request.url]).toEqual(['GET', `${GATEWAY}/${path}`]);
    expect(request.headers).toMatchObject({ 'cf-aig-authorization': `Bearer ${TOKEN}`, [header]: value });
    expect(request.sent).toMatchObject({ provider: slug, providerKeyIn: [header] });
    // With a stored key only the token is sent.
    const stored = providerModelsRequest(access(), slug)!;
    expect(stored.headers).not.toHaveProperty(header);
    expect(stored.sent.providerKeyIn).toEqual([]);
  });

  test.each([
    ['a provider without a list', access(), 'workers-ai'],
    ['a provider that is not known', access(), 'custom-mine'],
    ['the REST API', access(REST), 'openai'],
  ])('none for %s', (_name, by, slug) => {
    expect(providerModelsRequest(by, slug)).toBeUndefined();
  });
});

describe('the response', () => {
  const google = (name: string, ...does: string[]) => ({ name, supportedGenerationMethods: does });
  test.each<[string, string, unknown, string[] | undefined]>([
    ['OpenAI’s form', 'groq', { data: [{ id: 'openai/gpt-oss-20b' }] }, ['groq/openai/gpt-oss-20b']],
    ['Anthropic’s', 'anthropic', { data: [{ type: 'model', id: 'claude-x' }] }, ['anthropic/claude-x']],
    [
      'Google’s, without what cannot talk',
      'google-ai-studio',
      { models: [google('models/gemini-x', 'generateContent'), google('models/embed-x', 'embedContent')] },
      ['google-ai-studio/gemini-x'],
    ],
    [
      'Cohere’s',
      'cohere',
      {
        models: [
          { name: 'command-x', endpoints: ['chat'] },
          { name: 'rank-x', endpoints: ['rerank'] },
        ],
      },
      ['cohere/command-x'],
    ],
    ['twice the same', 'openai', { data: [{ id: 'a' }, { id: 'a' }] }, ['openai/a']],
    ['nothing', 'openai', { data: [] }, undefined],
    ['something else', 'openai', { error: 'no' }, undefined],
  ])('%s', (_name, slug, body, ids) => {
    expect(readProviderModels(answered(200, body), slug)).toEqual(ids);
    expect(readProviderModels(answered(401, body), slug)).toBeUndefined();
  });
});

function answered(status: number, body: unknown): Exchange {
  const url = `${GATEWAY}/openai/models`;
  return {
    id: 'models-openai',
    plane: 'gateway',
    request: { method: 'GET', url, headers: {} },
    sent: { gatewayTokenIn: [], providerKeyIn: [] },
    timings: { startedAt: '2026-11-23T12:00:00.000Z', totalMs: 1 },
    response: { status, statusText: '', headers: {}, body: JSON.stringify(body), bodyBytes: 1 },
  } as unknown as Exchange;
}
