/**
 * `cli/commands/init/answers/`: the answers that init needs, from flags, variables and prompts.
 */

import type { Paste } from '../../../../gateway/pastes/paste.js';
import type { Payment, RecipeName, Setup } from '../../../../openclaw/blocks/recipes.js';

/** Everything that init needs to write a setup; each answer has a flag. */
export interface Answers {
  accountId: string;
  gateway: string;
  token: string;
  pay: Payment;
  recipe: RecipeName;
  provider: string;
  providerKey: string;
  /** Becomes the primary model. */
  model: string;
  /** Listed in addition. */
  moreModels: readonly string[];
  /** OpenClaw's fallbacks, in order. */
  fallbacks: readonly string[];
  /** Models of an existing block that were unticked. */
  dropped?: Setup['dropped'];
}

/** The answers with a single value. */
export type AnswerKey = Exclude<keyof Answers, 'moreModels' | 'fallbacks' | 'dropped'>;
/** Unchecked answers, as typed or found. */
export interface RawAnswers extends Partial<Record<AnswerKey, string>> {
  moreModels?: readonly string[];
  fallbacks?: readonly string[];
}

/** The checked answers so far. */
export interface PartialAnswers extends Partial<Answers> {
  /** Set by the wizard: store the provider key at Cloudflare. */
  storeKey?: boolean;
  /** What pastes have given, unchecked: the question for it looks here first. */
  pasted?: PastedAnswers;
}

export type PastedAnswers = Partial<
  Pick<Paste, 'accountId' | 'gateway' | 'token' | 'providerKeys' | 'model'>
>;

/** A gateway with authentication needs a token. */
export function needsToken(answers: PartialAnswers): boolean {
  return answers.pay !== 'own-key-open';
}

export function needsProviderKey(answers: PartialAnswers): boolean {
  return answers.pay === 'own-key' || answers.pay === 'own-key-open';
}

/** All models to list, the primary first, without duplicates. */
export function allModels({ model, moreModels = [], fallbacks = [] }: PartialAnswers): string[] {
  return [...new Set([...(model === undefined ? [] : [model]), ...moreModels, ...fallbacks])];
}
