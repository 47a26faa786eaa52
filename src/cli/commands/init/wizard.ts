import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { Back, Pasted } from '../../prompts/asker.js';
import { Interrupted } from '../../shared/errors.js';
import type { PartialAnswers } from './answers/answers.js';
import type { Session } from './wizard/session.js';
import { accountStep } from './wizard/steps/ask-account.js';
import { gatewayStep } from './wizard/steps/ask-gateway.js';
import { modelsStep } from './wizard/steps/ask-models.js';
import { paymentStep } from './wizard/steps/ask-payment.js';
import { providerKeyStep } from './wizard/steps/ask-provider-key.js';
import { tokenStep } from './wizard/steps/ask-token.js';
import { checkModelsStep } from './wizard/steps/check-models.js';
import { confirmStep } from './wizard/steps/confirm-plan.js';
import { powersStep } from './wizard/steps/show-powers.js';
import { takePaste } from './wizard/take-paste.js';
import { type FirstEscape, walk } from './wizard/walk.js';

const WELCOME =
  'This sets up OpenClaw with Cloudflare AI Gateway. ? explains a question, Esc or < goes back, Ctrl-C stops. Nothing is written before you have seen it.\n';

/** Asks for what is not known yet. The token comes first: what it can read is not asked. */
export async function runWizard(
  session: Session,
  known: PartialAnswers,
  existing: PartialAnswers,
): Promise<Plan> {
  // What an existing setup says is proposed, and so is what was answered before going back.
  const proposed: PartialAnswers = { ...existing };
  let decided: Plan | undefined;
  if (!session.options.yes) session.say(WELCOME);
  const powers = powersStep(session, proposed);
  const steps = [
    tokenStep(session, proposed),
    accountStep(session, proposed),
    powers,
    gatewayStep(session, proposed),
    powers,
    modelsStep(session, proposed),
    checkModelsStep(session),
    paymentStep(session, proposed),
    providerKeyStep(session),
    confirmStep(session, (plan) => {
      decided = plan;
    }),
  ];
  await walk(steps, known, {
    answered: () => session.answered,
    take: (state, { paste }) => takePaste(session, known, state, paste),
    remember: ({ token: _token, providerKey: _key, ...visible }) => {
      const answered = Object.entries(visible).filter(([, value]) => value !== undefined);
      Object.assign(proposed, Object.fromEntries(answered));
    },
    firstEscape: firstEscape(session, known.token),
  });
  return decided!;
}

/** Before the first question: a token that was not typed can be replaced; otherwise there is only the end. */
function firstEscape(session: Session, found: string | undefined) {
  return (state: PartialAnswers): FirstEscape<PartialAnswers> => {
    if (found && state.token === found && session.usableTokens.has(found))
      return { does: 'new token', run: async () => ({ ...state, token: undefined }) };
    if (found && state.token === undefined && session.usableTokens.has(found))
      return { does: 'keep the token', run: async () => ({ ...state, token: found }) };
    return { does: 'stop', run: () => askWhetherToStop(session, state) };
  };
}

async function askWhetherToStop({ asker, externalChanges }: Session, state: PartialAnswers) {
  const stops = await asker
    .confirm({ message: 'Stop here?', help: 'Nothing has been written.', back: true, initial: false })
    .catch((error: unknown) => {
      if (error instanceof Back || error instanceof Pasted) return false;
      throw error;
    });
  if (stops) throw new Interrupted(externalChanges.refusal());
  return state;
}
