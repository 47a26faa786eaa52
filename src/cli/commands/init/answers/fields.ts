import type { Checked } from '../../../../gateway/credentials/checked.js';
import { checkAccountId, checkGatewayName } from '../../../../gateway/credentials/identifiers.js';
import { checkGatewayToken, checkProviderKey } from '../../../../gateway/credentials/recognise-credential.js';
import { PROVIDERS, providerBySlug } from '../../../../gateway/providers/providers.js';
import { isCustomProvider } from '../../../../gateway/providers/routes.js';
import { nearest } from '../../../../lib/nearest.js';
import { normaliseModel, unfitOnRoute } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { PAYMENTS, RECIPE_NAMES, routeOfRecipe } from '../../../../openclaw/blocks/recipes.js';
import { type AnswerKey, type Answers, type Known, needsProviderKey, needsToken } from './answers.js';

/** One answer that init needs: its flag and its prompt come from here alike. */
export interface Field<K extends AnswerKey = AnswerKey> {
  flag: string;
  /** The variable that can hold it, when there is one. */
  env?: string;
  /** Why it is needed, for users who have to look it up. */
  why: string;
  wanted(known: Known): boolean;
  check(text: string, known: Known): Checked<Answers[K]>;
}

const always = () => true;

/** In the order in which they are checked: each may look at those before it. */
export const FIELDS: { readonly [K in AnswerKey]: Field<K> } = {
  accountId: {
    flag: '--account-id',
    env: 'CLOUDFLARE_ACCOUNT_ID',
    why: 'the Cloudflare account that has the gateway (32 characters, in the dashboard’s address)',
    wanted: always,
    check: checkAccountId,
  },
  gateway: {
    flag: '--gateway',
    env: 'CLOUDFLARE_AI_GATEWAY_ID',
    why: 'the gateway’s name',
    wanted: always,
    check: checkGatewayName,
  },
  pay: {
    flag: '--pay',
    why: 'whose key pays the provider: stored, own-key or own-key-open',
    wanted: always,
    check: (text) => oneOf(text, PAYMENTS, 'way of paying'),
  },
  token: {
    flag: '--token-stdin',
    env: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
    why: 'the gateway token: a Cloudflare API token with the permission AI Gateway Run',
    wanted: needsToken,
    check: checkGatewayToken,
  },
  recipe: {
    flag: '--recipe',
    why: 'how requests travel; compat takes every provider',
    wanted: always,
    check: (text) => oneOf(text, RECIPE_NAMES, 'recipe'),
  },
  provider: {
    flag: '--provider',
    why: 'the provider behind the gateway, such as openai',
    wanted: always,
    check: (text) =>
      providerBySlug(text) || isCustomProvider(text)
        ? { ok: true, value: text }
        : unknown(
            text,
            PROVIDERS.map(({ slug }) => slug),
            'provider',
          ),
  },
  providerKey: {
    flag: '--provider-key-env',
    why: 'the provider’s own key, read from the variable that you name',
    wanted: needsProviderKey,
    check: (text, { provider }) => checkProviderKey(text, provider),
  },
  model: {
    flag: '--model',
    why: 'the model that OpenClaw shall use, such as openai/gpt-4o-mini',
    wanted: always,
    check: checkModel,
  },
};

export const ANSWER_KEYS = Object.keys(FIELDS) as readonly AnswerKey[];

function checkModel(text: string, { recipe = 'compat', provider }: Known): Checked {
  const written = text.trim();
  if (!written || /\s/.test(written)) {
    return { ok: false, problem: 'A model id is one word.', hint: 'Such as openai/gpt-4o-mini.' };
  }
  const { id } = normaliseModel(recipe, provider, written);
  const problem = unfitOnRoute(routeOfRecipe(recipe), id);
  if (!problem) return { ok: true, value: id };
  if (problem.cause === 'dynamic-route-needs-compat') {
    return {
      ok: false,
      problem: `“${written}” is a dynamic route, and dynamic routes need /compat.`,
      hint: 'Take the recipe compat: --recipe compat.',
    };
  }
  if (problem.cause === 'model-listed-unfit') {
    return {
      ok: false,
      problem: `“${written}” is not served on the route ${routeOfRecipe(recipe)}.`,
      hint: 'Take the recipe compat, which serves every provider: --recipe compat.',
    };
  }
  const { expected, nearest: near } = problem.values;
  return {
    ok: false,
    problem: `“${written}” does not name a provider that Cloudflare knows before its first slash.`,
    hint: `It should look like ${expected ?? (near ? `${near}/…` : 'openai/gpt-4o-mini')}.`,
  };
}

function oneOf<T extends string>(text: string, allowed: readonly T[], what: string): Checked<T> {
  const value = allowed.find((one) => one === text);
  return value === undefined ? unknown(text, allowed, what) : { ok: true, value };
}

function unknown(text: string, allowed: readonly string[], what: string): Checked<never> {
  const near = nearest(text, allowed);
  return {
    ok: false,
    problem: `There is no ${what} “${text}”.`,
    hint: near
      ? `Did you mean ${near}? There are: ${allowed.join(', ')}.`
      : `There are: ${allowed.join(', ')}.`,
  };
}
