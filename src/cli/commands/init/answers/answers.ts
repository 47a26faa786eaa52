/**
 * `cli/commands/init/answers/`: what init has to know, wherever it comes from: flags, variables, questions.
 */

import type { Payment, RecipeName } from '../../../../openclaw/blocks/recipes.js';

/** What init must know before it can write anything; each has a flag. */
export interface Answers {
  accountId: string;
  gateway: string;
  token: string;
  pay: Payment;
  recipe: RecipeName;
  provider: string;
  providerKey: string;
  /** The one that becomes the primary model. */
  model: string;
  /** Listed beside it. */
  moreModels: readonly string[];
  /** Of all these, the ones that OpenClaw falls back to, in that order. */
  fallbacks: readonly string[];
}

/** The answers that are one word each. */
export type AnswerKey = Exclude<keyof Answers, 'moreModels' | 'fallbacks'>;
/** The answers as they were typed or found, unchecked. */
export interface Given extends Partial<Record<AnswerKey, string>> {
  moreModels?: readonly string[];
  fallbacks?: readonly string[];
}

/** As far as the answers are known. */
export interface Known extends Partial<Answers> {
  /** The wizard's: the provider key is to be stored at Cloudflare. */
  storeKey?: boolean;
}

/** The gateway token is needed wherever the gateway asks for one. */
export function needsToken(answers: Known): boolean {
  return answers.pay !== 'own-key-open';
}

export function needsProviderKey(answers: Known): boolean {
  return answers.pay === 'own-key' || answers.pay === 'own-key-open';
}

/** Every model that is to be listed, the primary first, each once. */
export function allModels({ model, moreModels = [], fallbacks = [] }: Known): string[] {
  return [...new Set([...(model === undefined ? [] : [model]), ...moreModels, ...fallbacks])];
}
