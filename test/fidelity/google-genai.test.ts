import { runInThisContext } from 'node:vm';
import { GoogleGenAI } from '@google/genai';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { aig } from '../sandbox/client.js';
import { CITY, describeClient, PERSON } from './describe-client.js';

// The SDK looks for the dispatcher of Node's fetch, which is not among the globals that jest gives to tests.
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');
Object.assign(globalThis, { [DISPATCHER]: runInThisContext('new Headers(), globalThis')[DISPATCHER] });

describeClient('@google/genai', {
  model: 'gemini-3.5-flash',
  connect: ({ url, token, model }) => {
    const { models } = new GoogleGenAI({
      apiKey: builtInKey('google-ai-studio'),
      httpOptions: { baseUrl: `${url}/google-ai-studio`, headers: aig(token) },
    });
    return {
      chat: async (contents) => String((await models.generateContent({ model, contents })).text),
      async *stream(contents) {
        for await (const { text } of await models.generateContentStream({ model, contents }))
          yield text ?? '';
      },
      async callTool(text, run) {
        const asking = { role: 'user', parts: [{ text }] };
        const config = {
          tools: [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: CITY }] }],
        };
        const first = await models.generateContent({ model, contents: [asking], config });
        const call = first.functionCalls?.[0];
        const response = { output: run(call?.args) };
        const { text: answer } = await models.generateContent({
          model,
          config,
          contents: [
            asking,
            first.candidates?.[0]?.content ?? {},
            {
              role: 'user',
              parts: [{ functionResponse: { id: call?.id, name: 'weather', response } }],
            },
          ],
        });
        return String(answer);
      },
      async object(contents) {
        const config = { responseMimeType: 'application/json', responseJsonSchema: PERSON };
        return JSON.parse(String((await models.generateContent({ model, contents, config })).text));
      },
      async embed(contents) {
        const { embeddings } = await models.embedContent({ model: 'gemini-embedding-001', contents });
        return embeddings?.map(({ values }) => values ?? []) ?? [];
      },
    };
  },
  embeddingSize: 3072,
  errors: {
    'a wrong gateway token': ['ApiError', /Unauthorized/],
    'a gateway that does not exist': ['ApiError', /configure AI Gateway/],
    'a model that does not exist': ['ApiError', /not found/],
    'the rate limit of the gateway': ['ApiError', /Rate limited/],
    'the rate limit of the provider': ['ApiError', /RESOURCE_EXHAUSTED/],
  },
});
