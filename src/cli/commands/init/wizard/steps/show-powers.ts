import { powersOf, RUN } from '../../../../../lab/experiments/token-powers.js';
import type { PartialAnswers } from '../../answers/answers.js';
import type { Session } from '../session.js';
import { turnBack } from '../turn-back.js';
import type { Step } from '../walk.js';

/**
 * Shows what the token may do as soon as that can be seen: Run can be tried only on a gateway that requires a token,
 * so that without a list of gateways this waits for the gateway.
 */
export function powersStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  let shown: string | undefined;
  return {
    wanted: ({ token, accountId }) => Boolean(token && accountId) && shown !== token,
    async run(known) {
      const { token = '', accountId = '' } = known;
      const looked = session.account(token, accountId);
      const view = await session.asker.busy('Asking Cloudflare what the token may do', looked);
      const gateway = view.gateways?.find(({ authentication }) => authentication)?.id ?? known.gateway;
      if (!gateway) return known;
      const run = await session.asker.busy('Trying the token', session.run(token, accountId, gateway));
      const needsRun = (known.recipe ?? proposed.recipe) !== 'rest';
      if (run === false && needsRun && !session.insistedTokens.has(token)) {
        const { refusal } = await session.tryToken(token, { accountId, gateway });
        if (refusal) return turnBack(session, known, refusal);
      }
      shown = token;
      // Without an answer of the API there is nothing to show.
      if (view.read === undefined && view.workersAi === undefined) return known;
      const { pass, fail, skip } = session.style.symbols;
      session.say('What the token may do:');
      for (const { permission, held, meaning } of powersOf(view, run)) {
        const symbol = held ? pass : held === false && needsRun && permission === RUN ? fail : skip;
        session.row(` ${symbol} `, `${meaning} (${permission})`);
      }
      return known;
    },
  };
}
