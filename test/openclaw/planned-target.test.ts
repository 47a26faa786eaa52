import { expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../src/gateway/address/origins.js';
import type { Setup } from '../../src/openclaw/blocks/recipes.js';
import { plannedTarget } from '../../src/openclaw/planned-target.js';
import { GATEWAY_URL, KEY, SETUP, TOKEN } from './memory.js';

const OWN_KEYS = { payment: 'own-key', provider: 'openai' } as const;

test.each<
  [name: string, setup: Partial<Setup>, expected: { key?: string; variable?: string; model?: string }]
>([
  ['with stored keys', {}, { model: 'openai/gpt-4o-mini' }],
  ['with own keys', OWN_KEYS, { key: KEY, variable: 'OPENAI_API_KEY', model: 'openai/gpt-4o-mini' }],
  [
    'with own keys in a variable of another name',
    { ...OWN_KEYS, keyVariable: 'MY_KEY' },
    { key: KEY, variable: 'MY_KEY', model: 'openai/gpt-4o-mini' },
  ],
  ['without a model', { models: [] }, {}],
])('what a setup would send: %s', (_name, setup, { key, variable, model }) => {
  const target = plannedTarget({ ...SETUP, ...setup }, CLOUDFLARE);
  expect(target.modelId).toBe(model);
  expect(target.block.id).toBe('cloudflare-ai-gateway');
  expect(target.access).toMatchObject({ gatewayToken: TOKEN, providerKey: key });
  expect(target.url?.normal).toBe(`${GATEWAY_URL}/compat`);
  expect(target.credentials.gatewayToken?.variable).toBe('CLOUDFLARE_AI_GATEWAY_API_KEY');
  expect(target.credentials.providerKey?.variable).toBe(variable);
});

test('there is no such recipe', () => {
  const setup = { ...SETUP, recipe: 'rest', payment: 'own-key' } as const;
  expect(() => plannedTarget(setup, CLOUDFLARE)).toThrow(new RangeError('no recipe rest for own-key'));
});
