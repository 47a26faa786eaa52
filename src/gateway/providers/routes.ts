import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { PROVIDERS, type Provider } from './providers.js';

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
    // Google's own imitation of OpenAI's API
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
