import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import type { ModelPrice } from '../../gateway/management/management-answers.js';
import { providerBySlug } from '../../gateway/providers/providers.js';

export type RecipeName = 'compat' | 'anthropic' | 'openai' | 'google' | 'workers-ai' | 'rest';

/** `stored`: keys stored at Cloudflare or unified billing, the gateway token is the only credential. `own-key`: own
 * provider key on an authenticated gateway. `own-key-open`: own provider key on a gateway that asks for no token. */
export type Payment = 'stored' | 'own-key' | 'own-key-open';

export type Secret = 'token' | 'key';

/** The value of a header: `Bearer ${VARIABLE}`, fixed text, or the gateway's name. */
export type HeaderRule = { bearer: Secret } | { text: string } | { gatewayName: true };

/** One tested combination of route, api, and where the credentials go. */
export interface Recipe {
  name: RecipeName;
  payment: Payment;
  title: string;
  /** What the user has to know before choosing it. */
  caveat?: string;
  /** Name of the route in the table of routes. */
  route: string;
  api: ApiForm;
  modelForm: 'prefixed' | 'bare' | 'workers-ai';
  /** Which secret `apiKey` refers to. */
  apiKey: Secret;
  headers: Readonly<Record<string, HeaderRule>>;
}

type Way = Pick<Recipe, 'route' | 'api' | 'modelForm'> & { title: string };

const WAYS: Record<RecipeName, Way> = {
  compat: {
    title: 'Any provider, through the OpenAI-compatible route',
    route: 'compat',
    api: 'openai-completions',
    modelForm: 'prefixed',
  },
  anthropic: {
    title: "Claude, in Anthropic's own form",
    route: 'anthropic',
    api: 'anthropic-messages',
    modelForm: 'bare',
  },
  openai: {
    title: 'OpenAI, with the Responses API',
    route: 'openai',
    api: 'openai-responses',
    modelForm: 'bare',
  },
  google: {
    title: "Gemini, in Google AI Studio's own form",
    route: 'google-ai-studio',
    api: 'google-generative-ai',
    modelForm: 'bare',
  },
  'workers-ai': {
    title: "Cloudflare's own models",
    route: 'workers-ai',
    api: 'openai-completions',
    modelForm: 'workers-ai',
  },
  rest: {
    title: "Any provider, through Cloudflare's AI REST API",
    route: 'rest',
    api: 'openai-completions',
    modelForm: 'prefixed',
  },
};

const TOKEN = { bearer: 'token' } as const;
const KEY = { bearer: 'key' } as const;

type Row = [name: RecipeName, payment: Payment, apiKey: Secret, headers: Recipe['headers'], caveat?: string];

/**
 * Where the credentials go. Measured with OpenClaw 2026.9.6: for the provider id cloudflare-ai-gateway an agent turn
 * sends the apiKey in Authorization, `infer` in cf-aig-authorization and no Authorization unless `headers` names it; the
 * anthropic and google forms are alike in both. Cloudflare: with cf-aig-authorization present, Authorization is the
 * provider's and is forwarded; alone, a Cloudflare token in it is taken for the gateway's (AI Gateway docs, pages of
 * the providers). So no recipe with stored keys on /compat or /openai fills both.
 */
const ROWS: readonly Row[] = [
  ['compat', 'stored', 'token', {}],
  ['openai', 'stored', 'token', {}],
  ['google', 'stored', 'token', {}],
  [
    'anthropic',
    'stored',
    'token',
    { 'cf-aig-authorization': TOKEN, 'x-api-key': { text: '' } },
    'OpenClaw cannot leave x-api-key out, only send it empty; whether Cloudflare takes an empty one for absent is not documented. For Claude with stored keys prefer the recipe compat or rest.',
  ],
  [
    'workers-ai',
    'stored',
    'token',
    { Authorization: TOKEN, 'cf-aig-authorization': TOKEN },
    'The gateway token needs the permission Workers AI Read as well: here it is the key of the provider, too.',
  ],
  [
    'rest',
    'stored',
    'token',
    { Authorization: TOKEN, 'cf-aig-gateway-id': { gatewayName: true } },
    'The gateway token needs the permission Workers AI Read as well; keys stored at Cloudflare are used only under the alias default.',
  ],
  ['compat', 'own-key', 'token', { Authorization: KEY, 'cf-aig-authorization': TOKEN }],
  ['openai', 'own-key', 'token', { Authorization: KEY, 'cf-aig-authorization': TOKEN }],
  ['workers-ai', 'own-key', 'token', { Authorization: KEY, 'cf-aig-authorization': TOKEN }],
  ['anthropic', 'own-key', 'key', { 'cf-aig-authorization': TOKEN }],
  ['google', 'own-key', 'key', { 'cf-aig-authorization': TOKEN }],
  ['compat', 'own-key-open', 'key', { Authorization: KEY }, openCaveat(true)],
  ['openai', 'own-key-open', 'key', { Authorization: KEY }, openCaveat(true)],
  ['workers-ai', 'own-key-open', 'key', { Authorization: KEY }, openCaveat(true)],
  ['anthropic', 'own-key-open', 'key', {}, openCaveat(false)],
  ['google', 'own-key-open', 'key', {}, openCaveat(false)],
];

function openCaveat(inferSendsKeyTwice: boolean): string {
  const open = 'Whoever knows the address of an open gateway can send through it.';
  return inferSendsKeyTwice
    ? `${open} \`openclaw infer\` also sends the provider key in cf-aig-authorization, which an open gateway has no use for.`
    : open;
}

export const RECIPES: readonly Recipe[] = ROWS.map(([name, payment, apiKey, headers, caveat]) => ({
  name,
  payment,
  ...WAYS[name],
  caveat,
  apiKey,
  headers,
}));

export const RECIPE_NAMES: readonly RecipeName[] = [
  'compat',
  'anthropic',
  'openai',
  'google',
  'workers-ai',
  'rest',
];

export const PAYMENTS: readonly Payment[] = ['stored', 'own-key', 'own-key-open'];

/** Name of the recipe's route in the gateway's table of routes. */
export function routeOfRecipe(name: RecipeName): string {
  return WAYS[name].route;
}

/** The recipe that takes a route; undefined: no recipe does. */
export function recipeOfRoute(route: string | undefined): RecipeName | undefined {
  return RECIPE_NAMES.find((name) => WAYS[name].route === route);
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
}
