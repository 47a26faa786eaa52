import { expect, test } from '@jest/globals';
import fc from '../property.js';
import { aig, ask, gatewayUrl, sandbox } from './client.js';

const PATHS = [
  'compat/chat/completions',
  'openai/responses',
  'anthropic/v1/messages',
  'google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent',
  'workers-ai/@cf/meta/llama-3.1-8b-instruct',
  'openai/embeddings',
];

const MODELS = ['openai/gpt-4o', 'gpt-4o', 'claude-sonnet-5', '@cf/meta/llama-3.1-8b-instruct'];

/** Bodies with the right fields and anything in them. */
const bodies = fc.record(
  {
    model: fc.oneof(fc.constantFrom(...MODELS), fc.jsonValue()),
    ...Object.fromEntries(
      [
        'messages',
        'input',
        'contents',
        'prompt',
        'tools',
        'tool_choice',
        'toolConfig',
        'stream_options',
        'text',
        'max_tokens',
      ].map((name) => [
        name,
        fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.dictionary(
              fc.constantFrom('role', 'content', 'parts', 'function', 'type', 'parameters'),
              fc.jsonValue(),
            ),
          ),
        ),
      ]),
    ),
  },
  { requiredKeys: ['model'] },
);

const schema = fc.record(
  { type: fc.jsonValue(), properties: fc.jsonValue(), required: fc.jsonValue(), enum: fc.jsonValue() },
  { requiredKeys: [] },
);

/** Bodies that force a call of a tool whose description is anything. */
const forced = fc
  .record({ model: fc.constant('openai/gpt-4o'), parameters: fc.oneof(schema, fc.jsonValue()) })
  .map(({ model, parameters }) => ({
    model,
    messages: [{ role: 'user', content: 'hi' }],
    tools: [{ type: 'function', function: { name: 'f', parameters } }],
    tool_choice: 'required',
  }));

test('no body whatever is our own failure', async () => {
  const box = await sandbox();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      fc.oneof(bodies, forced, fc.jsonValue(), fc.string()),
      async (path, body) => {
        const headers = { ...aig(box.token), 'anthropic-version': '2023-06-01' };
        const { status, text } = await ask(`${gatewayUrl(box)}/${path}`, { method: 'POST', headers, body });
        expect([status < 500, text]).toEqual([true, text]);
      },
    ),
    { numRuns: 100 },
  );
});
