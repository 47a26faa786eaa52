import { expect, test } from '@jest/globals';
import { providerNamedIn } from '../../../../src/diagnosis/explain/pasted/named-provider.js';

test.each([
  ['litellm.AuthenticationError: CohereException - ', 'cohere'],
  ['litellm.AuthenticationError: AuthenticationError: Together_aiException - ', 'together'],
  ['litellm.BadRequestError: NewThingException - ', 'newthing'],
  ['litellm.AuthenticationError: OpenAIException - ', undefined],
  ['litellm.APIError: AnthropicException - ', undefined],
  ['GroqException - ', 'groq'],
  ['cerebras.cloud.sdk.AuthenticationError: ', 'cerebras'],
  ['mistralai.models.SDKError: ', 'mistral'],
  ['my/cerebras.cloud.sdk.AuthenticationError: ', undefined],
  ['cohere: ', 'cohere'],
  ['[groq] ', 'groq'],
  ['Together AI API error: ', 'together'],
  ['perplexity returned status 401: ', 'perplexity-ai'],
  ['perplexity 401 ', 'perplexity-ai'],
  ['perplexity: (429 ', 'perplexity-ai'],
  ['perplexity 301 ', undefined],
  ['x.ai error: ', 'grok'],
  ['gemini - ', 'google-ai-studio'],
  ['("vertexai: ', 'google-vertex-ai'],
  ['nvidia_nim: ', 'nvidia_nim'],
  ['pre-cohere: ', undefined],
  ['a word about cohere', undefined],
  ['', undefined],
])('%j names %s', (words, provider) => {
  expect(providerNamedIn(words)).toBe(provider);
});
