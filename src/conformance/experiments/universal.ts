import { HERE, JUNK_STEP, TOKEN } from '../asking/asks.js';
import type { Ask, Experiment } from '../asking/experiment.js';
import { GATEWAY_ERROR } from '../asking/shapes.js';

function ask(body: unknown, more: Partial<Ask> = {}): Ask {
  return { plane: 'gateway', path: HERE, headers: TOKEN, body, ...more };
}

/** The universal endpoint. */
export const UNIVERSAL: readonly Experiment[] = [
  {
    id: 'universal-list',
    question: 'Does a list with one unknown provider get 2008?',
    source: 'no source',
    confidence: 'guess',
    ask: ask([JUNK_STEP], { junkProvider: true }),
    expect: { status: 400, codes: [2008], shape: GATEWAY_ERROR, cause: null },
  },
  {
    id: 'universal-object',
    question: 'Is one object taken as a list of one?',
    source: '@cloudflare/tanstack-ai posts one',
    confidence: 'reported',
    ask: ask(JUNK_STEP, { junkProvider: true }),
    expect: { status: 400, codes: [2008], cause: null },
  },
  {
    id: 'universal-empty',
    question: 'What does an empty list get?',
    source: 'no source',
    confidence: 'guess',
    ask: ask([]),
    expect: { status: 400, codes: [7001], cause: 'gateway-request-refused' },
  },
  {
    id: 'universal-not-json',
    question: 'What does a body that is not JSON get?',
    source: 'no source',
    confidence: 'guess',
    ask: ask('[{"provider": '),
    expect: { status: 400, codes: [7001], cause: 'gateway-request-refused' },
  },
  {
    id: 'universal-token-in-entry',
    question: 'Does a token in the headers of an entry not count for the gateway?',
    source: 'cloudflare/ai#193',
    confidence: 'reported',
    needs: ['authenticated'],
    ask: ask([{ ...JUNK_STEP, headers: TOKEN }], { headers: {} }),
    expect: { status: 401, codes: [2009], cause: 'token-missing' },
  },
];
