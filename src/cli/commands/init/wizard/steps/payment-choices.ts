import type { CauseId } from '../../../../../diagnosis/causes/catalogue.js';
import type { Diagnosis } from '../../../../../diagnosis/reading/diagnosis.js';
import { providerBySlug } from '../../../../../gateway/providers/providers.js';
import {
  type Attempt,
  concludePayments,
  type PaymentEvidence,
  type PaymentOption,
  refusalOf,
} from '../../../../../lab/experiments/conclude-payment.js';
import { findRecipe, type Payment, type RecipeName } from '../../../../../openclaw/blocks/recipes.js';
import type { Choice } from '../../../../prompts/asker.js';

/** What the free requests showed about one provider. */
export interface Trial extends PaymentEvidence {
  provider: string;
  /** The chosen models of this provider. */
  models: readonly string[];
  /** Those of them that the gateway's list lacks. */
  unlisted: readonly string[];
  /** With the way of paying and the key of the existing setup. */
  asBefore?: Attempt;
}

/** What the list offers: a way of paying, or storing the user's key at Cloudflare first. */
export type Way = Payment | 'store';

/** `OpenAI`, `OpenAI and Anthropic`. */
export function namesOf(trials: readonly Pick<Trial, 'provider'>[]): string {
  return new Intl.ListFormat('en').format(trials.map(({ provider }) => nameOf(provider)));
}

/** The way of paying that is proven, so that it need not be asked, and the proof. `before`: that of the existing setup. */
export function provenWay(
  trials: readonly Trial[],
  before: Payment | undefined,
): { payment: Payment; answer: string } | undefined {
  const [only, ...others] = trials;
  if (!only) return undefined;
  if (before !== undefined && before !== 'stored') {
    const works = !others.length && only.asBefore === 'works';
    return works
      ? { payment: before, answer: `your own ${nameOf(only.provider)} key, as before (tested)` }
      : undefined;
  }
  if (trials.some(({ stored }) => stored !== 'works')) return undefined;
  const byKey = trials.every(({ hasStoredKey }) => hasStoredKey);
  const byCredits = trials.every(({ hasStoredKey }) => hasStoredKey === false);
  const how = byKey ? ', with your key that is stored there' : byCredits ? ', from your credits' : '';
  return { payment: 'stored', answer: `Cloudflare${how} (tested)` };
}

/** The ways that can work for all of the providers; a key of the user's works for one provider only. */
export function wayChoices(recipe: RecipeName, trials: readonly Trial[]): Choice<Way>[] {
  const [first = { stored: 'unclear' } as const, ...others] = trials;
  const ways = others.length
    ? []
    : concludePayments(first).filter(({ payment }) => findRecipe(recipe, payment));
  const isRefused = trials.some(({ stored }) => refusalOf(stored));
  const isOpen = refusalOf(first.stored)?.cause === 'token-wrong-header';
  return [
    ...ways.flatMap((way) => choicesOf(way, trials)),
    // Where no token is asked for, Cloudflare never pays.
    ...(others.length || (isRefused && !isOpen) || !ways.length ? [later(trials, isRefused)] : []),
  ];
}

/** Where the menu starts: at the way that is set up, unless that has just been refused. */
export function firstWay(
  choices: readonly Choice<Way>[],
  trials: readonly Trial[],
  before: Payment | undefined,
): Way | undefined {
  const isRefused = before === 'stored' && trials.some(({ stored }) => refusalOf(stored));
  return (choices.find(({ value }) => value === before && !isRefused) ?? choices[0])?.value;
}

function later(trials: readonly Trial[], isRefused: boolean): Choice<Way> {
  const works = trials.length > 0 && trials.every(({ stored }) => stored === 'works');
  return {
    value: 'stored',
    name: isRefused ? 'Cloudflare, once I have credits or a key there' : 'Cloudflare',
    short: 'Cloudflare',
    description: works
      ? 'Tested: it works for all of them. A key of your own is for one provider only.'
      : 'It works as soon as there are credits, or a key of the provider is stored there.',
  };
}

function choicesOf(
  { payment, recommended, because }: PaymentOption,
  trials: readonly Trial[],
): Choice<Way>[] {
  const names = namesOf(trials);
  const note = recommended ? ' (recommended)' : '';
  const description = `${because[0]!.toUpperCase()}${because.slice(1)}.`;
  if (payment === 'stored') {
    return [{ value: payment, name: `Cloudflare${note}`, short: 'Cloudflare', description }];
  }
  const open = payment === 'own-key-open';
  const own: Choice<Way> = {
    value: payment,
    name: `My own ${names} key, kept in OpenClaw’s .env${open ? ' (the gateway asks for no token)' : ''}${note}`,
    short: `my own ${names} key`,
    description,
  };
  // Cloudflare stores keys only for gateways with authentication; Workers AI has no key.
  if (open || trials.some(({ provider }) => provider === 'workers-ai')) return [own];
  return [
    own,
    {
      value: 'store',
      name: `My own ${names} key, stored at Cloudflare`,
      short: `my own ${names} key, stored at Cloudflare`,
      description: 'The key is sent to Cloudflare once and kept there. The token needs AI Gateway Edit.',
    },
  ];
}

/** The causes that a newcomer meets, in words that need no dashboard open. */
const REFUSALS: Partial<Record<CauseId, (name: string) => string>> = {
  'provider-key-missing': (name) => `no ${name} key is stored there, and its credits do not cover ${name}`,
  'credits-exhausted': () => 'your account has no credits there, and no key of yours is stored there',
  'not-on-unified-billing': (name) =>
    `its credits do not cover this model, and no ${name} key is stored there`,
  'token-wrong-header': () => 'this gateway asks for no token, so it cannot tell whose account pays',
  'stored-keys-required': (name) => `no ${name} key is stored there`,
};

/** Why Cloudflare cannot pay a provider. It pays for no model that it does not know. */
export function refusalText({ provider, unlisted }: Trial, { cause, title }: Diagnosis): string {
  const name = nameOf(provider);
  const why = REFUSALS[cause]?.(name) ?? title.replace(/\.$/, '');
  const [unknown] = unlisted;
  const model =
    unknown === undefined ? '' : ` Or there is no model ${unknown}: the gateway does not list it.`;
  return `Cloudflare cannot pay ${name}: ${why}.${model}`;
}

function nameOf(slug: string): string {
  return providerBySlug(slug)?.name ?? slug;
}
