import type { Checked } from '../../../../gateway/credentials/checked.js';
import { checkAccountId, checkGatewayName } from '../../../../gateway/credentials/identifiers.js';
import { checkGatewayToken, checkProviderKey } from '../../../../gateway/credentials/recognise-credential.js';
import { PROVIDERS, providerBySlug } from '../../../../gateway/providers/providers.js';
import { isCustomProvider } from '../../../../gateway/providers/routes.js';
import { nearest } from '../../../../lib/nearest.js';
import { isVendorKey } from '../../../../lib/redact/looks-secret.js';
import { normaliseModel, unfitOnRoute } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { PAYMENTS, RECIPE_NAMES, routeOfRecipe } from '../../../../openclaw/blocks/recipes.js';
import {
  type AnswerKey,
  type Answers,
  needsProviderKey,
  needsToken,
  type PartialAnswers,
} from './answers.js';
import { NOT_A_MODEL } from './model-list.js';

/** The definition of an answer, for both its flag and its prompt. */
export interface Field<K extends AnswerKey = AnswerKey> {
  flag: string;
  /** The variable for it, if any. */
  env?: string;
  /** What it is needed for, for the user. */
  why: string;
  isNeeded(known: PartialAnswers): boolean;
  check(text: string, known: PartialAnswers): Checked<Answers[K]>;
}

const always = () => true;

/** In the order of checking: a check can depend on the answers before it. */
export const FIELDS: { readonly [K in AnswerKey]: Field<K> } = {
  accountId: {
    flag: '--account-id',
    env: 'CLOUDFLARE_ACCOUNT_ID',
    why: 'the Cloudflare account of the gateway (32 characters, in the URL of the dashboard)',
    isNeeded: always,
    check: checkAccountId,
  },
  gateway: {
    flag: '--gateway',
    env: 'CLOUDFLARE_AI_GATEWAY_ID',
    why: 'the gateway’s name',
    isNeeded: always,
    check: checkGatewayName,
  },
  pay: {
    flag: '--pay',
    why: 'who pays the provider: stored (Cloudflare, from your credits or with your key stored there), own-key or own-key-open',
    isNeeded: always,
    check: (text) => oneOf(text, PAYMENTS, 'payment'),
  },
  token: {
    flag: '--token-stdin',
    env: 'CLOUDFLARE_AI_GATEWAY_API_KEY',
    why: 'the gateway token: a Cloudflare API token with the permission AI Gateway Run',
    isNeeded: needsToken,
    check: checkGatewayToken,
  },
  recipe: {
    flag: '--recipe',
    why: 'whose API the requests are written for; compat (OpenAI’s) serves every provider',
    isNeeded: always,
    check: (text) => oneOf(text, RECIPE_NAMES, 'recipe'),
  },
  provider: {
    flag: '--provider',
    why: 'the provider behind the gateway, such as openai',
    isNeeded: always,
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
    why: 'the name of the variable with the provider’s key',
    isNeeded: needsProviderKey,
    check: (text, { provider }) => checkProviderKey(text, provider),
  },
  model: {
    flag: '--model',
    why: 'the model for OpenClaw, such as openai/gpt-4o-mini',
    isNeeded: always,
    check: checkModel,
  },
};

export const ANSWER_KEYS = Object.keys(FIELDS) as readonly AnswerKey[];

function checkModel(text: string, { recipe = 'compat', provider }: PartialAnswers): Checked {
  const written = text.trim();
  if (!written || /\s/.test(written)) {
    return { ok: false, problem: 'A model id is one word.', hint: 'Such as openai/gpt-4o-mini.' };
  }
  if (isVendorKey(written)) return { ok: false, problem: NOT_A_MODEL, hint: 'Such as openai/gpt-4o-mini.' };
  const { id } = normaliseModel(recipe, provider, written);
  const problem = unfitOnRoute(routeOfRecipe(recipe), id);
  if (!problem) return { ok: true, value: id };
  if (problem.cause === 'dynamic-route-needs-compat') {
    return {
      ok: false,
      problem: `“${written}” is a dynamic route, and only compat serves those.`,
      hint: 'Add --recipe compat.',
    };
  }
  if (problem.cause === 'model-listed-unfit') {
    return {
      ok: false,
      problem: `“${written}” is not served with --recipe ${recipe}.`,
      hint: '--recipe compat serves every provider.',
    };
  }
  const { expected, nearest: near } = problem.values;
  return {
    ok: false,
    problem: `“${written}” does not begin with a provider that Cloudflare knows.`,
    hint: `The form is ${expected ?? (near ? `${near}/…` : 'openai/gpt-4o-mini')}.`,
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
      ? `Did you mean ${near}? The choices are ${allowed.join(', ')}.`
      : `The choices are ${allowed.join(', ')}.`,
  };
}
