import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import type { ModelPrice } from '../../gateway/management/management-responses.js';
import { providerBySlug } from '../../gateway/providers/providers.js';
import { routeByName } from '../../gateway/providers/routes.js';

/** `stored`: keys stored at Cloudflare or unified billing, the gateway token is the only credential. `own-key`: own
 * provider key on an authenticated gateway. `own-key-open`: own provider key on a gateway that asks for no token. */
export const PAYMENTS = ['stored', 'own-key', 'own-key-open'] as const;
export type Payment = (typeof PAYMENTS)[number];

export type Secret = 'token' | 'key';

/** The value of a header: `Bearer ${VARIABLE}`, fixed text, or the gateway's name. */
export type HeaderRule = { bearer: Secret } | { text: string } | { gatewayName: true };

/** Where the credentials go. */
interface Placement {
  /** Which secret `apiKey` refers to. */
  apiKey: Secret;
  headers: Readonly<Record<string, HeaderRule>>;
  /** What the user has to know before choosing it. */
  caveat?: string;
}

interface Row {
  title: string;
  /** Name of the route; its natural `api` is taken. */
  route: string;
  pay: Partial<Record<Payment, Placement>>;
}

const TOKEN = { bearer: 'token' } as const;
const KEY = { bearer: 'key' } as const;

const OPEN = 'Anyone who knows the address of an open gateway can send through it.';

const TOKEN_ONLY: Placement = { apiKey: 'token', headers: {} };

/** With own keys, where the form carries its key in Authorization. */
const AUTHORIZATION: Row['pay'] = {
  'own-key': { apiKey: 'token', headers: { Authorization: KEY, 'cf-aig-authorization': TOKEN } },
  'own-key-open': {
    apiKey: 'key',
    headers: { Authorization: KEY },
    caveat: `${OPEN} \`openclaw infer\` also sends the provider key in cf-aig-authorization, which an open gateway has no use for.`,
  },
};

/** With own keys, where the form has a header of its own for them. */
const OWN_HEADER: Row['pay'] = {
  'own-key': { apiKey: 'key', headers: { 'cf-aig-authorization': TOKEN } },
  'own-key-open': { apiKey: 'key', headers: {}, caveat: OPEN },
};

/**
 * Measured with OpenClaw 2026.9.6: for the provider id cloudflare-ai-gateway an agent turn sends the apiKey in
 * Authorization, `infer` in cf-aig-authorization and no Authorization unless `headers` names it; the anthropic and
 * google forms are alike in both. Cloudflare: with cf-aig-authorization present, Authorization is the provider's and is
 * forwarded; alone, a Cloudflare token in it is taken for the gateway's (AI Gateway docs, pages of the providers). So no
 * recipe with stored keys on /compat or /openai fills both.
 */
const TABLE = {
  compat: {
    title: 'every provider, in OpenAI’s form',
    route: 'compat',
    pay: { stored: TOKEN_ONLY, ...AUTHORIZATION },
  },
  anthropic: {
    title: 'Claude, in Anthropic’s own form',
    route: 'anthropic',
    pay: {
      stored: {
        apiKey: 'token',
        headers: { 'cf-aig-authorization': TOKEN, 'x-api-key': { text: '' } },
        caveat:
          'OpenClaw cannot leave x-api-key out, only send it empty; whether Cloudflare takes an empty one for absent is not documented. For Claude without a key of your own prefer compat or rest.',
      },
      ...OWN_HEADER,
    },
  },
  openai: {
    title: 'OpenAI, with the Responses API',
    route: 'openai',
    pay: { stored: TOKEN_ONLY, ...AUTHORIZATION },
  },
  google: {
    title: 'Gemini, in Google’s own form',
    route: 'google-ai-studio',
    pay: { stored: TOKEN_ONLY, ...OWN_HEADER },
  },
  'workers-ai': {
    title: 'Cloudflare’s own models',
    route: 'workers-ai',
    pay: {
      stored: {
        apiKey: 'token',
        headers: { Authorization: TOKEN, 'cf-aig-authorization': TOKEN },
        caveat:
          'The gateway token needs the permission Workers AI Read as well: here it is the key of the provider, too.',
      },
      ...AUTHORIZATION,
    },
  },
  rest: {
    title: 'every provider, with Cloudflare’s REST API',
    route: 'rest',
    pay: {
      stored: {
        apiKey: 'token',
        headers: { Authorization: TOKEN, 'cf-aig-gateway-id': { gatewayName: true } },
        caveat:
          'The gateway token needs the permission Workers AI Read as well; keys stored at Cloudflare are used only under the alias default.',
      },
    },
  },
} satisfies Record<string, Row>;

