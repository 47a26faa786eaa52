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
  /** `expected` is the id as the route wants it, when that can be told */
  values: Values;
}

/** Does the model id have the form that the route wants? Undefined: it does, or the route has no rule that is known. */
export function checkModelId(routeName: string, id: string): ModelIdProblem | undefined {
  const route = routeByName(routeName);
  if (!route) return undefined;
  // OpenClaw's own provider id belongs into the model ref only: what stands in `models` is sent as it is.
  const own = /^cloudflare-ai-gateway\//.exec(id)?.[0];
  if (own) {
    const rest = id.slice(own.length);
    const further = checkModelId(routeName, rest);
    return problem('model-prefix-superfluous', route, id, further?.values.expected ?? rest);
  }
  return route.modelForm === 'prefixed' ? checkPrefixed(route, id) : checkBare(route, id);
}

/** The model that Cloudflare chooses by itself. Source: Cloudflare's docs, AI Gateway, "Auto Router". */
const AUTO_ROUTER = 'cloudflare/auto';

/** What Cloudflare resolves by itself: Auto Router, a dynamic route, a model of a custom provider. No list names them. */
export function isResolvedByGateway(id: string): boolean {
  const prefix = id.slice(0, Math.max(id.indexOf('/'), 0));
  return id === AUTO_ROUTER || prefix === 'dynamic' || isCustomProvider(prefix);
}

function checkPrefixed(route: Route, id: string): ModelIdProblem | undefined {
  if (isResolvedByGateway(id)) return undefined;
  // Without prefix: the REST API's own form; /compat refused it in July 2026 and took it in October.
  if (id.startsWith('@')) return undefined;
  const slash = id.indexOf('/');
  if (slash < 0) {
    const owner = ownerOf(id);
    return problem('model-prefix-missing', route, id, owner && withPrefix(route, owner, id));
  }
  const prefix = id.slice(0, slash);
  const rest = id.slice(slash + 1);
  const exact = PROVIDERS.find((provider) => prefixOn(route, provider) === prefix);
  if (exact) return undefined;
  // The REST API has authors of its own, which no list names completely.
  const meant = providerByModelPrefix(prefix) ?? providerMeant(prefix);
  if (route.name === 'rest' && !meant) return undefined;
  const expected = meant && withPrefix(route, meant, rest);
  const name = meant && (prefixOn(route, meant) || '@cf');
  const told = problem('model-prefix-unknown', route, id, expected);
  return name ? { ...told, values: { ...told.values, nearest: name } } : told;
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
  // Many providers have slashes in their ids (openai/gpt-oss-120b at Groq): only the route's own name is too much.
  if (provider === undefined || provider.slug !== route.provider || provider.slug === 'openrouter')
    return undefined;
  return problem('model-prefix-superfluous', route, id, id.slice(slash + 1));
}

/** The prefix a provider has on a route; undefined: the route does not serve it. */
function prefixOn(route: Route, provider: Provider): string | undefined {
  return route.name === 'rest' ? (provider.restPrefix ?? provider.compatPrefix) : provider.compatPrefix;
}

function withPrefix(route: Route, provider: Provider, id: string): string | undefined {
  const prefix = prefixOn(route, provider);
  return prefix === undefined ? undefined : prefix === '' ? id : `${prefix}/${id}`;
}

function providerMeant(prefix: string): Provider | undefined {
  const slug = SLUG_ALIASES[prefix.toLowerCase()] ?? prefix.toLowerCase();
  const close = () =>
    nearest(
      slug,
      PROVIDERS.flatMap((p) => p.compatPrefix ?? []),
    );
  return providerBySlug(slug) ?? providerBySlug(close() ?? '');
}

/** The provider of a well-known model, by how its id begins. */
export function ownerOf(id: string): Provider | undefined {
  return PROVIDERS.find(({ chat }) => chat?.models?.test(id));
}

function problem(cause: CauseId, route: Route, model: string, expected: string | undefined): ModelIdProblem {
  return {
    cause,
    values: { model, route: route.name, found: model, expected },
  };
}
