import { CohereClientV2 } from 'cohere-ai';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { aig } from '../sandbox/client.js';
import { CITY, describeClient, PERSON } from './describe-client.js';

describeClient('cohere-ai', {
  model: 'command-a-03-2025',
  unknownModel: 'fail-model-not-found',
  connect: ({ url, token, model }) => {
    const cohere = new CohereClientV2({
      baseUrl: `${url}/cohere`,
      token: builtInKey('cohere'),
      headers: aig(token),
      maxRetries: 0,
    });
    const textOf = ({ message }: Awaited<ReturnType<typeof cohere.chat>>): string =>
      message.content?.map((part) => (part.type === 'text' ? part.text : '')).join('') ?? '';
    return {
      chat: async (content) => textOf(await cohere.chat({ model, messages: [{ role: 'user', content }] })),
      async *stream(content) {
        for await (const event of await cohere.chatStream({ model, messages: [{ role: 'user', content }] }))
          if (event.type === 'content-delta') yield event.delta?.message?.content?.text ?? '';
      },
      async callTool(content, run) {
        const asking = { role: 'user' as const, content };
        const tools = [{ type: 'function' as const, function: { name: 'weather', parameters: CITY } }];
        const { message } = await cohere.chat({ model, messages: [asking], tools });
        const { toolCalls = [] } = message;
        const results = toolCalls.map(({ id, function: called }) => ({
          role: 'tool' as const,
          toolCallId: id,
          content: run(JSON.parse(called?.arguments ?? '')),
        }));
        return textOf(
          await cohere.chat({
            model,
            tools,
            messages: [asking, { role: 'assistant', toolCalls }, ...results],
          }),
        );
      },
      async object(content) {
        const responseFormat = { type: 'json_object' as const, jsonSchema: PERSON };
        return JSON.parse(
          textOf(await cohere.chat({ model, messages: [{ role: 'user', content }], responseFormat })),
        );
      },
      async embed(texts) {
        const { embeddings } = await cohere.embed({
          model: 'embed-v4.0',
          texts,
          inputType: 'search_document',
          embeddingTypes: ['float'],
        });
        return embeddings.float ?? [];
      },
    };
  },
  embeddingSize: 1536,
  errors: {
    'a wrong gateway token': ['UnauthorizedError', /Unauthorized/],
    'a gateway that does not exist': ['BadRequestError', /configure AI Gateway/],
    'a model that does not exist': ['NotFoundError', /fail-model-not-found/],
    'the rate limit of the gateway': ['TooManyRequestsError', /Rate limited/],
    'the rate limit of the provider': ['TooManyRequestsError', /rate limit/],
  },
});
