import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { PROVIDERS } from './providers.js';

/** A way through the gateway that OpenClaw can take. */
export interface Route {
  /** First path segment after the gateway; `rest` is Cloudflare's AI REST API, which has no such segment */
  name: string;
  /** What the base URL carries after the gateway (`rest`: after the account), leading slash included */
  suffix: string;
  /** Other suffixes that work as well */
  alsoSuffixes?: readonly string[];
  /** The `api` values that can travel it, the natural one first */
  apis: readonly ApiForm[];
  /** How model ids are written: `openai/gpt-4o`, `gpt-4o` or `@cf/author/model` */
  modelForm: 'prefixed' | 'bare' | 'workers-ai';
  /** The provider's slug, where the route alone decides it; otherwise the model's prefix does */
  provider?: string;
}

const CHAT = ['openai-completions'] as const;

/** Providers whose chat is OpenAI's, with the path that comes before `/chat/completions`.
 * Source: Cloudflare's docs, the page of each provider. */
const CHAT_PROVIDERS: readonly [slug: string, suffix: string, also?: readonly string[]][] = [
  ['groq', '/groq'],
  ['mistral', '/mistral/v1'],
  ['deepseek', '/deepseek', ['/deepseek/v1']],
  ['openrouter', '/openrouter/v1', ['/openrouter']],
  ['perplexity-ai', '/perplexity-ai'],
  ['cerebras', '/cerebras/v1', ['/cerebras']],
  ['fireworks', '/fireworks'],
  ['baseten', '/baseten/v1', ['/baseten']],
  ['cohere', '/cohere/compatibility/v1'],
];

export const ROUTES: readonly Route[] = [
  { name: 'compat', suffix: '/compat', apis: CHAT, modelForm: 'prefixed' },
  {
    name: 'openai',
    suffix: '/openai',
    // Both forms have been seen to work; the one without /v1 is the documented one.
    alsoSuffixes: ['/openai/v1'],
    apis: ['openai-responses', 'openai-completions'],
    modelForm: 'bare',
    provider: 'openai',
  },
  {
    name: 'anthropic',
    suffix: '/anthropic',
    // OpenClaw 2026.9.6 adds /v1/messages, or only /messages where /v1 is there already.
    alsoSuffixes: ['/anthropic/v1'],
    apis: ['anthropic-messages'],
    modelForm: 'bare',
    provider: 'anthropic',
  },
  {
    name: 'google-ai-studio',
    suffix: '/google-ai-studio/v1beta',
    alsoSuffixes: ['/google-ai-studio/v1'],
    apis: ['google-generative-ai'],
    modelForm: 'bare',
    provider: 'google-ai-studio',
  },
  {
    // Google's own imitation of OpenAI's API
    name: 'google-ai-studio',
    suffix: '/google-ai-studio/v1beta/openai',
    apis: CHAT,
    modelForm: 'bare',
    provider: 'google-ai-studio',
  },
  {
    name: 'workers-ai',
    suffix: '/workers-ai/v1',
    apis: CHAT,
    modelForm: 'workers-ai',
    provider: 'workers-ai',
  },
  {
    name: 'rest',
    suffix: '/ai/v1',
    apis: ['openai-completions', 'openai-responses', 'anthropic-messages'],
    modelForm: 'prefixed',
  },
  {
    name: 'grok',
    suffix: '/grok/v1',
    apis: ['openai-completions', 'openai-responses', 'anthropic-messages'],
    modelForm: 'bare',
    provider: 'grok',
  },
  ...CHAT_PROVIDERS.map(
    ([slug, suffix, alsoSuffixes]): Route => ({
      name: slug,
      suffix,
      alsoSuffixes,
      apis: CHAT,
      modelForm: 'bare',
      provider: slug,
    }),
  ),
];

/** The route of this name; where several share it, the usual one. */
export function routeByName(name: string): Route | undefined {
  return ROUTES.find((route) => route.name === name);
}

/** Every first segment that Cloudflare knows after the gateway, those that OpenClaw cannot use included. */
export const ROUTE_NAMES: readonly string[] = ['compat', ...PROVIDERS.map((p) => p.slug)];

/** A custom provider is reached by `custom-` and the slug its owner gave it. */
export function isCustomProvider(segment: string): boolean {
  return /^custom-[a-z0-9]+(-[a-z0-9]+)*$/i.test(segment);
}

export function isRouteName(segment: string): boolean {
  return ROUTE_NAMES.includes(segment) || isCustomProvider(segment);
}
