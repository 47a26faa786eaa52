import { describe, expect, test } from '@jest/globals';
import type { ApiForm } from '../../../src/diagnosis/exchange/exchange.js';
import { rootOf } from '../../../src/gateway/address/base-url.js';
import { CLOUDFLARE, type Origins, originsFrom } from '../../../src/gateway/address/origins.js';
import { buildBaseUrl, parseBaseUrl } from '../../../src/gateway/address/parse-base-url.js';
import { parsePasted } from '../../../src/gateway/address/pasted.js';
import fc from '../../property.js';

const A = '0123456789abcdef0123456789abcdef';
const G = 'my-gateway';
const HOST = 'https://gateway.ai.cloudflare.com';
const B = `${HOST}/v1/${A}/${G}`;
const REST = `https://api.cloudflare.com/client/v4/accounts/${A}`;

const CHAT: ApiForm = 'openai-completions';
const RESPONSES: ApiForm = 'openai-responses';
const MESSAGES: ApiForm = 'anthropic-messages';
const GOOGLE: ApiForm = 'google-generative-ai';

const parse = (text: string, api?: ApiForm) => parseBaseUrl(text, CLOUDFLARE, api);
const causes = (text: string, api?: ApiForm) => parse(text, api).problems.map(({ cause }) => cause);

describe('base URLs that work', () => {
  const rows: [text: string, api: ApiForm | undefined, parts: object][] = [
    [
      `${B}/compat`,
      CHAT,
      { plane: 'gateway', accountId: A, gateway: G, route: 'compat', normal: `${B}/compat` },
    ],
    [`${B}/compat/`, CHAT, { route: 'compat', normal: `${B}/compat` }],
    [`${B}/compat///`, CHAT, { normal: `${B}/compat` }],
    [`${B}/openai`, CHAT, { route: 'openai' }],
    [`${B}/openai`, RESPONSES, { route: 'openai' }],
    [`${B}/openai/v1`, RESPONSES, { route: 'openai', normal: `${B}/openai/v1` }],
    [`${B}/anthropic`, MESSAGES, { route: 'anthropic' }],
    [`${B}/anthropic/v1`, MESSAGES, { route: 'anthropic' }],
    [`${B}/google-ai-studio/v1beta`, GOOGLE, { route: 'google-ai-studio' }],
    [`${B}/google-ai-studio/v1`, GOOGLE, { route: 'google-ai-studio' }],
    [`${B}/google-ai-studio/v1beta/openai`, CHAT, { route: 'google-ai-studio' }],
    [`${B}/workers-ai/v1`, CHAT, { route: 'workers-ai' }],
    [`${B}/groq`, CHAT, { route: 'groq' }],
    [`${B}/mistral/v1`, CHAT, { route: 'mistral' }],
    [`${B}/grok/v1`, CHAT, { route: 'grok' }],
    [`${B}/grok`, MESSAGES, { route: 'grok' }],
    [`${B}/openrouter`, CHAT, { route: 'openrouter' }],
    [`${B}/openrouter/v1`, CHAT, { route: 'openrouter' }],
    [`${B}/custom-my-llm/v1`, CHAT, { route: 'custom-my-llm' }],
    [`${B}/custom-x`, MESSAGES, { route: 'custom-x' }],
    [`${B}/azure-openai/res/dep`, CHAT, { route: 'azure-openai' }],
    [`${HOST}/v1/${A}/openai/openai`, RESPONSES, { gateway: 'openai', route: 'openai' }],
    [`${HOST}/v1/${A}/models/compat`, CHAT, { gateway: 'models', route: 'compat' }],
    [`${HOST}/v1/${A}/default/compat`, CHAT, { gateway: 'default' }],
    [`${HOST}:443/v1/${A}/${G}/compat`, CHAT, { origin: HOST }],
    [`${B}/compat`, undefined, { route: 'compat' }],
    [`${REST}/ai/v1`, CHAT, { plane: 'rest', accountId: A, route: 'rest', normal: `${REST}/ai/v1` }],
    [`${REST}/ai/v1/`, RESPONSES, { plane: 'rest', normal: `${REST}/ai/v1` }],
    [`${REST}/ai/v1`, MESSAGES, { plane: 'rest' }],
    [
      'https://ai.example.com/compat',
      CHAT,
      { plane: 'custom-domain', route: 'compat', origin: 'https://ai.example.com' },
    ],
    [
      'https://ai.example.com/google-ai-studio/v1beta',
      GOOGLE,
      { plane: 'custom-domain', route: 'google-ai-studio' },
    ],
    ['https://ai.example.com/llm/anthropic', MESSAGES, { plane: 'custom-domain', route: 'anthropic' }],
    [
      `http://127.0.0.1:8787/v1/${A}/${G}/compat`,
      CHAT,
      { plane: 'gateway', origin: 'http://127.0.0.1:8787', gateway: G },
    ],
    [`http://localhost:8787/v1/${A}/${G}/anthropic`, MESSAGES, { plane: 'gateway' }],
    [`http://[::1]:8787/v1/${A}/${G}/compat`, CHAT, { plane: 'gateway' }],
    [`http://127.0.0.1:8787/client/v4/accounts/${A}/ai/v1`, CHAT, { plane: 'rest', accountId: A }],
    [`http://192.168.1.7:8787/v1/${A}/${G}/compat`, CHAT, { plane: 'gateway' }],
    [`https://llm-proxy.example.com/v1/${A}/${G}/compat`, CHAT, { plane: 'gateway' }],
  ];
  test.each(rows)('%s with %s', (text, api, parts) => {
    const { url, problems } = parse(text, api);
    expect(problems).toEqual([]);
    expect(url).toMatchObject({ text, ...parts });
  });
});

