// A program as its users write it: nothing in it knows of a sandbox. Prints what it got, as one JSON document.
import { generateText, streamText } from 'ai';
import { createAiGateway } from 'ai-gateway-provider';
import { createOpenAI } from 'ai-gateway-provider/providers/openai';
import { createUnified } from 'ai-gateway-provider/providers/unified';

const { ACCOUNT_ID: accountId = '', GATEWAY: gateway = '', TOKEN: apiKey = '' } = process.env;
const openai = createOpenAI();
const unified = createUnified();

/** @param {object} [options] */
const through = (options) => createAiGateway({ accountId, gateway, apiKey, options });
/** @param {import('ai').LanguageModel} model */
const ask = (model, prompt = '[say:pong]') => generateText({ model, prompt, maxRetries: 0 });

const generated = await ask(through()(openai.chat('gpt-4o')));
const { textStream } = streamText({
  model: through()(unified('anthropic/claude-sonnet-4-6')),
  prompt: '[say:one two three]',
  maxRetries: 0,
});
const parts = [];
for await (const part of textStream) parts.push(part);
const fallback = await ask(
  through()([openai.chat('fail-500'), unified('google-ai-studio/gemini-2.5-flash')]),
);
const options = { cacheTtl: 60, metadata: { team: 'sandbox' } };
await ask(through(options)(openai.chat('gpt-4o')));
const cached = await ask(through(options)(openai.chat('gpt-4o')));
const failure = await ask(through()(openai.chat('fail-429'))).catch((error) => error);

console.log(
  JSON.stringify({
    generated: generated.text,
    streamed: { text: parts.join(''), inParts: parts.length > 1 },
    fallback: { text: fallback.text, step: fallback.response.headers?.['cf-aig-step'] },
    cache: cached.response.headers?.['cf-aig-cache-status'],
    failure: { name: failure.name, statusCode: failure.statusCode },
  }),
);
