import { answer, json, onRequest, reply } from '../listen.js';

const NO_REPLY = /^(body-not-a-completion|foreign-server)$/;

/** @param {unknown} value @returns {import('../listen.js').Hostile} */
const noReply = (value) => ({ ...json(value), cause: NO_REPLY });
/** @param {unknown} message @param {Record<string, unknown>} [more] */
const choice = (message, more) => ({ choices: [{ index: 0, message, ...more }] });

/** Text of 900 kB without a blank: also as a name. */
const LONG = 'm'.repeat(900_000);

/** @param {unknown[]} ids @returns {import('../listen.js').Hostile} */
const models = (ids) =>
  json({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })), success: true });

/** Answers like a model's, without a reply. @type {Record<string, import('../listen.js').Hostile>} */
export const MODELS = {
  'choices: null': noReply({ choices: null }),
  'choices: []': noReply({ choices: [] }),
  'choices: [null]': noReply({ choices: [null] }),
  'choices: [{}]': noReply({ choices: [{}] }),
  'choices: {}': noReply({ choices: {} }),
  'choices: a text': noReply({ choices: 'hello' }),
  'choices: lists in lists': noReply({ choices: [[[[]]]] }),
  'message: null': noReply(choice(null)),
  'message: {}': noReply(choice({})),
  'message: a text': noReply(choice('hello')),
  'message: []': noReply(choice([])),
  'content: null, and nothing else': noReply(choice({ content: null })),
  'content: {}': noReply(choice({ content: {} })),
  'content: 42': noReply(choice({ content: 42 })),
  'content: [null]': noReply(choice({ content: [null] })),
  'only a role': noReply(choice({ role: 'assistant' })),
  'an empty content': noReply(choice({ role: 'assistant', content: '' })),
  'only a usage': noReply({ object: 'chat.completion', usage: { prompt_tokens: 5, completion_tokens: 5 } }),
  'choices of 100,000 nulls': noReply({ choices: Array(100_000).fill(null) }),
  'a delta in place of a message': noReply({ choices: [{ delta: {} }] }),
  'content: [] of Anthropic': noReply({ type: 'message', content: [] }),
  'content: [{}] of Anthropic': noReply({ type: 'message', content: [{}] }),
  'candidates: [] of Google': noReply({ candidates: [] }),
  'candidates: [{content:{}}] of Google': noReply({ candidates: [{ content: {} }] }),
  'output: [] of Responses': noReply({ object: 'response', output: [] }),
  'output: [{}] of Responses': noReply({ object: 'response', output: [{}], status: 'completed' }),
  'a completion for every request': {
    ...json({
      ...choice({ role: 'assistant', content: 'pong' }, { finish_reason: 'stop' }),
      usage: { prompt_tokens: -5, completion_tokens: 1e308, total_tokens: 'many' },
    }),
    proves: ['model', 'setup', 'connection'],
  },
  'a list of 15,000 models': models(Array.from({ length: 15_000 }, (_, at) => `openai/gpt-4o-min${at}`)),
  'a list of 100,000 models': models(Array.from({ length: 100_000 }, (_, at) => `openai/gpt-${at}`)),
  'models with control characters': models([
    'openai/gpt-4o-mini\u001b[2J',
    'openai/\u009b31m',
    '\0',
    '\u202e',
  ]),
  'a model called __proto__': models(['__proto__', 'constructor', 'openai/__proto__', 'toString']),
  'a model of 900 kB': models([`openai/${LONG}`]),
  'models that are no texts': models([null, 42, {}, [], true, '']),
  'models like commands': models([
    'openai/gpt-4o-mini; rm -rf ~',
    'openai/$(id)',
    'openai/`id`',
    "openai/gpt-4o-mini'",
  ]),
  'prices that are none': json({
    data: [
      { id: 'openai/gpt-4o-mini', cost_in: 'free', cost_out: -1 },
      { id: 'openai/gpt-4o', cost_in: Number.MAX_VALUE },
    ],
  }),
  'a refusal of everything by name': onRequest((_request, response) =>
    reply(
      response,
      JSON.stringify({ error: { type: 'invalid_request_error', message: 'use the model `x\u001b[2J`' } }),
      {
        status: 404,
      },
    ),
  ),
  'an error like the text of a program': answer('Error: at Object.<anonymous> (/srv/app/index.js:1:1)', {
    status: 500,
    type: 'text/plain',
  }),
};