export type RecipeName = keyof typeof TABLE;

export const RECIPE_NAMES = Object.keys(TABLE) as RecipeName[];

/** One tested combination of route, api, and where the credentials go. */
export interface Recipe extends Placement {
  name: RecipeName;
  payment: Payment;
  title: string;
  /** Name of the route in the table of routes. */
  route: string;
  api: ApiForm;
}

export const RECIPES: readonly Recipe[] = RECIPE_NAMES.flatMap((name) => {
  const { title, route, pay }: Row = TABLE[name];
  const [api] = routeByName(route)!.apis;
  return PAYMENTS.flatMap((payment) => {
    const placement = pay[payment];
    return placement ? [{ name, payment, title, route, api: api!, ...placement }] : [];
  });
});

/** Name of the recipe's route in the gateway's table of routes. */
export function routeOfRecipe(name: RecipeName): string {
  return TABLE[name].route;
}

/** Slug of the provider whose route it is; undefined: the recipe is for all providers. */
export function providerOfRecipe(name: RecipeName): string | undefined {
  return routeByName(routeOfRecipe(name))?.provider;
}

/** The recipe that takes a route; undefined: no recipe does. */
export function recipeOfRoute(route: string | undefined): RecipeName | undefined {
  return RECIPE_NAMES.find((name) => routeOfRecipe(name) === route);
}

/** undefined: the route has no way of paying like that (`rest` has only stored keys). */
export function findRecipe(name: RecipeName, payment: Payment): Recipe | undefined {
  return RECIPES.find((recipe) => recipe.name === name && recipe.payment === payment);
}

/** The variable that holds a provider's key. Workers AI gets one of its own: its usual variable, CLOUDFLARE_API_TOKEN,
 * steers other tools of Cloudflare's. */
export function keyVariableOf(slug: string): string {
  if (slug === 'workers-ai') return 'CLOUDFLARE_WORKERS_AI_API_KEY';
  const known = providerBySlug(slug)?.keyVariable;
  return known ?? `${slug.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_API_KEY`;
}

/** What `init` gathers before anything is planned. */
export interface Setup {
  accountId: string;
  gateway: string;
  recipe: RecipeName;
  payment: Payment;
  /** Slug of the provider whose key is used. */
  provider: string;
  /** Ids as the route wants them (`normaliseModel`). */
  models: readonly { id: string; name?: string; price?: ModelPrice }[];
  /** Id of the model to become the default; the first of `models` if not given. */
  primary?: string;
  /** Ids of the models to fall back to, in that order; they join those that the config has. */
  fallbacks?: readonly string[];
  /** Left out: the line in .env stays as it is. */
  token?: string;
  providerKey?: string;
  keyVariable?: string;
  /** Default `cloudflare-ai-gateway`. */
  providerId?: string;
  /** More request headers, by name in lower case; null removes one. */
  headers?: Readonly<Record<string, string | null>>;
  /** The embedding model of OpenClaw's memory search, as its route wants it. */
  memorySearch?: string;
  /** Models that an existing block lists no more, by their ids there. */
  dropped?: { providerId: string; ids: readonly string[] };
}
