import Groq from 'groq-sdk';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { aig } from '../sandbox/client.js';
import { CITY, describeClient, PERSON } from './describe-client.js';

describeClient('groq-sdk', {
  model: 'llama-3.3-70b-versatile',
  unknownModel: 'fail-model-not-found',
  connect: ({ url, token, model }) => {
    // As Cloudflare's docs point it at the gateway; the SDK itself adds `/openai/v1`.
    const groq = new Groq({
      baseURL: `${url}/groq`,
      apiKey: builtInKey('groq'),
      maxRetries: 0,
      defaultHeaders: aig(token),
    });
    const { completions } = groq.chat;
    return {
      async chat(content) {
        const { choices } = await completions.create({ model, messages: [{ role: 'user', content }] });
        return String(choices[0]?.message.content);
      },
      async *stream(content) {
        const messages = [{ role: 'user' as const, content }];
        for await (const { choices } of await completions.create({ model, messages, stream: true }))
          yield choices[0]?.delta.content ?? '';
      },
      async callTool(content, run) {
        const asking = { role: 'user' as const, content };
        const tools = [{ type: 'function' as const, function: { name: 'weather', parameters: CITY } }];
        const { choices } = await completions.create({ model, messages: [asking], tools });
        const { tool_calls: calls = [] } = choices[0]!.message;
        const results = calls.map(({ id, function: { arguments: text } }) => ({
          role: 'tool' as const,
          tool_call_id: id,
          content: run(JSON.parse(text)),
        }));
        const messages = [asking, { role: 'assistant' as const, tool_calls: calls }, ...results];
        return String((await completions.create({ model, tools, messages })).choices[0]?.message.content);
      },
      async object(content) {
        const { choices } = await completions.create({
          model,
          messages: [{ role: 'user', content }],
          response_format: { type: 'json_schema', json_schema: { name: 'person', schema: PERSON } },
        });
        return JSON.parse(String(choices[0]?.message.content));
      },
    };
  },
  errors: {
    'a wrong gateway token': ['AuthenticationError', /Unauthorized/],
    'a gateway that does not exist': ['BadRequestError', /configure AI Gateway/],
    'a model that does not exist': ['NotFoundError', /fail-model-not-found/],
    'the rate limit of the gateway': ['RateLimitError', /Rate limited/],
    'the rate limit of the provider': ['RateLimitError', /Rate limit reached/],
  },
});
