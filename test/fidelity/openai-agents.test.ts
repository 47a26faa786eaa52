import { Agent, type AgentOutputType, OpenAIProvider, Runner, tool } from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { aig } from '../sandbox/client.js';
import { describeClient } from './describe-client.js';

for (const useResponses of [true, false])
  describeClient(`@openai/agents, ${useResponses ? 'responses' : 'chat'}`, {
    model: 'gpt-5.4',
    connect: ({ url, token, model }) => {
      const openAIClient = new OpenAI({
        baseURL: `${url}/openai`,
        apiKey: builtInKey('openai'),
        maxRetries: 0,
        defaultHeaders: aig(token),
      });
      const runner = new Runner({
        modelProvider: new OpenAIProvider({ openAIClient, useResponses }),
        tracingDisabled: true,
      });
      const agent = new Agent({ name: 'Tester', model });
      return {
        chat: async (prompt) => String((await runner.run(agent, prompt)).finalOutput),
        async *stream(prompt) {
          const run = await runner.run(agent, prompt, { stream: true });
          for await (const part of run.toTextStream()) yield part;
          await run.completed;
        },
        async callTool(prompt, run) {
          const weather = tool({
            name: 'weather',
            description: 'The weather',
            parameters: z.object({ city: z.string() }),
            execute: run,
          });
          return String((await runner.run(agent.clone({ tools: [weather] }), prompt)).finalOutput);
        },
        async object(prompt) {
          const outputType: AgentOutputType = z.object({ name: z.string(), age: z.int() });
          return (await runner.run(new Agent({ name: 'Tester', model, outputType }), prompt)).finalOutput;
        },
      };
    },
    errors: {
      'a wrong gateway token': ['AuthenticationError', /Unauthorized/],
      'a gateway that does not exist': ['BadRequestError', /configure AI Gateway/],
      'a model that does not exist': ['NotFoundError', /no-such-model/],
      'the rate limit of the gateway': ['RateLimitError', /Rate limited/],
      'the rate limit of the provider': ['RateLimitError', /Rate limit reached/],
    },
  });
