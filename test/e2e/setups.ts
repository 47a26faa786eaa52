import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CauseId } from '../../src/diagnosis/causes/catalogue.js';
import { Home } from './harness.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
export const GATEWAY_URL = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway`;
export const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
export const VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';

const BLOCK = {
  auth: 'api-key',
  apiKey: { source: 'env', provider: 'default', id: VARIABLE } as unknown,
  baseUrl: `${GATEWAY_URL}/compat`,
  api: 'openai-completions',
  models: [{ id: 'openai/gpt-4o-mini', name: 'GPT-4o mini' }] as unknown,
};

export interface Setup {
  /** Changes of the provider block. */
  block?: Record<string, unknown>;
  /** The primary model ref; null: none. */
  primary?: string | null;
  /** The whole config as text, instead of a block. null: no file. */
  config?: string | null;
  /** .env as text. null: no file. */
  dotenv?: string | null;
  env?: NodeJS.ProcessEnv;
  prepare?(home: Home): void;
  /** A folder to stand first on the PATH. */
  path?(home: Home): string;
}

const GPT = 'cloudflare-ai-gateway/openai/gpt-4o-mini';

/** A config with `agents.defaults`, changes of the block, and more keys at the root. */
function withAgents(
  defaults: Record<string, unknown>,
  block: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Setup {
  const providers = { 'cloudflare-ai-gateway': { ...BLOCK, ...block } };
  return { config: JSON.stringify({ models: { providers }, agents: { defaults }, ...more }) };
}

/** Each setup is broken in one way that can be seen without the network. */
export const SETUPS: [CauseId, string, Setup][] = [
  ['config-missing', 'no config', { config: null }],
  [
    'config-unreadable',
    'a directory in its place',
    { config: null, prepare: ({ config }) => mkdirSync(config, { recursive: true }) },
  ],
  ['config-syntax', 'a comma too many', { config: '{ a: [1,, 2] }' }],
  ['config-empty', 'nothing in it', { config: '' }],
  ['config-wrong-type', 'providers is a list', { config: '{ models: { providers: [] } }' }],
  ['config-rejected-by-openclaw', 'baseURL for baseUrl', { block: { baseURL: 'x' } }],
  ['config-permissive', 'others may read it', { prepare: ({ config }) => chmodSync(config, 0o644) }],
  ['env-file-missing', 'no .env', { dotenv: null }],
  [
    'env-file-unreadable',
    'a directory in its place',
    { dotenv: null, prepare: ({ dotenv }) => mkdirSync(dotenv, { recursive: true }) },
  ],
  ['env-file-permissive', 'others may read it', { prepare: ({ dotenv }) => chmodSync(dotenv, 0o644) }],
  ['env-file-in-git', 'git tracks it', { prepare: ({ dotenv }) => trackByGit(dotenv) }],
  [
    'legacy-config-shadowed',
    'an old clawdbot.json beside it',
    { prepare: (home) => home.write(join(home.path, '.clawdbot', 'clawdbot.json'), '{}') },
  ],
  ['provider-block-missing', 'no block', { config: '{ models: { providers: {} } }' }],
  ['base-url-missing', 'no baseUrl', { block: { baseUrl: undefined } }],
  [
    'base-url-placeholder',
    '<account>',
    { block: { baseUrl: 'https://gateway.ai.cloudflare.com/v1/<account>/my-gateway/compat' } },
  ],
  ['base-url-not-a-url', 'words', { block: { baseUrl: 'my gateway' } }],
  ['base-url-wrong-host', 'past the gateway', { block: { baseUrl: 'https://api.openai.com/v1' } }],
  ['base-url-insecure', 'http', { block: { baseUrl: `${GATEWAY_URL}/compat`.replace('https', 'http') } }],
  ['base-url-extra-part', 'a query', { block: { baseUrl: `${GATEWAY_URL}/compat?metadata=1` } }],
  [
    'base-url-with-credentials',
    'the token before the host',
    { block: { baseUrl: `${GATEWAY_URL}/compat`.replace('://', `://user:${TOKEN}@`) } },
  ],
  [
    'base-url-account-malformed',
    'a character too few',
    { block: { baseUrl: `https://gateway.ai.cloudflare.com/v1/${ACCOUNT.slice(1)}/my-gateway/compat` } },
  ],
  [
    'base-url-gateway-malformed',
    'capitals',
    { block: { baseUrl: `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/My-Gateway/compat` } },
  ],
  [
    'base-url-gateway-missing',
    'only the account',
    { block: { baseUrl: `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/compat` } },
  ],
  ['base-url-route-missing', 'ends at the gateway', { block: { baseUrl: GATEWAY_URL } }],
  ['base-url-route-unknown', 'no such route', { block: { baseUrl: `${GATEWAY_URL}/compatt` } }],
  [
    'base-url-full-endpoint',
    'the endpoint itself',
    { block: { baseUrl: `${GATEWAY_URL}/compat/chat/completions` } },
  ],
  [
    'base-url-doubled-part',
    '/v1/v1',
    { block: { baseUrl: `${GATEWAY_URL.replace('/v1/', '/v1/v1/')}/compat` } },
  ],
  [
    'base-url-version-missing',
    'Google without /v1beta',
    {
      block: {
        baseUrl: `${GATEWAY_URL}/google-ai-studio`,
        api: 'google-generative-ai',
        models: [{ id: 'gemini-2.5-flash', name: 'Gemini' }],
      },
      primary: 'cloudflare-ai-gateway/gemini-2.5-flash',
    },
  ],
  ['api-mismatch', 'Messages on /compat', { block: { api: 'anthropic-messages' } }],
  ['model-primary-missing', 'no primary model', { primary: null }],
  ['model-primary-elsewhere', 'another provider’s', { primary: 'anthropic/claude-sonnet-5' }],
  ['model-ref-prefix-missing', 'without the provider id', { primary: 'openai/gpt-4o-mini' }],
  ['model-not-listed', 'not in models', { primary: 'cloudflare-ai-gateway/openai/gpt-4o-mimi' }],
  [
    'model-roles-elsewhere',
    'images past the gateway',
    withAgents({ imageModel: 'openai/gpt-4o', model: { primary: GPT, fallbacks: ['openai/gpt-4o'] } }),
  ],
  [
    'fallback-shares-key',
    'a fallback in the same block',
    withAgents(
      { model: { primary: GPT, fallbacks: ['cloudflare-ai-gateway/openai/gpt-4o'] } },
      { models: ['openai/gpt-4o-mini', 'openai/gpt-4o'].map((id) => ({ id, name: id })) },
    ),
  ],
  [
    'model-not-allowed',
    'the old allow list',
    withAgents({ model: GPT, models: { 'anthropic/claude-opus-4-6': {} } }),
  ],
  [
    'model-primary-not-allowed',
    'a list with a wildcard',
    withAgents({ model: GPT, modelPolicy: { allow: ['anthropic/*'] } }),
  ],
  [
    'memory-search-address',
    'without a route',
    withAgents({ model: GPT }, {}, { memory: { search: { remote: { baseUrl: GATEWAY_URL } } } }),
  ],
  [
    'memory-search-model',
    'with a provider on /openai',
    withAgents(
      { model: GPT },
      {},
      {
        memory: {
          search: { model: 'openai/text-embedding-3-small', remote: { baseUrl: `${GATEWAY_URL}/openai` } },
        },
      },
    ),
  ],
  ['models-empty', 'an empty list', { block: { models: [] } }],
  [
    'model-listed-unfit',
    'left from another route',
    { block: { models: [{ id: 'openai/gpt-4o-mini' }, { id: 'gpt-4o' }].map((m) => ({ ...m, name: 'x' })) } },
  ],
  [
    'agent-model-elsewhere',
    'an agent with a model of its own',
    {
      config: JSON.stringify({
        models: { providers: { 'cloudflare-ai-gateway': BLOCK } },
        agents: {
          defaults: { model: { primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini' } },
          entries: { coder: { model: 'anthropic/claude-sonnet-5' } },
        },
      }),
    },
  ],
  [
    'model-prefix-missing',
    'a bare id on /compat',
    { block: { models: [{ id: 'gpt-4o-mini', name: 'x' }] }, primary: 'cloudflare-ai-gateway/gpt-4o-mini' },
  ],
  [
    'model-prefix-unknown',
    'google/ on /compat',
    {
      block: { models: [{ id: 'google/gemini-2.5-flash', name: 'x' }] },
      primary: 'cloudflare-ai-gateway/google/gemini-2.5-flash',
    },
  ],
  ['model-prefix-superfluous', 'openai/ on /openai', { block: { baseUrl: `${GATEWAY_URL}/openai` } }],
  [
    'max-tokens-field',
    'gpt-5 on chat completions',
    {
      block: { models: [{ id: 'openai/gpt-5-mini', name: 'x' }] },
      primary: 'cloudflare-ai-gateway/openai/gpt-5-mini',
    },
  ],
  ['usage-not-reported', 'an entry with nothing but a name', {}],
  [
    'tools-with-effort',
    'gpt-5.6 on chat completions',
    {
      block: { models: [{ id: 'openai/gpt-5.6-luna', name: 'x' }] },
      primary: 'cloudflare-ai-gateway/openai/gpt-5.6-luna',
    },
  ],
  [
    'reasoning-not-used',
    'Claude in its own form',
    {
      block: {
        baseUrl: `${GATEWAY_URL}/anthropic`,
        api: 'anthropic-messages',
        models: [{ id: 'claude-sonnet-5', name: 'x' }],
      },
      primary: 'cloudflare-ai-gateway/claude-sonnet-5',
    },
  ],
  ['header-unknown', 'a letter left out', { block: { headers: { 'cf-aig-cach-ttl': '60' } } }],
  ['header-value-unusable', 'a unit', { block: { headers: { 'cf-aig-cache-ttl': '3600s' } } }],
  ['byok-alias-ignored', 'on /compat', { block: { headers: { 'cf-aig-byok-alias': 'work' } } }],
  ['api-key-missing', 'no apiKey', { block: { apiKey: undefined } }],
  ['api-key-bare-name', 'the bare name of the variable', { block: { apiKey: VARIABLE } }],
  ['api-key-dollar-form', '$VARIABLE', { block: { apiKey: `$${VARIABLE}` } }],
  ['api-key-wrong-reference', 'env:VARIABLE', { block: { apiKey: `env:${VARIABLE}` } }],
  [
    'credential-held-by-openclaw',
    'as `openclaw onboard` writes it',
    {
      config: JSON.stringify({
        models: { providers: { 'cloudflare-ai-gateway': { ...BLOCK, apiKey: undefined } } },
        agents: { defaults: { model: { primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini' } } },
        auth: {
          profiles: {
            'cloudflare-ai-gateway:default': { provider: 'cloudflare-ai-gateway', mode: 'api_key' },
          },
        },
      }),
    },
  ],
  [
    'api-key-reference-malformed',
    'a reference without provider',
    { block: { apiKey: { source: 'env', id: VARIABLE } } },
  ],
  ['secret-in-config', 'the token itself', { block: { apiKey: TOKEN } }],
  [
    'header-malformed',
    'Bearer with a colon',
    { block: { headers: { 'cf-aig-authorization': `Bearer: \${${VARIABLE}}` } } },
  ],
  ['variable-missing', 'not in .env', { dotenv: 'OTHER=1\n' }],
  ['variable-empty', 'empty in .env', { dotenv: `${VARIABLE}=\n` }],
  ['variable-shadowed', 'another value is exported', { env: { [VARIABLE]: TOKEN.replace('FAKE', 'fake') } }],
  ['token-malformed', 'a placeholder', { dotenv: `${VARIABLE}=your_token_here\n` }],
  ['token-malformed', 'the word Bearer', { dotenv: `${VARIABLE}="Bearer ${TOKEN}"\n` }],
  [
    'token-is-provider-key',
    'a key of OpenAI',
    { dotenv: `${VARIABLE}=sk-proj-FAKE00000000000000000000000000000000000\n` },
  ],
  ['variable-shadowed-by-empty', 'exported empty', { env: { [VARIABLE]: '' } }],
  [
    'transport-split',
    'own key without headers.Authorization',
    {
      block: {
        apiKey: { source: 'env', provider: 'default', id: 'OPENAI_API_KEY' },
        headers: { 'cf-aig-authorization': `Bearer \${${VARIABLE}}` },
      },
      dotenv: `${VARIABLE}=${TOKEN}\nOPENAI_API_KEY=sk-fake-provider-key-000000000000\n`,
    },
  ],
  [
    'openclaw-too-old',
    'a version of January',
    {
      prepare: (home) => {
        home.write(join(home.path, 'openclaw', 'package.json'), '{"name":"openclaw","version":"2026.1.5"}');
        home.write(join(home.path, 'openclaw', 'openclaw'), '#!/bin/sh\n', 0o755);
      },
      path: (home) => join(home.path, 'openclaw'),
    },
  ],
  ['plugin-may-interfere', 'the plugin may come, and auth is open', { block: { auth: undefined } }],
  ['proxy-malformed', 'a proxy that is no URL', { env: { HTTPS_PROXY: 'http://' } }],
  [
    'ca-file-unreadable',
    'NODE_EXTRA_CA_CERTS names no file',
    { env: { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' } },
  ],
];

function trackByGit(file: string): void {
  const git = (...args: string[]) => execFileSync('git', ['-C', dirname(file), ...args], { stdio: 'ignore' });
  git('init');
  git('add', '-f', file);
}

export function lay({ block, primary, config, dotenv, prepare }: Setup): Home {
  const home = new Home();
  const model =
    primary === null
      ? {}
      : {
          agents: { defaults: { model: { primary: primary ?? 'cloudflare-ai-gateway/openai/gpt-4o-mini' } } },
        };
  const whole = { models: { providers: { 'cloudflare-ai-gateway': { ...BLOCK, ...block } } }, ...model };
  if (config !== null) home.write(home.config, config ?? JSON.stringify(whole, null, 2));
  if (dotenv !== null) home.write(home.dotenv, dotenv ?? `${VARIABLE}=${TOKEN}\n`);
  prepare?.(home);
  return home;
}
