import { describe, expect, test } from '@jest/globals';
import type { SandboxGateway } from '../../src/sandbox/config/config-types.js';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { BUILT_IN_KEYS } from '../../src/sandbox/provider/built-in-keys.js';
import { aig, ask, bearer, gatewayUrl, sandbox, withGateway } from './client.js';
import { realProvider } from './real-provider.js';

const OPENAI_KEY = BUILT_IN_KEYS.openai ?? '';
const ANTHROPIC_KEY = BUILT_IN_KEYS.anthropic ?? '';
const GOOGLE_KEY = BUILT_IN_KEYS['google-ai-studio'] ?? '';
const { good, withoutWorkersAi } = SANDBOX_TOKENS;

const messages = [{ role: 'user', content: 'hi' }];
const OPENAI = ['openai/chat/completions', { model: 'gpt-4o', messages }] as const;
const COMPAT = ['compat/chat/completions', { model: 'openai/gpt-4o', messages }] as const;
const COMPAT_CLAUDE = ['compat/chat/completions', { model: 'anthropic/claude-sonnet-5', messages }] as const;
const ANTHROPIC = ['anthropic/v1/messages', { model: 'claude-sonnet-5', messages, max_tokens: 9 }] as const;
const GOOGLE = [
  'google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent',
  { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] },
] as const;
const WORKERS_AI = [
  'workers-ai/v1/chat/completions',
  { model: '@cf/meta/llama-3.1-8b-instruct', messages },
] as const;
const version = { 'anthropic-version': '2023-06-01' };

describe('who pays', () => {
  test.each([
    ['own key on an open gateway', 'open-gateway', OPENAI, bearer(OPENAI_KEY), 200],
    ['no key on an open gateway', 'open-gateway', OPENAI, {}, 401],
    ['wrong key on an open gateway', 'open-gateway', OPENAI, bearer('sk-sandbox-provider-key-bad'), 401],
    [
      'own key in x-api-key on an open gateway',
      'open-gateway',
      ANTHROPIC,
      { ...version, 'x-api-key': ANTHROPIC_KEY },
      200,
    ],
    ['token and own key', 'my-gateway', OPENAI, { ...aig(good.value), ...bearer(OPENAI_KEY) }, 200],
    ['token and own key on compat', 'my-gateway', COMPAT, { ...aig(good.value), ...bearer(OPENAI_KEY) }, 200],
    ['token alone', 'my-gateway', COMPAT, aig(good.value), 200],
    ['token in Authorization, as the OpenAI SDK sends it', 'my-gateway', OPENAI, bearer(good.value), 200],
    ['the same on compat, for Claude', 'my-gateway', COMPAT_CLAUDE, bearer(good.value), 200],
    [
      'token in Authorization to Anthropic',
      'my-gateway',
      ANTHROPIC,
      { ...version, ...bearer(good.value) },
      200,
    ],
    [
      'an EMPTY x-api-key is none',
      'my-gateway',
      ANTHROPIC,
      { ...version, ...aig(good.value), 'x-api-key': '' },
      200,
    ],
    [
      'a placeholder in x-api-key goes to the provider',
      'my-gateway',
      ANTHROPIC,
      { ...version, ...aig(good.value), 'x-api-key': 'placeholder' },
      401,
    ],
    [
      'the token in x-api-key too',
      'my-gateway',
      ANTHROPIC,
      { ...version, ...aig(good.value), 'x-api-key': good.value },
      401,
    ],
    [
      'token in both: Authorization is then the provider key',
      'my-gateway',
      COMPAT,
      { ...aig(good.value), ...bearer(good.value) },
      401,
    ],
    ['token in x-goog-api-key', 'my-gateway', GOOGLE, { 'x-goog-api-key': good.value }, 200],
    [
      'token and own key to Google',
      'my-gateway',
      GOOGLE,
      { ...aig(good.value), 'x-goog-api-key': GOOGLE_KEY },
      200,
    ],
    [
      'a wrong key at Google is 400',
      'my-gateway',
      GOOGLE,
      { ...aig(good.value), 'x-goog-api-key': 'AIza-wrong' },
      400,
    ],
    [
      'Workers AI: the token twice',
      'my-gateway',
      WORKERS_AI,
      { ...aig(good.value), ...bearer(good.value) },
      200,
    ],
    ['Workers AI: the token in Authorization', 'my-gateway', WORKERS_AI, bearer(good.value), 200],
    [
      'Workers AI: a token without its permission',
      'my-gateway',
      WORKERS_AI,
      bearer(withoutWorkersAi.value),
      401,
    ],
  ] as const)('%s', async (_, gateway, [path, body], headers, status) => {
    const box = await sandbox();
    const reply = await ask(`${gatewayUrl(box, gateway)}/${path}`, { headers: { ...headers }, body });
    expect([reply.status, reply.text]).toEqual([status, expect.any(String)]);
  });
});

