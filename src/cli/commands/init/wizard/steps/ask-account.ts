import type { Account } from '../../../../../lab/experiments/token-powers.js';
import type { PartialAnswers } from '../../answers/answers.js';
import { FIELDS } from '../../answers/fields.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

const HELP =
  'Your account ID is in the address of the dashboard: dash.cloudflare.com/<account ID>/... You can paste that address, any URL of your gateway, or the curl command from the dashboard; the account ID and the gateway are read from it.';
const ANOTHER = 'another';

export function accountStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  return {
    wanted: (known) => known.accountId === undefined,
    async run(known, back) {
      const { token } = known;
      const accounts = token ? (await session.token(token)).accounts : undefined;
      const [only, ...others] = accounts ?? [];
      const pasted = known.pasted?.accountId;
      if (pasted !== undefined && (!only || accounts?.some(({ id }) => id === pasted)))
        return { ...known, accountId: pasted };
      if (pasted !== undefined) session.warn(`The token is not for the pasted account ${pasted}.`);
      if (!only) return askAddress(session, proposed, known, back);
      if (!others.length) {
        session.pass(`Account: ${nameOf(only)}`);
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
  { asker }: Session,
  proposed: PartialAnswers,
  known: PartialAnswers,
  back: boolean,
): Promise<PartialAnswers> {
  const { check } = FIELDS.accountId;
  const accountId = await asker.text({
    message: 'Account ID',
    hint: 'Or any URL of your gateway or of its page in the dashboard.',
    help: HELP,
    back,
    initial: proposed.accountId,
    takes: 'accountId',
    check: (typed) => check(typed, known),
  });
  return { ...known, accountId };
}
