import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { PROVIDERS, type Provider } from './providers.js';

/** A path through the gateway that OpenClaw can use. */
export interface Route {
  /** First path segment after the gateway; `rest` is Cloudflare's AI REST API, which has no such segment */
  name: string;
  /** The base URL's path after the gateway (`rest`: after the account), with a leading slash */
  suffix: string;
  /** Other suffixes that work */
  alsoSuffixes?: readonly string[];
  /** The `api` values that it supports, the preferred one first */
  apis: readonly ApiForm[];
  /** Form of its model ids: `openai/gpt-4o`, `gpt-4o` or `@cf/author/model` */
  modelForm: 'prefixed' | 'bare' | 'workers-ai';
  /** Slug of the provider; undefined if the model's prefix decides it */
  provider?: string;
}

export const ROUTES: readonly Route[] = [
  { name: 'compat', suffix: '/compat', apis: ['openai-completions'], modelForm: 'prefixed' },
  {
    name: 'rest',
    suffix: '/ai/v1',
    apis: ['openai-completions', 'openai-responses', 'anthropic-messages'],
    modelForm: 'prefixed',
  },
  ...PROVIDERS.flatMap(routesOf),
  {
    // Google's OpenAI-compatible API
    name: 'google-ai-studio',
    suffix: '/google-ai-studio/v1beta/openai',
    apis: ['openai-completions'],
    modelForm: 'bare',
    provider: 'google-ai-studio',
  },
];

/** Source of the paths: Cloudflare's docs, the page of each provider. */
function routesOf({ slug, chat }: Provider): Route[] {
  if (!chat) return [];
  const [suffix = '', ...alsoSuffixes] = chat.paths.map((path) => (path ? `/${slug}/${path}` : `/${slug}`));
  const modelForm = slug === 'workers-ai' ? slug : 'bare';
  return [{ name: slug, suffix, alsoSuffixes, apis: chat.apis, modelForm, provider: slug }];
}

/** The route with this name; the preferred one if several share it. */
export function routeByName(name: string): Route | undefined {
  return ROUTES.find((route) => route.name === name);
}

/** All segments that Cloudflare accepts after the gateway, including those that OpenClaw cannot use. */
export const ROUTE_NAMES: readonly string[] = ['compat', ...PROVIDERS.map((p) => p.slug)];

/** Custom providers have the prefix `custom-`. */
export function isCustomProvider(segment: string): boolean {
  return /^custom-[a-z0-9]+(-[a-z0-9]+)*$/i.test(segment);
}

export function isRouteName(segment: string): boolean {
  return ROUTE_NAMES.includes(segment) || isCustomProvider(segment);
}
