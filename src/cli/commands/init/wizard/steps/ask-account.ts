import type { Account } from '../../../../../lab/experiments/token-powers.js';
import type { BackKey } from '../../../../prompts/asker.js';
import type { PartialAnswers } from '../../answers/answers.js';
import { FIELDS } from '../../answers/fields.js';
import type { Session } from '../session.js';
import { turnBack } from '../turn-back.js';
import type { Step } from '../walk.js';

const HELP =
  'Your account ID is in the address of the dashboard: dash.cloudflare.com/<account ID>/... You can paste that address, any URL of your gateway, or the curl command from the dashboard; the account ID and the gateway are read from it.';
const ANOTHER = 'another';
const VARIABLE = 'CLOUDFLARE_ACCOUNT_ID';

export function accountStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  const { io, options } = session;
  const exported = options.accountId === undefined ? io.env[VARIABLE] : undefined;
  let isNamed = false;
  /** That of the existing setup. */
  const before = proposed.accountId;
  return {
    wanted: ({ accountId }) => accountId === undefined || (accountId === exported && !isNamed),
    async run(known, back) {
      const { token } = known;
      const accounts = token ? (await session.token(token)).accounts : undefined;
      if (known.accountId !== undefined) {
        isNamed = true;
        const account = accounts?.find(({ id }) => id === known.accountId) ?? { id: known.accountId };
        session.pass(`Account: ${nameOf(account)}, from ${VARIABLE} in the environment`);
        return known;
      }
      const [only, ...others] = accounts ?? [];
      const pasted = known.pasted?.accountId;
      if (pasted !== undefined && accounts?.some(({ id }) => id === pasted))
        return { ...known, accountId: pasted };
      if (pasted !== undefined && !only)
        return tryAccount(session, proposed, { ...known, accountId: pasted });
      if (pasted !== undefined) {
        session.warn(`The token cannot see the pasted account ${pasted}.`);
        known = { ...known, pasted: { ...known.pasted, accountId: undefined, gateway: undefined } };
      }
      if (
        !only &&
        before !== undefined &&
        before === proposed.accountId &&
        session.settle('Account ID', before)
      )
        return tryAccount(session, proposed, { ...known, accountId: before });
      if (!only) return askAddress(session, proposed, known, back);
      if (!others.length) {
        const instead = before && before !== only.id ? `, not ${before} as in the setup so far` : '';
        session.pass(`Account: ${nameOf(only)}${instead}`);
        return { ...known, accountId: only.id };
      }
      const accountId = await session.asker.choose({
        message: 'Account',
        help: HELP,
        back,
        initial: proposed.accountId,
        choices: [
          ...accounts!.map(({ id, name }) => ({ value: id, name: name ?? id, description: id })),
          { value: ANOTHER, name: 'Another account' },
        ],
      });
      return accountId === ANOTHER ? askAddress(session, proposed, known, true) : { ...known, accountId };
    },
  };
}

function nameOf({ id, name }: Account): string {
  return name ? `${name} (${id})` : id;
}

async function askAddress(
  session: Session,
  proposed: PartialAnswers,
  known: PartialAnswers,
  back: BackKey,
): Promise<PartialAnswers> {
  const { check } = FIELDS.accountId;
  const accountId = await session.asker.text({
    message: 'Account ID',
    hint: 'Or any URL of your gateway or of its page in the dashboard.',
    help: HELP,
    back,
    initial: proposed.accountId,
    takes: 'accountId',
    check: (typed) => check(typed, known),
  });
  return tryAccount(session, proposed, { ...known, accountId });
}

/** Without a list of accounts, only a try can show that the account is wrong. */
async function tryAccount(
  session: Session,
  proposed: PartialAnswers,
  known: PartialAnswers,
): Promise<PartialAnswers> {
  if (!known.token || session.insistedTokens.has(known.token)) return known;
  const { refusal } = await session.tryToken(known.token, known);
  if (!refusal) return known;
  proposed.accountId = refusal.nearest ?? proposed.accountId;
  return turnBack(session, known, refusal);
}
