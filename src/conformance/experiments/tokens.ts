import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { HERE, junkAsk, TOKEN } from '../asking/asks.js';
import type { Experiment } from '../asking/experiment.js';
import { GATEWAY_ERROR } from '../asking/shapes.js';

const bearer = (text: string) => ({ 'cf-aig-authorization': `Bearer ${text}` });

function refused(
  id: string,
  question: string,
  headers: Record<string, string>,
  cause: CauseId,
  more: Pick<Experiment, 'source' | 'confidence'>,
): Experiment {
  return {
    id,
    question,
    ...more,
    needs: ['authenticated'],
    ask: { ...junkAsk(headers), logged: true },
    expect: {
      status: 401,
      codes: [2009],
      says: /^Unauthorized/,
      headers: { 'cf-aig-log-id': 'absent' },
      shape: GATEWAY_ERROR,
      cause,
    },
  };
}

function accepted(
  id: string,
  question: string,
  headers: Record<string, string>,
  more: Pick<Experiment, 'source' | 'confidence'>,
): Experiment {
  return {
    id,
    question,
    ...more,
    ask: junkAsk(headers),
    expect: { status: 400, codes: [2008], cause: null },
  };
}

const CAPTURED = { source: 'captured 2026-10-09', confidence: 'captured' } as const;
const DOCS = {
  source: 'Cloudflare’s docs, AI Gateway, "Authenticated Gateway"',
  confidence: 'documented',
} as const;
const GUESS = { source: 'no source', confidence: 'guess' } as const;

/** The gateway's own credential. */
export const TOKENS: readonly Experiment[] = [
  refused('token-missing', 'Is a request without a token refused with 2009?', {}, 'token-missing', CAPTURED),
  refused(
    'token-fake',
    'Does a token that does not exist get the same answer as none?',
    bearer('{fake-token}'),
    'token-rejected',
    CAPTURED,
  ),
  refused(
    'token-fake-in-authorization',
    'Is a token that does not exist refused in Authorization too?',
    { authorization: 'Bearer {fake-token}' },
    'token-rejected',
    GUESS,
  ),
  refused(
    'token-without-bearer',
    'Is a token without "Bearer" refused?',
    { 'cf-aig-authorization': '{token}' },
    'token-rejected',
    GUESS,
  ),
  refused(
    'token-in-x-api-key',
    'Is a token in x-api-key alone not looked at?',
    { 'x-api-key': '{token}' },
    'token-wrong-header',
    GUESS,
  ),
  accepted(
    'token-in-authorization',
    'Is a token in Authorization alone accepted?',
    { authorization: 'Bearer {token}' },
    DOCS,
  ),
  accepted(
    'token-run-only',
    'Is AI Gateway > Run enough for the gateway’s host?',
    bearer('{token:run-only}'),
    DOCS,
  ),
  accepted(
    'token-account-owned',
    'Is a token that belongs to the account accepted?',
    bearer('{token:account-owned}'),
    DOCS,
  ),
  refused(
    'token-no-run',
    'Is a token without Run refused with 2009?',
    bearer('{token:no-run}'),
    'token-rejected',
    DOCS,
  ),
  refused(
    'token-expired',
    'Does an expired token get 2009?',
    bearer('{token:expired}'),
    'token-rejected',
    GUESS,
  ),
  refused(
    'token-disabled',
    'Does a disabled token get 2009?',
    bearer('{token:disabled}'),
    'token-rejected',
    GUESS,
  ),
  refused(
    'token-other-account',
    'Does a token of another account get 2009?',
    bearer('{token:other-account}'),
    'token-rejected',
    CAPTURED,
  ),
  refused(
    'token-oauth',
    'Is a token of `wrangler login` refused with 2009?',
    bearer('{token:oauth}'),
    'token-rejected',
    { source: 'captured', confidence: 'captured' },
  ),
  {
    id: 'token-as-openai-key',
    question: 'Is the token in Authorization, beside cf-aig-authorization, passed on to OpenAI as its key?',
    source: 'one capture; contradicted for Workers AI only',
    confidence: 'reported',
    ask: {
      plane: 'gateway',
      path: `${HERE}/openai/chat/completions`,
      headers: { ...TOKEN, authorization: 'Bearer {token}' },
      body: { model: 'gpt-4o-mini' },
      empty: true,
    },
    expect: { status: 401, codes: [], cause: 'provider-key-is-gateway-token' },
  },
  {
    id: 'token-in-authorization-anthropic',
    question: 'Does Anthropic’s route take the token from Authorization and pass x-api-key on?',
    source: 'captured 2026-09-04',
    confidence: 'captured',
    ask: {
      plane: 'gateway',
      path: `${HERE}/anthropic/v1/messages`,
      headers: {
        authorization: 'Bearer {token}',
        'x-api-key': '{fake-key}',
        'anthropic-version': '2023-06-01',
      },
      body: { model: 'claude-haiku-4-5' },
      empty: true,
    },
    expect: { status: 401, codes: [], says: /x-api-key/, cause: 'provider-key-rejected' },
  },
  {
    id: 'token-in-authorization-google',
    question: 'Does Google’s route take the token from Authorization and pass x-goog-api-key on?',
    source: 'no source',
    confidence: 'guess',
    ask: {
      plane: 'gateway',
      path: `${HERE}/google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent`,
      headers: { authorization: 'Bearer {token}', 'x-goog-api-key': '{fake-key}' },
      body: {},
      empty: true,
    },
    expect: { status: 400, codes: [], says: /API key not valid/, cause: 'provider-key-rejected' },
  },
];
