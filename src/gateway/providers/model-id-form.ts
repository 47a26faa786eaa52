import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { nearest } from '../../lib/nearest.js';
import {
  PROVIDERS,
  type Provider,
  providerByModelPrefix,
  providerBySlug,
  SLUG_ALIASES,
} from './providers.js';
import { isCustomProvider, type Route, routeByName } from './routes.js';

export interface ModelIdProblem {
  cause: CauseId;
  /** `expected` is the corrected id, if it can be determined */
  values: Values;
}

/** Checks that a model id has the form of the route. Undefined if it does, or if the route's form is unknown. */
export function checkModelId(routeName: string, id: string): ModelIdProblem | undefined {
  const route = routeByName(routeName);
  if (!route) return undefined;
  // OpenClaw's provider id belongs in the model ref only: an id in `models` is sent unchanged.
  const openclawPrefix = /^cloudflare-ai-gateway\//.exec(id)?.[0];
  if (openclawPrefix) {
    const rest = id.slice(openclawPrefix.length);
    return problem(
      'model-prefix-superfluous',
      route,
      id,
      checkModelId(routeName, rest)?.values.expected ?? rest,
    );
  }
  return route.modelForm === 'prefixed' ? checkPrefixed(route, id) : checkBare(route, id);
}

/** Lets Cloudflare choose the model. Source: Cloudflare's docs, AI Gateway, "Auto Router". */
const AUTO_ROUTER = 'cloudflare/auto';

/** Whether Cloudflare resolves the id itself: Auto Router, a dynamic route, a custom provider's model. No list has them. */
export function isResolvedByGateway(id: string): boolean {
  const prefix = id.slice(0, Math.max(id.indexOf('/'), 0));
  return id === AUTO_ROUTER || prefix === 'dynamic' || isCustomProvider(prefix);
}

function checkPrefixed(route: Route, id: string): ModelIdProblem | undefined {
  if (isResolvedByGateway(id)) {
    const needsCompat = route.name === 'rest' && id.startsWith('dynamic/');
    return needsCompat ? problem('dynamic-route-needs-compat', route, id, undefined) : undefined;
  }
  // The REST API's form, without a prefix. /compat rejected it in July 2026 and accepted it in October.
  if (id.startsWith('@')) return undefined;
  const slash = id.indexOf('/');
  if (slash < 0) {
    const owner = ownerOf(id);
    return problem('model-prefix-missing', route, id, owner && addPrefix(route, owner, id));
  }
  const prefix = id.slice(0, slash);
  const rest = id.slice(slash + 1);
  const workersAi = prefix === 'cf' ? workersAiId(route.name, id) : undefined;
  if (workersAi) {
    const { cause, values } = problem('model-prefix-unknown', route, id, workersAi);
    const nearest = workersAi.slice(0, -rest.length - 1);
    // `found` would be taken for a custom provider's.
    return { cause, values: { ...values, nearest, found: undefined } };
  }
  const exact = PROVIDERS.find((provider) => prefixOn(route, provider) === prefix);
  if (exact) return undefined;
  // The REST API has more authors than any list names.
  const guess = providerByModelPrefix(prefix) ?? guessProvider(prefix);
  if (route.name === 'rest' && !guess) return undefined;
  const expected = guess && addPrefix(route, guess, rest);
  const unknown = problem('model-prefix-unknown', route, id, expected);
  const name = guess && (prefixOn(route, guess) || '@cf');
  return name ? { ...unknown, values: { ...unknown.values, nearest: name } } : unknown;
}

/** An id of Workers AI without the "@cf/" that begins all of them, as the route wants it; undefined: it is none. */
export function workersAiId(routeName: string, id: string): string | undefined {
  const route = routeByName(routeName);
  const [, prefix, rest] = /^((?:workers-ai\/)?(?:cf\/)?)([^@/]+\/[^@/]+)$/.exec(id) ?? [];
  if (!route || !rest || route.modelForm === 'bare') return undefined;
  if (!prefix && route.modelForm !== 'workers-ai') return undefined;
  return `${route.name === 'compat' ? 'workers-ai/' : ''}@cf/${rest}`;
}

function checkBare(route: Route, id: string): ModelIdProblem | undefined {
  if (route.modelForm === 'workers-ai') {
    const at = id.indexOf('@');
    if (at > 0) return problem('model-prefix-superfluous', route, id, id.slice(at));
    return undefined;
  }
  const slash = id.indexOf('/');
  if (slash < 0) return undefined;
  const provider = providerByModelPrefix(id.slice(0, slash));
  // Many providers have slashes in their ids (openai/gpt-oss-120b at Groq): only the route's own name is superfluous.
  if (provider === undefined || provider.slug !== route.provider || provider.slug === 'openrouter')
    return undefined;
  return problem('model-prefix-superfluous', route, id, id.slice(slash + 1));
}

/** The provider's prefix on a route; undefined if the route does not serve the provider. */
function prefixOn(route: Route, provider: Provider): string | undefined {
  return route.name === 'rest' ? (provider.restPrefix ?? provider.compatPrefix) : provider.compatPrefix;
}

function addPrefix(route: Route, provider: Provider, id: string): string | undefined {
  const prefix = prefixOn(route, provider);
  return prefix === undefined ? undefined : prefix === '' ? id : `${prefix}/${id}`;
}

function guessProvider(prefix: string): Provider | undefined {
  const slug = SLUG_ALIASES[prefix.toLowerCase()] ?? prefix.toLowerCase();
  const close = () =>
    nearest(
      slug,
      PROVIDERS.flatMap((p) => p.compatPrefix ?? []),
    );
  return providerBySlug(slug) ?? providerBySlug(close() ?? '');
}

/** The provider of a well-known model. */
export function ownerOf(id: string): Provider | undefined {
  return PROVIDERS.find(({ chat }) => chat?.models?.test(id));
}

function problem(cause: CauseId, route: Route, model: string, expected: string | undefined): ModelIdProblem {
  return {
    cause,
    values: { model, route: route.name, found: model, expected },
  };
}
