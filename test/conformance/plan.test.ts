import { describe, expect, test } from '@jest/globals';
import type { Ask, Experiment, Need } from '../../src/conformance/asking/experiment.js';
import { fill, inventedValues } from '../../src/conformance/asking/placeholder-values.js';
import { planAsk } from '../../src/conformance/asking/planned-ask.js';
import { EXPERIMENTS } from '../../src/conformance/experiments/experiments.js';
import { budgetOf, obstacle, selects } from '../../src/conformance/plan.js';

const VALUES = { ...inventedValues(), account: 'a'.repeat(32), gateway: 'g', token: 'cfut_FAKEfakeFAKEfake' };
const ORIGINS = { gateway: 'https://gateway.test', api: 'https://api.test/client/v4' };

function experiment(ask: Partial<Ask>, more: Partial<Experiment> = {}): Experiment {
  return {
    id: 'x',
    question: '',
    source: '',
    confidence: 'guess',
    ask: { plane: 'gateway', path: '/v1/{account}/{gateway}/x', ...ask },
    expect: { status: 200, cause: null },
    ...more,
  };
}

describe('which experiments can be run', () => {
  test.each<[string, Experiment, Need[], string | undefined]>([
    ['nothing is needed', experiment({}), [], undefined],
    ['a permission', experiment({}, { needs: ['read'] }), [], 'needs a token with AI Gateway > Read'],
    ['a permission that is there', experiment({}, { needs: ['read'] }), ['read'], undefined],
    [
      'another token',
      experiment({ headers: { authorization: 'Bearer {token:expired}' } }),
      [],
      'needs --other-token expired=<variable>',
    ],
    [
      'another gateway, in a request before',
      experiment({}, { before: [{ plane: 'gateway', path: '/v1/{account}/{gateway:dlp}' }] }),
      [],
      'needs --other-gateway dlp=<name>',
    ],
    [
      'a gateway of its own',
      experiment({ path: '/v1/{account}/{own}' }),
      [],
      'needs --create-gateway, and a token with AI Gateway > Edit',
    ],
    ['what an answer before brings', experiment({ path: '/{log-id}' }), [], undefined],
  ])('%s', (_name, given, has, expected) => {
    expect(obstacle(given, { has: new Set(has), values: VALUES })).toBe(expected);
  });
});

test('requests before and repeated ones count', () => {
  const counted = experiment({ times: 3 }, { before: [{ plane: 'rest', path: '/' }], costUsd: 0.25 });
  expect(budgetOf([counted, counted, experiment({})])).toEqual({
    experiments: 3,
    requests: 9,
    paid: 2,
    atMostUsd: 0.5,
  });
});

test('all of them together cost less than a cent', () => {
  expect(budgetOf(EXPERIMENTS).atMostUsd).toBeLessThan(0.01);
});

test.each([
  ['tokens', 'tokens', 'token-fake', true],
  ['tokens', 'completions', 'log-tokens', false],
  ['TOKEN-', 'tokens', 'token-fake', true],
  ['*-fake', 'tokens', 'token-fake', true],
  ['*-fake', 'tokens', 'token-fake-in-authorization', false],
  ['to.en', 'tokens', 'token-fake', false],
])('--only %s, topic %s, %s: %s', (pattern, topic, id, expected) => {
  expect(selects(pattern, { id, topic })).toBe(expected);
});

describe('requests', () => {
  const planned = (ask: Partial<Ask>) => planAsk('x', experiment(ask).ask, VALUES, ORIGINS);

  test('placeholders become values in path, headers and body', () => {
    const { url, headers, body, method } = planned({
      headers: { 'cf-aig-authorization': 'Bearer {token}' },
      body: { model: 'workers-ai/{model}', other: '{unknown}' },
    });
    expect(url).toBe(`https://gateway.test/v1/${'a'.repeat(32)}/g/x`);
    expect(headers['cf-aig-authorization']).toBe('Bearer cfut_FAKEfakeFAKEfake');
    expect(body).toBe(`{"model":"workers-ai/${VALUES.model}","other":"{unknown}"}`);
    expect(method).toBe('POST');
  });

  test('they are marked as cf-aig’s own, and not logged unless that is the question', () => {
    expect(planned({}).headers).toMatchObject({
      'cf-aig-metadata': '{"tool":"cf-aig"}',
      'cf-aig-collect-log': 'false',
    });
    expect(planned({ logged: true }).headers).not.toHaveProperty('cf-aig-collect-log');
  });

  test('the management API is read unless there is a body', () => {
    expect(planned({ plane: 'management', path: '/accounts' })).toMatchObject({
      method: 'GET',
      url: 'https://api.test/client/v4/accounts',
    });
  });

  test('a value that is missing is a bug, not a request', () => {
    expect(() => fill('{own}', VALUES)).toThrow('nothing is known for {own}');
  });
});

describe('what the diagnosis hears of a request', () => {
  const TOKEN = { 'cf-aig-authorization': 'Bearer {token}' };
  test.each<[string, Partial<Ask>, object]>([
    [
      'the token in its header',
      { headers: TOKEN },
      { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: [] },
    ],
    [
      'the token alone in Authorization',
      { headers: { authorization: 'Bearer {token}' } },
      { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
    ],
    [
      'the token twice, for a provider',
      { path: '/v1/{account}/{gateway}/openai/x', headers: { ...TOKEN, authorization: 'Bearer {token}' } },
      { providerKeyIn: ['authorization'], providerKeyIs: 'gateway-token', provider: 'openai' },
    ],
    [
      'the token twice, for Workers AI',
      {
        path: '/v1/{account}/{gateway}/workers-ai/x',
        headers: { ...TOKEN, authorization: 'Bearer {token}' },
      },
      { providerKeyIn: ['authorization'], providerKeyIs: undefined },
    ],
    [
      'a placeholder',
      { path: '/v1/{account}/{gateway}/anthropic/x', headers: { ...TOKEN, 'x-api-key': 'unused' } },
      { providerKeyIn: ['x-api-key'], providerKeyIs: 'placeholder' },
    ],
    [
      'the provider of a model on /compat',
      { path: '/v1/{account}/{gateway}/compat/chat/completions', body: { model: 'grok/grok-4' } },
      { route: 'compat', provider: 'grok', model: 'grok/grok-4' },
    ],
    [
      'the REST API',
      { plane: 'rest', path: '/accounts/{account}/ai/v1/chat/completions', body: { model: '{model}' } },
      { route: undefined, provider: 'workers-ai', model: VALUES.model },
    ],
  ])('%s', (_name, ask, sent) => {
    expect(planAsk('x', experiment(ask).ask, VALUES, ORIGINS).sent).toMatchObject(sent);
  });
});
