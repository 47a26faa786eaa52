import { powersOf } from '../../../../../lab/experiments/token-powers.js';
import type { PartialAnswers } from '../../answers/answers.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

/**
 * Shows what the token may do, permission by permission, as soon as that can be seen: Run can be tried only on a
 * gateway that requires a token, so that without a list of gateways this waits for the gateway.
 */
export function powersStep(session: Session): Step<PartialAnswers> {
  let shown: string | undefined;
  return {
    wanted: ({ token, accountId }) => Boolean(token && accountId) && shown !== token,
    async run(known) {
      const { token = '', accountId = '' } = known;
      const looked = session.account(token, accountId);
      const view = await session.asker.busy('Asking Cloudflare what the token may do', looked);
      const gateway = known.gateway ?? view.gateways?.find(({ authentication }) => authentication)?.id;
      if (!gateway) return known;
      shown = token;
      const run = await session.asker.busy('Trying the token', session.run(token, accountId, gateway));
      const { pass, fail, skip } = session.style.symbols;
      session.say('What the token may do:');
      for (const { permission, held, meaning } of powersOf(view, run)) {
        const symbol = held === undefined ? skip : held ? pass : fail;
        session.row(` ${symbol} ${permission.padEnd(16)} `, meaning);
      }
      if (run === false)
        session.warn(
          'OpenClaw cannot work without AI Gateway Run. Add it to the token in the dashboard, or go back and enter another token.',
        );
      return known;
    },
  };
}
