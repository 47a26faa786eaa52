import type { Diagnosis } from '../../../../diagnosis/reading/diagnosis.js';
import { recogniseCredential } from '../../../../gateway/credentials/credential-kinds.js';
import type { Account } from '../../../../lab/experiments/token-powers.js';
import type { PartialAnswers } from '../answers/answers.js';
import type { Session } from './session.js';
import { Revisit } from './walk.js';

type Suspect = 'token' | 'account' | 'gateway';

/** The answers to ask for again, with those that depend on them. */
const DEPENDENT: Record<Suspect, readonly ('token' | 'accountId' | 'gateway')[]> = {
  token: ['token'],
  account: ['accountId', 'gateway'],
  gateway: ['gateway'],
};

const NAMES: Record<Suspect, string> = {
  token: 'The token: enter another',
  account: 'The account ID: enter another',
  gateway: 'The name of the gateway: enter another',
};

/**
 * The answers that can be behind a refusal; empty: none of these. `isListed`: Cloudflare has named the account as one of
 * the token's; `isOfUser`: it knows the token without an account, too.
 */
export function suspectsOf(
  { cause, category, alternatives }: Pick<Diagnosis, 'cause' | 'category' | 'alternatives'>,
  { isListed, isOfUser = false }: { isListed: boolean; isOfUser?: boolean },
): Suspect[] {
  if (cause === 'token-other-account' || cause === 'account-id-mistyped') return ['account', 'token'];
  if (cause === 'account-not-found') return ['account'];
  if (cause === 'gateway-not-found')
    return alternatives?.includes('account-not-found') && !isListed ? ['gateway', 'account'] : ['gateway'];
  if (category !== 'bad-token') return [];
  // Cloudflare gives one answer for a wrong account and a wrong token.
  const mayBeAccount = cause === 'token-unknown' ? !isOfUser : alternatives?.includes('token-other-account');
  return mayBeAccount && !isListed ? ['token', 'account'] : ['token'];
}

/** The state without the answer that was refused; asks which one it is if that is not clear. */
export async function withoutRefused(
  session: Session,
  known: PartialAnswers,
  refusal: Diagnosis,
): Promise<PartialAnswers> {
  session.refusedFor = refusal.cause;
  const { token, accountId } = known;
  const { accounts } = token ? await session.token(token) : {};
  const isListed = accountId === undefined || accounts?.some(({ id }) => id === accountId) === true;
  const isOfUser = recogniseCredential(token ?? '').kind === 'cf-user-token';
  const suspects = suspectsOf(refusal, { isListed, isOfUser });
  const [first = 'token', ...others] = suspects;
  const wrong = others.length
    ? await session.asker.choose<Suspect>({
        message: 'Which one is wrong?',
        help: 'Cloudflare’s answer fits each of them.',
        back: true,
        choices: suspects.map((value) => ({ value, name: nameOf(value, accounts), short: `the ${value}` })),
      })
    : first;
  if (wrong === 'token' && token) session.usableTokens.delete(token);
  const dropped = Object.fromEntries(DEPENDENT[wrong].map((key) => [key, undefined]));
  return { ...known, ...dropped, pasted: { ...known.pasted, ...dropped } };
}

/** The account step takes the only one without asking. */
function nameOf(suspect: Suspect, [only, ...others]: readonly Account[] = []): string {
  return suspect === 'account' && only && !others.length
    ? `The account: take ${only.name ?? only.id}`
    : NAMES[suspect];
}

/** Leads back to the question whose answer was refused. Says why first. */
export async function turnBack(session: Session, known: PartialAnswers, refusal: Diagnosis): Promise<never> {
  session.refuse(refusal);
  throw new Revisit(await withoutRefused(session, known, refusal));
}
