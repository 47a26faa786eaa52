import { HTTPClient, Mistral } from '@mistralai/mistralai';
import { z } from 'zod';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { CITY, describeClient } from './describe-client.js';

describeClient('@mistralai/mistralai', {
  model: 'mistral-large-latest',
  unknownModel: 'fail-model-not-found',
  connect: ({ url, token, model }) => {
    const httpClient = new HTTPClient();
    httpClient.addHook('beforeRequest', (request) => {
      request.headers.set('cf-aig-authorization', `Bearer ${token}`);
    });
    const mistral = new Mistral({
      serverURL: `${url}/mistral`,
      apiKey: builtInKey('mistral'),
      retryConfig: { strategy: 'none' },
      httpClient,
    });
    return {
      async chat(content) {
        const { choices } = await mistral.chat.complete({ model, messages: [{ role: 'user', content }] });
        return String(choices[0]?.message?.content);
      },
      async *stream(content) {
        for await (const { data } of await mistral.chat.stream({
          model,
          messages: [{ role: 'user', content }],
        }))
          yield String(data.choices[0]?.delta.content ?? '');
      },
      async callTool(content, run) {
        const asking = { role: 'user' as const, content };
        const tools = [{ type: 'function' as const, function: { name: 'weather', parameters: CITY } }];
        const { choices } = await mistral.chat.complete({ model, messages: [asking], tools });
        const message = choices[0]?.message;
        const call = message?.toolCalls?.[0];
        const result = run(JSON.parse(String(call?.function.arguments)));
        const second = await mistral.chat.complete({
          model,
          tools,
          messages: [
            asking,
            { role: 'assistant', ...message },
            { role: 'tool', name: 'weather', toolCallId: call?.id, content: result },
          ],
        });
        return String(second.choices[0]?.message?.content);
      },
      async object(content) {
        const { choices } = await mistral.chat.parse({
          model,
          messages: [{ role: 'user', content }],
          responseFormat: z.object({ name: z.string(), age: z.int() }),
        });
        return choices?.[0]?.message?.parsed;
      },
      async embed(inputs) {
        const { data } = await mistral.embeddings.create({ model: 'mistral-embed', inputs });
        return data.map(({ embedding }) => embedding ?? []);
      },
    };
  },
  embeddingSize: 1024,
  errors: {
    'a wrong gateway token': ['SDKError', /Unauthorized/],
    'a gateway that does not exist': ['SDKError', /configure AI Gateway/],
    'a model that does not exist': ['SDKError', /Invalid model/, 400],
    'the rate limit of the gateway': ['SDKError', /Rate limited/],
    'the rate limit of the provider': ['SDKError', /capacity exceeded/],
  },
});
