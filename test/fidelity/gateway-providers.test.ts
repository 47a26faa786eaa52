import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateText, streamText } from 'ai';
import { createAiGateway } from 'ai-gateway-provider';
import { createAmazonBedrock } from 'ai-gateway-provider/providers/amazon-bedrock';
import { createAzure } from 'ai-gateway-provider/providers/azure';
import { createCerebras } from 'ai-gateway-provider/providers/cerebras';
import { createCohere } from 'ai-gateway-provider/providers/cohere';
import { createDeepSeek } from 'ai-gateway-provider/providers/deepseek';
import { createFireworks } from 'ai-gateway-provider/providers/fireworks';
import { createVertex } from 'ai-gateway-provider/providers/google-vertex';
import { createGroq } from 'ai-gateway-provider/providers/groq';
import { createMistral } from 'ai-gateway-provider/providers/mistral';
import { createOpenRouter } from 'ai-gateway-provider/providers/openrouter';
import { createPerplexity } from 'ai-gateway-provider/providers/perplexity';
import { createXai } from 'ai-gateway-provider/providers/xai';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { sandbox, withGateway } from '../sandbox/client.js';

const { fetch: real } = globalThis;
let box: Sandbox;

/** Slug of the key that is stored at Cloudflare, and the model as Cloudflare's package makes it. */
const MODELS = {
  'azure-openai': () =>
    createAzure({ resourceName: 'resource', useDeploymentBasedUrls: true, apiVersion: '2024-10-21' }).chat(
      'my-gpt',
    ),
  'aws-bedrock': () =>
    createAmazonBedrock({ region: 'us-east-1' })('us.anthropic.claude-haiku-4-5-20251001-v1:0'),
  'google-vertex-ai': () => createVertex({ apiKey: builtInKey('google-vertex-ai') })('gemini-2.5-flash'),
  cohere: () => createCohere()('command-a-03-2025'),
  groq: () => createGroq()('llama-3.3-70b-versatile'),
  mistral: () => createMistral()('mistral-small-latest'),
  deepseek: () => createDeepSeek()('deepseek-flash'),
  grok: () => createXai()('grok-4.3'),
  cerebras: () => createCerebras()('llama3.1-8b'),
  fireworks: () => createFireworks()('accounts/fireworks/models/some'),
  'perplexity-ai': () => createPerplexity()('sonar'),
  openrouter: () => createOpenRouter()('openai/gpt-5-mini'),
};

beforeEach(async () => {
  const storedKeys = Object.fromEntries(Object.keys(MODELS).map((slug) => [slug, ['default']]));
  box = await sandbox({ config: withGateway({ storedKeys }) });
  // The package knows one host only.
  globalThis.fetch = (url, init) =>
    real(String(url).replace('https://gateway.ai.cloudflare.com', box.gatewayOrigin), init);
});
afterEach(() => {
  globalThis.fetch = real;
});

const through = () => createAiGateway({ accountId: box.accountId, gateway: 'my-gateway', apiKey: box.token });

describe.each(Object.entries(MODELS))('Cloudflare’s own package with %s', (_, model) => {
  test('answers', async () => {
    const { text } = await generateText({ model: through()(model()), maxRetries: 0, prompt: '[say:pong]' });
    expect(text).toBe('pong');
  });

  test('streams', async () => {
    let text = '';
    const { textStream } = streamText({ model: through()(model()), maxRetries: 0, prompt: '[say:one two]' });
    for await (const part of textStream) text += part;
    expect(text).toBe('one two');
  });
});
