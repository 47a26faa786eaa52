import type { Plan } from '../../openclaw/plan.js';
import type { Known } from './answers.js';
import type { Session } from './session.js';
import { accountStep } from './steps/account.js';
import { confirmStep } from './steps/confirm.js';
import { gatewayStep } from './steps/gateway.js';
import { modelsStep } from './steps/models.js';
import { paymentStep } from './steps/payment.js';
import { powersStep } from './steps/powers.js';
import { providerKeyStep } from './steps/provider-key.js';
import { tokenStep } from './steps/token.js';
import { walk } from './walk.js';

const WELCOME =
  'This sets up OpenClaw with Cloudflare AI Gateway. ? explains a question, Esc or < goes back, Ctrl-C stops; nothing is written before you have seen it.\n';

/** Asks for what is not known yet, in an order in which each answer spares questions: the token comes first. */
export async function runWizard(session: Session, known: Known, existing: Known): Promise<Plan> {
  // What an existing setup says is proposed, and so is what was answered before going back.
  const proposed: Known = { ...existing };
  let decided: Plan | undefined;
  session.say(WELCOME);
  if (known.token) session.pass('The gateway token is there already, and is used as it is');
  const powers = powersStep(session);
  const steps = [
    tokenStep(session),
    accountStep(session, proposed),
    powers,
    gatewayStep(session, proposed),
    powers,
    modelsStep(session, proposed),
    paymentStep(session, proposed),
    providerKeyStep(session),
    confirmStep(session, (plan) => {
      decided = plan;
    }),
  ];
  await walk(steps, known, {
    answered: () => session.asker.answered,
    remember: ({ token: _token, providerKey: _key, ...visible }) => Object.assign(proposed, visible),
  });
  return decided!;
}
