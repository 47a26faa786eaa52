import { powersOf } from '../../../../../lab/experiments/token-powers.js';
import type { Known } from '../../answers/answers.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

/**
 * Says permission by permission what the token may do, as soon as that can be seen: Run counts only on a gateway that
 * asks for a token, so that without a list of gateways it waits for the gateway.
 */
export function powersStep(session: Session): Step<Known> {
  let told: string | undefined;
  return {
    wanted: ({ token, accountId }) => Boolean(token && accountId) && told !== token,
    async run(known) {
      const { token = '', accountId = '' } = known;
      const looked = session.account(token, accountId);
      const view = await session.asker.busy('Asking Cloudflare what the token may do', looked);
      const gateway = known.gateway ?? view.gateways?.find(({ authentication }) => authentication)?.id;
      if (!gateway) return known;
      told = token;
      const run = await session.asker.busy('Trying the token', session.run(token, accountId, gateway));
      const { pass, fail, skip } = session.style.symbols;
      session.say('What the token may do:');
      for (const { permission, held, meaning } of powersOf(view, run)) {
        const symbol = held === undefined ? skip : held ? pass : fail;
        session.io.err(` ${symbol} ${permission.padEnd(16)} ${meaning}\n`);
      }
      if (run === false)
        session.warn(
          'OpenClaw cannot work without AI Gateway Run. Add it to the token in the dashboard, or go back and give another one.',
        );
      return known;
    },
  };
}