describe('base URLs with problems', () => {
  const rows: [text: string, api: ApiForm | undefined, expected: string[], suggestion?: string][] = [
    // not a URL
    ['', CHAT, ['base-url-missing']],
    ['   ', CHAT, ['base-url-missing']],
    ['not a url', CHAT, ['base-url-not-a-url']],
    ['compat', CHAT, ['base-url-not-a-url']],
    ['https://', CHAT, ['base-url-not-a-url']],
    [`https://gateway.ai.cloudflare.com:99999/v1/${A}/${G}/compat`, CHAT, ['base-url-not-a-url']],
    [`gateway.ai.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    [`//gateway.ai.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    [`https:/gateway.ai.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    [`https//gateway.ai.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    [`htps://gateway.ai.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    [`wss://gateway.ai.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    [` ${B}/compat`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    [`"${B}/compat"`, CHAT, ['base-url-not-a-url'], `${B}/compat`],
    // placeholders
    [`${HOST}/v1/<account>/<gateway>/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/{account_id}/{gateway_id}/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/%7Baccount_id%7D/${G}/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/${A}/%3Cgateway%3E/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/YOUR_ACCOUNT_ID/YOUR_GATEWAY/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/ACCOUNT_ID/GATEWAY_ID/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/$CLOUDFLARE_ACCOUNT_ID/${G}/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/\${CF_ACCOUNT}/${G}/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/${A}/your-gateway/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/xxxxxxxx/${G}/compat`, CHAT, ['base-url-placeholder']],
    [`${HOST}/v1/<account>/<gateway>`, CHAT, ['base-url-placeholder', 'base-url-route-missing']],
    [`${B}/{provider}`, CHAT, ['base-url-placeholder']],
    // host
    [`http://gateway.ai.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-insecure'], `${B}/compat`],
    [
      `https://gateway.ai.cloudflare.com:8443/v1/${A}/${G}/compat`,
      CHAT,
      ['base-url-wrong-host'],
      `${B}/compat`,
    ],
    [`http://api.cloudflare.com/client/v4/accounts/${A}/ai/v1`, CHAT, ['base-url-insecure'], `${REST}/ai/v1`],
    [`https://gateway.ai.cloudfare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-wrong-host'], `${B}/compat`],
    [`https://gateway.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-wrong-host'], `${B}/compat`],
    [`https://ai-gateway.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-wrong-host'], `${B}/compat`],
    [`https://ai.gateway.cloudflare.com/v1/${A}/${G}/compat`, CHAT, ['base-url-wrong-host'], `${B}/compat`],
    [
      `https://dash.cloudflare.com/${A}/ai/ai-gateway/gateways/${G}/overview`,
      CHAT,
      ['base-url-wrong-host'],
      `${B}/compat`,
    ],
    [
      `https://dash.cloudflare.com/${A}/ai/ai-gateway/gateways/${G}`,
      MESSAGES,
      ['base-url-wrong-host'],
      `${B}/anthropic`,
    ],
    ['https://api.openai.com/v1', CHAT, ['base-url-wrong-host']],
    ['https://api.anthropic.com', MESSAGES, ['base-url-wrong-host']],
    ['https://openrouter.ai/api/v1', CHAT, ['base-url-wrong-host']],
    ['https://my-proxy.someone.workers.dev/v1', CHAT, ['base-url-wrong-host']],
    ['https://example.com', CHAT, ['base-url-wrong-host']],
    ['https://example.com/v1', CHAT, ['base-url-wrong-host']],
    ['http://ai.example.com/compat', CHAT, ['base-url-insecure'], 'https://ai.example.com/compat'],
    // version
    [`${HOST}/${A}/${G}/compat`, CHAT, ['base-url-version-missing'], `${B}/compat`],
    [`${HOST}/v2/${A}/${G}/compat`, CHAT, ['base-url-version-missing'], `${B}/compat`],
    [`${B}/google-ai-studio`, GOOGLE, ['base-url-version-missing'], `${B}/google-ai-studio/v1beta`],
    [`${B}/workers-ai`, CHAT, ['base-url-version-missing'], `${B}/workers-ai/v1`],
    [`${B}/mistral`, CHAT, ['base-url-version-missing'], `${B}/mistral/v1`],
    [`${REST}/ai`, CHAT, ['base-url-version-missing'], `${REST}/ai/v1`],
    [`https://api.cloudflare.com/accounts/${A}/ai/v1`, CHAT, ['base-url-version-missing'], `${REST}/ai/v1`],
    // account
    [`${HOST}/v1`, CHAT, ['base-url-account-malformed']],
    [HOST, CHAT, ['base-url-account-malformed']],
    [`${HOST}/v1/compat`, CHAT, ['base-url-account-malformed']],
    [`${HOST}/v1/0123/${G}/compat`, CHAT, ['base-url-account-malformed']],
    [`${HOST}/v1/${A}0/${G}/compat`, CHAT, ['base-url-account-malformed']],
    [`${HOST}/v1/${A.toUpperCase()}/${G}/compat`, CHAT, ['base-url-account-malformed'], `${B}/compat`],
    [
      `${HOST}/v1/01234567-89ab-cdef-0123-456789abcdef/${G}/compat`,
      CHAT,
      ['base-url-account-malformed'],
      `${B}/compat`,
    ],
    [`${HOST}/v1/me@example.com/${G}/compat`, CHAT, ['base-url-account-malformed']],
    [`${HOST}/v1/${G}/${A}/compat`, CHAT, ['base-url-account-malformed'], `${B}/compat`],
    // gateway
    [`${HOST}/v1/${A}`, CHAT, ['base-url-gateway-missing']],
    [`${HOST}/v1/${A}/`, CHAT, ['base-url-gateway-missing']],
    [`${HOST}/v1/${A}/compat`, CHAT, ['base-url-gateway-missing']],
    [`${HOST}/v1/${A}/ai/run`, CHAT, ['base-url-gateway-missing']],
    [`${HOST}/v1/${A}/My-Gateway/compat`, CHAT, ['base-url-gateway-malformed'], `${B}/compat`],
    [`${HOST}/v1/${A}/my gateway/compat`, CHAT, ['base-url-gateway-malformed']],
    [`${HOST}/v1/${A}/my--gateway/compat`, CHAT, ['base-url-gateway-malformed']],
    [`${HOST}/v1/${A}/my.gateway/compat`, CHAT, ['base-url-gateway-malformed']],
    // route
    [B, CHAT, ['base-url-route-missing'], `${B}/compat`],
    [B, RESPONSES, ['base-url-route-missing'], `${B}/openai`],
    [B, MESSAGES, ['base-url-route-missing'], `${B}/anthropic`],
    [B, GOOGLE, ['base-url-route-missing'], `${B}/google-ai-studio/v1beta`],
    [B, undefined, ['base-url-route-missing'], `${B}/compat`],
    [`${B}/`, CHAT, ['base-url-route-missing'], `${B}/compat`],
    [`${B}/compatt`, CHAT, ['base-url-route-unknown'], `${B}/compat`],
    [`${B}/Compat`, CHAT, ['base-url-route-unknown'], `${B}/compat`],
    [`${B}/OpenAI`, RESPONSES, ['base-url-route-unknown'], `${B}/openai`],
    [`${B}/google`, GOOGLE, ['base-url-route-unknown'], `${B}/google-ai-studio/v1beta`],
    [`${B}/gemini/v1beta`, GOOGLE, ['base-url-route-unknown'], `${B}/google-ai-studio/v1beta`],
    [`${B}/xai/v1`, CHAT, ['base-url-route-unknown'], `${B}/grok/v1`],
    [`${B}/claude`, MESSAGES, ['base-url-route-unknown'], `${B}/anthropic`],
    [`${B}/zzzzzzzz`, CHAT, ['base-url-route-unknown']],
    [`${B}/workers-ai/run`, CHAT, ['base-url-route-unknown'], `${B}/workers-ai/v1`],
    [`${REST}/ai/run`, CHAT, ['base-url-route-unknown'], `${REST}/ai/v1`],
    [`${REST}/ai-gateway/gateways/${G}`, CHAT, ['base-url-route-unknown'], `${REST}/ai/v1`],
    [REST, CHAT, ['base-url-route-missing'], `${REST}/ai/v1`],
    ['https://ai.example.com/compatt', CHAT, ['base-url-route-unknown'], 'https://ai.example.com/compat'],
    // endpoint
    [`${B}/compat/chat/completions`, CHAT, ['base-url-full-endpoint'], `${B}/compat`],
    [`${B}/compat/chat/completions/`, CHAT, ['base-url-full-endpoint'], `${B}/compat`],
    [`${B}/compat/chat`, CHAT, ['base-url-full-endpoint'], `${B}/compat`],
    [`${B}/compat/models`, CHAT, ['base-url-full-endpoint'], `${B}/compat`],
    [`${B}/openai/responses`, RESPONSES, ['base-url-full-endpoint'], `${B}/openai`],
    [`${B}/openai/v1/chat/completions`, CHAT, ['base-url-full-endpoint'], `${B}/openai/v1`],
    [`${B}/anthropic/v1/messages`, MESSAGES, ['base-url-full-endpoint'], `${B}/anthropic/v1`],
    [`${B}/anthropic/messages`, MESSAGES, ['base-url-full-endpoint'], `${B}/anthropic`],
    [
      `${B}/google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent`,
      GOOGLE,
      ['base-url-full-endpoint'],
      `${B}/google-ai-studio/v1beta`,
    ],
    [`${B}/chat/completions`, CHAT, ['base-url-full-endpoint', 'base-url-route-missing'], `${B}/compat`],
    [`${HOST}/v1/chat/completions`, CHAT, ['base-url-full-endpoint', 'base-url-account-malformed']],
    [`${REST}/ai/v1/chat/completions`, CHAT, ['base-url-full-endpoint'], `${REST}/ai/v1`],
    [`${REST}/ai/v1/messages`, MESSAGES, ['base-url-full-endpoint'], `${REST}/ai/v1`],
    [
      'https://ai.example.com/compat/chat/completions',
      CHAT,
      ['base-url-full-endpoint'],
      'https://ai.example.com/compat',
    ],
    [`${B}/compat?foo=1`, CHAT, ['base-url-extra-part'], `${B}/compat`],
    [`${B}/compat#top`, CHAT, ['base-url-extra-part'], `${B}/compat`],
    // doubled
    [`${HOST}/v1/v1/${A}/${G}/compat`, CHAT, ['base-url-doubled-part'], `${B}/compat`],
    [`${B}/compat/compat`, CHAT, ['base-url-doubled-part'], `${B}/compat`],
    [`${B}/openai/v1/v1`, RESPONSES, ['base-url-doubled-part'], `${B}/openai/v1`],
    [`${B}/compat/v1`, CHAT, ['base-url-doubled-part'], `${B}/compat`],
    [`${B}/v1/compat`, CHAT, ['base-url-doubled-part'], `${B}/compat`],
    [`${B}/v1`, CHAT, ['base-url-doubled-part', 'base-url-route-missing'], `${B}/compat`],
    [`${HOST}/${B}/compat`, CHAT, ['base-url-doubled-part'], `${B}/compat`],
    [`${HOST}/v1/${A}/${G}/v1/${A}/${G}/compat`, CHAT, ['base-url-doubled-part'], `${B}/compat`],
    [`${HOST}//v1/${A}//${G}/compat`, CHAT, ['base-url-doubled-part'], `${B}/compat`],
    [`${REST}/ai/v1/v1`, CHAT, ['base-url-doubled-part'], `${REST}/ai/v1`],
    // credentials
    [
      `https://user:secret-password@gateway.ai.cloudflare.com/v1/${A}/${G}/compat`,
      CHAT,
      ['base-url-with-credentials'],
      `${B}/compat`,
    ],
    // api
    [`${B}/compat`, RESPONSES, ['api-mismatch']],
    [`${B}/compat`, MESSAGES, ['api-mismatch']],
    [`${B}/openai`, MESSAGES, ['api-mismatch']],
    [`${B}/openai`, GOOGLE, ['api-mismatch']],
    [`${B}/anthropic`, CHAT, ['api-mismatch']],
    [`${B}/anthropic`, RESPONSES, ['api-mismatch']],
    [`${B}/google-ai-studio/v1beta`, CHAT, ['api-mismatch']],
    [`${B}/workers-ai/v1`, RESPONSES, ['api-mismatch']],
    [`${REST}/ai/v1`, GOOGLE, ['api-mismatch']],
    // several at once
    [
      `http://gateway.ai.cloudflare.com/${A}/My-Gateway/compat/chat/completions`,
      CHAT,
      [
        'base-url-insecure',
        'base-url-version-missing',
        'base-url-full-endpoint',
        'base-url-gateway-malformed',
      ],
      `${B}/compat`,
    ],
  ];
  test.each(rows)('%s with %s', (...[text, api, expected, suggestion]) => {
    const { problems } = parse(text, api);
    expect(problems.map(({ cause }) => cause)).toEqual(expected);
    expect(problems[0]?.suggestion).toBe(suggestion);
  });
});

test('a dashboard URL: its account and gateway are known to the steps', () => {
  const { problems } = parse(`https://dash.cloudflare.com/${A}/ai/ai-gateway/gateways/${G}`, CHAT);
  expect(problems[0]?.values).toMatchObject({ accountId: A, gateway: G, route: 'compat' });
});

describe('placeholders', () => {
  test.each([
    `${HOST}/v1/${A}/todo-app/compat`,
    'https://ai.yourcompany.com/compat',
    `${HOST}/v1/${A}/gateway/compat`,
  ])('%s has none', (text) => {
    expect(causes(text, CHAT)).toEqual([]);
  });
});

describe('any text', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'v1',
      'v1beta',
      A,
      A.toUpperCase(),
      G,
      'My Gateway',
      'compat',
      'openai',
      'gemini',
      'chat',
      'completions',
      'messages',
      'client',
      'v4',
      'accounts',
      'ai',
      'models',
      '',
      '<account>',
      '@cf',
      '..',
      '%zz',
    ),
    fc.string({ maxLength: 8 }),
  );
  const origin = fc.constantFrom(
    HOST,
    'https://api.cloudflare.com',
    'http://127.0.0.1:1',
    'https://dash.cloudflare.com',
    'https://ai.example.com',
    'gateway.ai.cloudflare.com',
    '',
  );
  const url = fc
    .tuple(origin, fc.array(part, { maxLength: 9 }))
    .map(([host, parts]) => [host, ...parts].join('/'));
  const api = fc.constantFrom(CHAT, RESPONSES, MESSAGES, GOOGLE, undefined);

  test('never throws, and has either problems or all parts', () => {
    fc.assert(
      fc.property(fc.oneof(url, fc.string()), api, (text, form) => {
        const read = parse(text, form);
        if (read.problems.length === 0) expect(read.url?.route).toBeDefined();
        parsePasted(text);
      }),
    );
  });

  test('a suggestion fixes everything but a mismatch of api and route', () => {
    fc.assert(
      fc.property(url, api, (text, form) => {
        const { suggestion } = parse(text, form).problems.find((problem) => problem.suggestion) ?? {};
        if (suggestion)
          expect(causes(suggestion, form).filter((cause) => cause !== 'api-mismatch')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a suggestion', () => {
  const suggested = [
    `${HOST}/${A}/${G}/compat`,
    `${B}/xai`,
    `${B}/chat/completions`,
    `${HOST}//v1/${A}/${G}/openai/v1/v1`,
    `gateway.ai.cloudflare.com/v1/${A.toUpperCase()}/My-Gateway/gemini`,
    `${REST}/ai/run`,
    `${B}/v1/compat/chat/completions`,
  ];
  test.each(suggested)('%s has no problems', (text) => {
    const api = text.includes('gemini') ? GOOGLE : CHAT;
    const { suggestion } = parse(text, api).problems[0]!;
    expect(suggestion).toBeDefined();
    expect(causes(suggestion!, api)).toEqual([]);
  });
});

describe('values of a problem', () => {
  test('a password in the URL is masked', () => {
    const { problems } = parse(
      `https://user:secret-password@gateway.ai.cloudflare.com/v1/${A}/${G}/compat`,
      CHAT,
    );
    expect(JSON.stringify(problems)).not.toContain('secret-password');
  });

  test('the problem of the account ID is a clause', () => {
    const [problem] = parse(`${HOST}/v1/0123/${G}/compat`, CHAT).problems;
    expect(problem?.values).toMatchObject({
      accountId: '0123',
      gateway: G,
      detail: 'the account ID has 4 characters, 28 too few',
    });
  });

  test('the nearest route, and the parts that are valid', () => {
    const [problem] = parse(`${B}/antropic`, MESSAGES).problems;
    expect(problem?.values).toEqual({
      baseUrl: `${B}/antropic`,
      accountId: A,
      gateway: G,
      route: 'antropic',
      found: 'antropic',
      nearest: 'anthropic',
      expected: `${B}/anthropic`,
    });
  });

  test('the api that the route supports', () => {
    const [problem] = parse(`${B}/anthropic`, CHAT).problems;
    expect(problem?.values).toMatchObject({ api: CHAT, route: 'anthropic', expected: MESSAGES });
    expect(problem?.suggestion).toBeUndefined();
  });
});

describe('origins', () => {
  const moved = originsFrom({
    CF_AIG_GATEWAY_ORIGIN: 'http://127.0.0.1:8787/',
    CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:8787/client/v4/',
  });

  test('default to Cloudflare', () => {
    expect(originsFrom({})).toEqual(CLOUDFLARE);
    expect(originsFrom({ CF_AIG_GATEWAY_ORIGIN: ' ' })).toEqual(CLOUDFLARE);
  });

  test('are overridden by variables', () => {
    expect(moved).toEqual({ gateway: 'http://127.0.0.1:8787', api: 'http://127.0.0.1:8787/client/v4' });
  });

  test.each([
    [`http://127.0.0.1:8787/v1/${A}/${G}/compat`, 'gateway'],
    [`http://127.0.0.1:8787/client/v4/accounts/${A}/ai/v1`, 'rest'],
    [`${B}/compat`, 'gateway'],
    [`${REST}/ai/v1`, 'rest'],
  ])('moved: %s is %s', (text, plane) => {
    const { url, problems } = parseBaseUrl(text, moved, CHAT);
    expect(problems).toEqual([]);
    expect(url?.plane).toBe(plane);
  });
});

describe('building', () => {
  const build = (route: string) => buildBaseUrl({ origins: CLOUDFLARE, route, accountId: A, gateway: G });
  test.each([
    ['compat', `${B}/compat`, CHAT],
    ['openai', `${B}/openai`, RESPONSES],
    ['anthropic', `${B}/anthropic`, MESSAGES],
    ['google-ai-studio', `${B}/google-ai-studio/v1beta`, GOOGLE],
    ['workers-ai', `${B}/workers-ai/v1`, CHAT],
    ['rest', `${REST}/ai/v1`, CHAT],
    ['custom-mine', `${B}/custom-mine`, CHAT],
  ] as const)('%s', (route, url, api) => {
    expect(build(route)).toBe(url);
    expect(causes(url, api)).toEqual([]);
  });

  test.each([
    [`${B}/compat`, B],
    [`${B}/google-ai-studio/v1beta`, B],
    [`${REST}/ai/v1`, REST],
    ['https://ai.example.com/compat', 'https://ai.example.com'],
    ['https://ai.example.com/llm/google-ai-studio/v1beta', 'https://ai.example.com/llm'],
  ])('the root of %s', (text, root) => {
    expect(rootOf(parse(text).url!)).toBe(root);
  });
});

describe('the plane of a base URL does not depend on the variables', () => {
  const local = 'http://127.0.0.1:8799';
  const api = `${local}/client/v4`;
  const rows: [text: string, origins: Origins, plane: string][] = [
    [`${local}/v1/${A}/${G}/compat`, { gateway: 'http://127.0.0.1:1', api }, 'gateway'],
    [`${local}/v1/${A}/${G}/compat`, { gateway: CLOUDFLARE.gateway, api }, 'gateway'],
    [`${local}/v1/${A}/${G}/compat`, { gateway: local, api }, 'gateway'],
    [`${api}/accounts/${A}/ai/v1`, { gateway: 'http://127.0.0.1:1', api }, 'rest'],
    [`${api}/accounts/${A}/ai/v1`, { gateway: local, api: CLOUDFLARE.api }, 'rest'],
    [
      `https://aig.example.com/v1/${A}/${G}/compat`,
      { gateway: CLOUDFLARE.gateway, api: 'https://aig.example.com/client/v4' },
      'gateway',
    ],
    [`${B}/compat`, { gateway: local, api }, 'gateway'],
    [`${REST}/ai/v1`, { gateway: local, api }, 'rest'],
  ];
  test.each(rows)('%s with %j', (text, origins, plane) => {
    expect(parseBaseUrl(text, origins, CHAT)).toMatchObject({ url: { plane }, problems: [] });
  });
});

test('query values are masked', () => {
  const told = JSON.stringify(parse(`${B}/compat?api_key=very-secret`, CHAT).problems);
  expect(told).toContain('?api_key=***');
  expect(told).not.toContain('very-secret');
});