describe('the words of a provider', () => {
  test.each([
    ['xAI, no key', 'grok/v1/chat/completions', 'grok-4', {}, 401, /^No or an invalid authentication header/],
    ['DeepSeek, no key', 'deepseek/chat/completions', 'x', {}, 401, /^Authentication Fails \(auth header/],
    ['OpenRouter, no key', 'openrouter/v1/chat/completions', 'x', {}, 401, /^No auth credentials found$/],
    [
      'Google, no key, in OpenAI’s form',
      'google-ai-studio/v1beta/openai/chat/completions',
      'gemini-nope',
      {},
      400,
      /^Missing Authorization header\.$/,
    ],
    [
      'Anthropic, no key',
      'anthropic/v1/messages',
      'claude-nope',
      version,
      401,
      /^x-api-key header is required$/,
    ],
    [
      'Anthropic, an empty key counts as none',
      'anthropic/v1/messages',
      'claude-nope',
      { ...version, 'x-api-key': '' },
      401,
      /^x-api-key header is required$/,
    ],
    [
      'Anthropic, a wrong key in Authorization',
      'anthropic/v1/messages',
      'claude-sonnet-5',
      { ...version, ...bearer('sk-ant-fake') },
      401,
      /^Invalid bearer token$/,
    ],
    [
      'Google, its key in Authorization',
      'google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent',
      'x',
      bearer(GOOGLE_KEY),
      401,
      /Expected OAuth 2 access token/,
    ],
  ] as const)('%s', async (_, path, model, headers, status, message) => {
    const reply = await ask(`${gatewayUrl(await sandbox())}/${path}`, {
      headers: { ...aig(good.value), ...headers },
      body: { model, messages, contents: GOOGLE[1].contents, max_tokens: 9 },
    });
    const [body] = [reply.json].flat();
    expect([reply.status, body.error.message]).toEqual([status, expect.stringMatching(message)]);
  });

  test.each(['v1beta/openai/chat/completions', 'compat'])(
    'Google takes it there in OpenAI’s form, %s',
    async (path) => {
      const url = path === 'compat' ? 'compat/chat/completions' : `google-ai-studio/${path}`;
      const model = path === 'compat' ? 'google-ai-studio/gemini-2.5-flash' : 'gemini-2.5-flash';
      const reply = await ask(`${gatewayUrl(await sandbox())}/${url}`, {
        headers: { ...aig(good.value), ...bearer(GOOGLE_KEY) },
        body: { model, messages },
      });
      expect(reply.status).toBe(200);
    },
  );

  test('an empty key leaves the stored one to work', async () => {
    const box = await sandbox({ config: withGateway({ storedKeys: { anthropic: ['default'] } }) });
    const reply = await ask(`${gatewayUrl(box)}/${ANTHROPIC[0]}`, {
      headers: { ...aig(good.value), ...version, 'x-api-key': '' },
      body: ANTHROPIC[1],
    });
    expect(reply.status).toBe(200);
  });
});

describe('what Cloudflare supplies', () => {
  test.each([
    ['Unified Billing, known model', {}, {}, 'openai/gpt-4o', 200, undefined],
    [
      'unknown model: forwarded without credentials',
      {},
      {},
      'openai/gpt-4oo',
      401,
      'Missing bearer or basic authentication in header',
    ],
    [
      'a stored key serves any model of the provider',
      { storedKeys: { openai: ['default'] } },
      {},
      'openai/gpt-4oo',
      404,
      'The model `gpt-4oo` does not exist or you do not have access to it.',
    ],
    [
      'a stored key with another alias does not',
      { storedKeys: { mistral: ['work'] } },
      {},
      'mistral/mistral-small',
      401,
      'Unauthorized',
    ],
    [
      'nor if it is asked for: /compat has no aliases',
      { storedKeys: { mistral: ['work'] } },
      { 'cf-aig-byok-alias': 'work' },
      'mistral/mistral-small',
      401,
      'Unauthorized',
    ],
    [
      'and no unknown ones',
      { storedKeys: { openai: ['default'] } },
      { 'cf-aig-byok-alias': 'no-such-alias' },
      'openai/gpt-4o',
      200,
      undefined,
    ],
    [
      'unknown alias, nothing stored: ignored',
      {},
      { 'cf-aig-byok-alias': 'no-such-alias' },
      'openai/gpt-4o',
      200,
      undefined,
    ],
    ['byok_only', { byokOnly: true }, {}, 'openai/gpt-4o', 400, 'Provider credentials required'],
    [
      'byok_only does not concern Workers AI',
      { byokOnly: true },
      {},
      'workers-ai/@cf/meta/llama-3.1-8b-instruct',
      200,
      undefined,
    ],
    [
      'cf-aig-no-wholesale',
      {},
      { 'cf-aig-no-wholesale': 'true' },
      'openai/gpt-4o',
      400,
      'Provider credentials required',
    ],
  ] as const)('%s', async (_, settings, headers, model, status, message) => {
    const box = await sandbox({ config: withGateway(structuredClone(settings) as Partial<SandboxGateway>) });
    const { json, ...reply } = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: { ...aig(good.value), ...headers },
      body: { model, messages },
    });
    expect([reply.status, json.error?.message ?? json.message]).toEqual([status, message]);
  });

  test.each([
    ['another alias', ['work'], {}, 401, 'Unauthorized'],
    ['the one that is asked for', ['work'], { 'cf-aig-byok-alias': 'work' }, 200, undefined],
    [
      'an unknown one: the names of the others leak',
      ['work', 'team'],
      { 'cf-aig-byok-alias': 'no-such-alias' },
      400,
      "Provider 'mistral' has no BYOK credential named 'no-such-alias'. Configured aliases: 'work', 'team'",
    ],
    ['an unknown one, nothing stored', [], { 'cf-aig-byok-alias': 'no-such-alias' }, 401, 'Unauthorized'],
  ])('an alias on the provider’s own route: %s', async (_, mistral, headers, status, message) => {
    const box = await sandbox({ config: withGateway({ storedKeys: { mistral } }) });
    const { json, ...reply } = await ask(`${gatewayUrl(box)}/mistral/v1/chat/completions`, {
      headers: { ...aig(good.value), ...headers },
      body: { model: 'mistral-small', messages },
    });
    expect([reply.status, json.error?.message ?? json.message]).toEqual([status, message]);
  });

  test.each([
    ['mine', 200, undefined],
    ['custom-mine', 400, 2044],
    ['other', 200, undefined],
  ])('a custom provider’s key is stored without its prefix: %s', async (stored, status, code) => {
    const { url } = await realProvider((response) => response.end('{}'));
    const config = withGateway({ storedKeys: { [stored]: ['default'] } });
    const box = await sandbox({ config, upstreams: new Map([['custom-mine', url]]) });
    const reply = await ask(`${gatewayUrl(box)}/custom-mine/chat/completions`, {
      headers: aig(good.value),
      body: { model: 'x', messages },
    });
    expect([reply.status, reply.json.internalCode]).toEqual([status, code]);
  });

  test('no credits: 402 for Unified Billing, not for an own key', async () => {
    const box = await sandbox({ config: withGateway({}, 0) });
    const url = `${gatewayUrl(box)}/compat/chat/completions`;
    const body = { model: 'openai/gpt-4o', messages };
    const refused = await ask(url, { headers: aig(good.value), body });
    expect([refused.status, refused.json.internalCode, refused.headers['cf-aig-step']]).toEqual([
      402,
      2021,
      '0',
    ]);
    expect((await ask(url, { headers: { ...aig(good.value), ...bearer(OPENAI_KEY) }, body })).status).toBe(
      200,
    );
  });
});

test.each([
  ['openai', /^Incorrect API key provided: \*+\./],
  ['mistral', /Unauthorized/],
  ['perplexity-ai', /^Incorrect API key provided/],
])('a stored key that %s rejects: its own words, not those about a missing key', async (slug, message) => {
  const box = await sandbox({ config: withGateway({ storedKeys: { [slug]: ['default'] } }) });
  const other = await sandbox();
  for (const one of [box, other]) {
    const reply = await ask(`${gatewayUrl(one)}/compat/chat/completions`, {
      headers: aig(good.value),
      body: { model: `${slug}/fail-401`, messages },
    });
    expect([reply.status, reply.json.error?.message ?? reply.json.message ?? reply.json.detail]).toEqual([
      401,
      expect.stringMatching(message),
    ]);
  }
});
