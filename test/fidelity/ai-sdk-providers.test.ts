import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import {
  type EmbeddingModel,
  embedMany,
  generateText,
  jsonSchema,
  type LanguageModel,
  Output,
  stepCountIs,
  streamText,
  tool,
} from 'ai';
import { createWorkersAI } from 'workers-ai-provider';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { aig } from '../sandbox/client.js';
import { CITY, type Client, describeClient, PERSON } from './describe-client.js';

function clientOf(model: LanguageModel, embeddingModel?: EmbeddingModel): Client {
  const settings = { model, maxRetries: 0 };
  return {
    chat: async (prompt) => (await generateText({ ...settings, prompt })).text,
    stream: (prompt) => streamText({ ...settings, prompt }).textStream,
    async callTool(prompt, run) {
      const weather = tool({ inputSchema: jsonSchema(CITY), execute: async (args) => run(args) });
      return (await generateText({ ...settings, prompt, tools: { weather }, stopWhen: stepCountIs(3) })).text;
    },
    async object(prompt) {
      const output = Output.object({ schema: jsonSchema(PERSON) });
      return (await generateText({ ...settings, prompt, output })).output;
    },
    async embed(values) {
      return embeddingModel ? (await embedMany({ model: embeddingModel, values })).embeddings : [];
    },
  };
}

describeClient('@ai-sdk/anthropic', {
  model: 'claude-sonnet-5',
  connect: ({ url, token, model }) =>
    clientOf(
      createAnthropic({
        baseURL: `${url}/anthropic/v1`,
        apiKey: builtInKey('anthropic'),
        headers: aig(token),
      })(model),
    ),
  errors: {
    'a wrong gateway token': ['APICallError', /Unauthorized/],
    'a gateway that does not exist': ['APICallError', /Bad Request/],
    'a model that does not exist': ['APICallError', /no-such-model/],
    'the rate limit of the gateway': ['APICallError', /Too Many Requests/],
    'the rate limit of the provider': ['APICallError', /rate limit/],
  },
});

describeClient('@ai-sdk/google', {
  model: 'gemini-3.5-flash',
  connect: ({ url, token, model }) => {
    const google = createGoogleGenerativeAI({
      baseURL: `${url}/google-ai-studio/v1beta`,
      apiKey: builtInKey('google-ai-studio'),
      headers: aig(token),
    });
    return clientOf(google(model), google.embedding('gemini-embedding-001'));
  },
  embeddingSize: 3072,
  errors: {
    'a wrong gateway token': ['APICallError', /Unauthorized/],
    'a gateway that does not exist': ['APICallError', /Bad Request/],
    'a model that does not exist': ['APICallError', /no-such-model/],
    'the rate limit of the gateway': ['APICallError', /Too Many Requests/],
    'the rate limit of the provider': ['APICallError', /exhausted|quota/],
  },
});

describeClient('workers-ai-provider', {
  model: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
  unknownModel: '@cf/meta/no-such-model',
  busyModel: '@cf/meta/fail-429',
  connect: ({ box, url, token, model }) => {
    const workersAi = createWorkersAI({
      accountId: box.accountId,
      apiKey: token,
      gateway: { id: url.split('/').at(-1)! },
      // It knows one host only: what goes there goes to the sandbox.
      fetch: (address, init) =>
        fetch(String(address).replace('https://gateway.ai.cloudflare.com', box.gatewayOrigin), init),
    });
    return clientOf(
      workersAi(model as '@cf/meta/llama-3.1-8b-instruct'),
      workersAi.embedding('@cf/baai/bge-m3'),
    );
  },
  embeddingSize: 1024,
  errors: {
    'a wrong gateway token': ['APICallError', /Unauthorized/],
    'a gateway that does not exist': ['APICallError', /configure AI Gateway/],
    'a model that does not exist': ['APICallError', /no-such-model/, 400],
    'the rate limit of the gateway': ['APICallError', /Rate limited/],
    'the rate limit of the provider': ['APICallError', /capacity|rate limit/i],
  },
});
