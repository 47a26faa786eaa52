import { expect, test } from '@jest/globals';
import { settings } from '../../../src/doctor/wire/gateway-settings.js';
import { findingsOf, inHome, KEY, OWN_KEY, PROVIDER, type Setup } from '../home.js';

const HEALTHY = {
  id: 'my-gateway',
  authentication: true,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
};
const RULE = { limitType: 'cost', limit: 100, window: 86400 };

const using = (model: string): Setup => ({
  block: { models: [{ id: model, name: 'x' }] },
  config: { agents: { defaults: { model: { primary: `${PROVIDER}/${model}` } } } },
});

test.each<[string, Record<string, unknown>, Setup, string, title: string]>([
  ['nothing bites', {}, {}, 'pass', 'cache off, no rate limit, logs on'],
  ['a cache', { cache_ttl: 300 }, {}, 'pass', 'cache 300 s'],
  [
    'a high limit',
    { rate_limiting_limit: 100, rate_limiting_interval: 60 },
    {},
    'pass',
    '100 requests in 60 s',
  ],
  [
    'a low limit',
    { rate_limiting_limit: 5, rate_limiting_interval: 60 },
    {},
    'warn',
    'the rate limit is low',
  ],
  ['no logs', { collect_logs: false }, {}, 'warn', 'logs are off'],
  ['stored keys only', { byok_only: true }, {}, 'warn', 'never falls back'],
  ['stored keys only, own key sent', { byok_only: true }, OWN_KEY, 'pass', ''],
  ['a spend limit, a model with a price', { spend_limits: { rules: [RULE] } }, {}, 'pass', ''],
  [
    'a spend limit, a model without',
    { spend_limits: { rules: [RULE] } },
    using('openrouter/x/y'),
    'warn',
    'no price for openrouter/x/y',
  ],
  [
    'a spend limit that is off',
    { spend_limits: { rules: [{ ...RULE, enabled: false }] } },
    using('grok/grok-4'),
    'pass',
    '',
  ],
  [
    'spend limits that are off together',
    { spend_limits: { enabled: false, rules: [RULE] } },
    using('grok/grok-4'),
    'pass',
    '',
  ],
  ['no spend limit', { spend_limits: null }, using('grok/grok-4'), 'pass', ''],
])('%s', async (_name, changes, setup, expected, title) => {
  await inHome(async (home) => {
    const body = JSON.stringify({
      success: true,
      errors: [],
      messages: [],
      result: { ...HEALTHY, ...changes },
    });
    const answer = () => ({ response: { status: 200, headers: {}, body, truncated: false } });
    const found = await findingsOf(settings, await home.inputs({ ...setup, answer }));
    expect(found.map(({ status }) => status)).toEqual([expected]);
    expect(found[0]?.title).toContain(title);
    expect(JSON.stringify(found)).not.toContain(KEY);
  });
});

test('whatever cannot be read is left out', async () => {
  await inHome(async (home) => {
    const body = '{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}';
    const answer = () => ({ response: { status: 403, headers: {}, body, truncated: false } });
    const [found] = await findingsOf(settings, await home.inputs({ answer }));
    expect(found?.status).toBe('skip');
  });
});
