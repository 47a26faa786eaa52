import type { Payment, RecipeName } from '../../openclaw/recipes.js';

/** What init must know before it can write anything. */
export interface Answers {
  accountId: string;
  gateway: string;
  token: string;
  pay: Payment;
  recipe: RecipeName;
  provider: string;
  providerKey: string;
  model: string;
}

export type AnswerKey = keyof Answers;
/** As far as the answers are known. */
export type Known = Partial<Answers>;

/** The gateway token is needed wherever the gateway asks for one. */
export function needsToken(answers: Known): boolean {
  return answers.pay !== 'own-key-open';
}

export function needsProviderKey(answers: Known): boolean {
  return answers.pay === 'own-key' || answers.pay === 'own-key-open';
}
