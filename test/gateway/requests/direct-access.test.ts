import { expect, test } from '@jest/globals';
import type { ApiForm } from '../../../src/diagnosis/exchange/exchange.js';
import { PROVIDERS, providerBySlug } from '../../../src/gateway/providers/providers.js';
import { directAccess } from '../../../src/gateway/requests/direct-access.js';
import { completionRequest } from '../../../src/gateway/requests/requests.js';

const KEY = 'sk-fake-provider-key-000000000000';

function planned(slug: string, model: string, api: ApiForm = 'openai-completions') {
  const way = directAccess(providerBySlug(slug)!, KEY, { model, api });
  return way && completionRequest(way.access, way.model, { prompt: 'hi' });
}

test.each<[string, string, ApiForm, string, string]>([
  [
    'openai',
    'openai/gpt-4o',
    'openai-completions',
    'https://api.openai.com/v1/chat/completions',
    'authorization',
  ],
  ['openai', 'gpt-4o', 'openai-responses', 'https://api.openai.com/v1/responses', 'authorization'],
  [
    'anthropic',
    'anthropic/claude-sonnet-5',
    'openai-completions',
    'https://api.anthropic.com/v1/messages',
    'x-api-key',
  ],
  [
    'google-ai-studio',
    'google-ai-studio/gemini-2.5-flash',
    'openai-completions',
    'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent',
    'x-goog-api-key',
  ],
  [
    'groq',
    'groq/openai/gpt-oss-120b',
    'openai-completions',
    'https://api.groq.com/openai/v1/chat/completions',
    'authorization',
  ],
  ['grok', 'xai/grok-4', 'openai-completions', 'https://api.x.ai/v1/chat/completions', 'authorization'],
])('%s: %s by %s goes to %s', (slug, model, api, url, header) => {
  const request = planned(slug, model, api)!;
  expect(request.url).toBe(url);
  expect(request.headers[header]).toContain(KEY);
  expect(Object.keys(request.headers).filter((name) => name.startsWith('cf-'))).toEqual([]);
  const { model: sent } = JSON.parse(request.body!);
  expect([undefined, 'gpt-4o', 'claude-sonnet-5', 'openai/gpt-oss-120b', 'grok-4']).toContain(sent);
});

test('the key goes to the provider’s own host only', () => {
  for (const provider of PROVIDERS) {
    const url = planned(provider.slug, 'm')?.url;
    if (url) expect(new URL(url).hostname).toBe(provider.host);
  }
});

test.each(['workers-ai', 'azure-openai', 'aws-bedrock', 'replicate'])('%s has no direct access', (slug) => {
  expect(planned(slug, 'm')).toBeUndefined();
});
