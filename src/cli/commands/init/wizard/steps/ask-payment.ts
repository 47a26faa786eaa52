import { refusalOf, tryPayments, trySetup } from '../../../../../lab/experiments/conclude-payment.js';
import { normaliseModel } from '../../../../../openclaw/blocks/recipe-model-ids.js';
import type { Setup } from '../../../../../openclaw/blocks/recipes.js';
import type { BackKey } from '../../../../prompts/asker.js';
import { allModels, type PartialAnswers } from '../../answers/answers.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';
import {
  firstWay,
  namesOf,
  provenWay,
  refusalText,
  type Trial,
  type Way,
  wayChoices,
} from './payment-choices.js';

const HELP =
  'The provider of the model charges for it. Cloudflare can pay: from credits that you buy there, or with a key of yours that is stored there; OpenClaw then needs only the Cloudflare token. Otherwise OpenClaw sends your own key of the provider with every request.';

/** Finds out with free requests who can pay, and asks only if that is not proven. */
export function paymentStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  return {
    wanted: ({ pay }) => pay === undefined,
    async run(known, back) {
      const trying = gather(session, known, proposed);
      const trials = await session.asker.busy('Checking who can pay the provider', trying);
      for (const trial of trials) {
        const refusal = refusalOf(trial.stored);
        if (refusal) session.say(refusalText(trial, refusal));
      }
      return decide(session, proposed, known, trials, back);
    },
  };
}

async function decide(
  session: Session,
  proposed: PartialAnswers,
  known: PartialAnswers,
  trials: readonly Trial[],
  back: BackKey,
): Promise<PartialAnswers> {
  const question = `Who pays ${namesOf(trials)}`;
  const proof = provenWay(trials, proposed.pay);
  const choices = wayChoices(known.recipe ?? 'compat', trials);
  const only = choices.length === 1 ? choices[0] : undefined;
  if (proof && only) session.pass(`${question}: ${proof.answer}`);
  if (proof && (only || session.settle(question, proof.answer))) return { ...known, pay: proof.payment };

  const payable = trials.filter(({ stored }) => !refusalOf(stored));
  if (payable.length && payable.length < trials.length && (await leavesOut(session, trials, back))) {
    return decide(session, proposed, withOnly(known, payable), payable, back);
  }
  if (only) session.warn(`${question}: ${only.short ?? only.name}. ${only.description ?? ''}`);
  const way =
    only?.value ??
    (await session.asker.choose<Way>({
      message: `${question}?`,
      help: HELP,
      back,
      initial: firstWay(choices, trials, proposed.pay),
      choices,
    }));
  return way === 'store' ? { ...known, pay: 'own-key', storeKey: true } : { ...known, pay: way };
}

/** Cloudflare can pay some of the models only. */
async function leavesOut({ asker }: Session, trials: readonly Trial[], back: BackKey): Promise<boolean> {
  const refused = trials.filter(({ stored }) => refusalOf(stored)).flatMap(({ models }) => models);
  const names = new Intl.ListFormat('en').format(refused);
  const answer = await asker.choose({
    message: `What about ${names}?`,
    help: HELP,
    back,
    choices: [
      { value: 'out', name: `Leave out ${names}`, short: 'left out' },
      { value: 'in', name: 'Keep: I buy credits or store a key at Cloudflare first', short: 'kept' },
    ],
  });
  return answer === 'out';
}

/** The first model of those that stay becomes the primary one. */
function withOnly(known: PartialAnswers, trials: readonly Trial[]): PartialAnswers {
  const stays = (id: string) => trials.some(({ models }) => models.includes(id));
  const [model, ...moreModels] = allModels(known).filter(stays);
  const fallbacks = known.fallbacks?.filter(stays);
  const { provider } = trials.find(({ models }) => model !== undefined && models.includes(model)) ?? known;
  return { ...known, model, moreModels, fallbacks, provider };
}

/** One experiment per provider, on its first model. A gateway that does not exist yet cannot be tried. */
async function gather(session: Session, known: PartialAnswers, proposed: PartialAnswers): Promise<Trial[]> {
  const { token, accountId, gateway, providerKey, recipe = 'compat' } = known;
  const models = allModels(known).map((id) => normaliseModel(recipe, known.provider, id));
  const providers = [...new Set(models.map(({ provider }) => provider))];
  const offered = await session.models(known);
  return Promise.all(
    providers.map(async (provider): Promise<Trial> => {
      const ids = models.filter((model) => model.provider === provider).map(({ id }) => id);
      // A list without any model of the provider says nothing about this one.
      const siblings = offered?.filter((id) => normaliseModel('compat', undefined, id).provider === provider);
      const isListed = (id: string) =>
        !siblings?.length || siblings.includes(normaliseModel('compat', provider, id).id);
      const chosen = { provider, models: ids, unlisted: ids.filter((id) => !isListed(id)) };
      if (!accountId || !gateway) return { ...chosen, stored: 'unclear' };
      const setup = {
        accountId,
        gateway,
        token,
        recipe,
        provider,
        models: ids.slice(0, 1).map((id) => ({ id })),
      };
      const { send, snapshot } = session;
      const attempt = (more: Pick<Setup, 'payment' | 'providerKey'>) =>
        trySetup(send, { ...setup, ...more }, snapshot.origins);
      const isOwn = proposed.pay !== undefined && proposed.pay !== 'stored' && providerKey !== undefined;
      const [evidence, asBefore] = await Promise.all([
        tryPayments(send, { ...setup, payment: 'stored' }, snapshot.origins),
        isOwn ? attempt({ payment: proposed.pay!, providerKey }) : undefined,
      ]);
      return { ...chosen, ...evidence, asBefore };
    }),
  );
}
