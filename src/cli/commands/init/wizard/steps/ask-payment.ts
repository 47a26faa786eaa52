import { providerBySlug } from '../../../../../gateway/providers/providers.js';
import {
  concludePayments,
  type PaymentEvidence,
  type PaymentOption,
  refusalOf,
  tryPayments,
} from '../../../../../lab/experiments/conclude-payment.js';
import { normaliseModel } from '../../../../../openclaw/blocks/recipe-model-ids.js';
import { findRecipe, type Payment, type RecipeName } from '../../../../../openclaw/blocks/recipes.js';
import type { Choice } from '../../../../prompts/asker.js';
import { allModels, type PartialAnswers } from '../../answers/answers.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

const HELP =
  'The provider of the model charges for it. With Cloudflare credits, or with your key stored at Cloudflare, OpenClaw needs only the gateway token. Otherwise it sends your own provider key with every request.';

/** What the list offers: a way of paying, or storing the user's key at Cloudflare first. */
type Way = Payment | 'store';

/** Finds out with free requests which ways can work, and asks only if more than one can. */
export function paymentStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  return {
    wanted: ({ pay }) => pay === undefined,
    async run(known, back) {
      const providers = providersOf(known);
      const evidence = await session.asker.busy('Checking who can pay the provider', gather(session, known));
      const names = providers.map(nameOf).join(', ');
      for (const one of evidence) {
        const refusal = refusalOf(one.stored);
        if (refusal) session.say(`Cloudflare cannot pay: ${refusal.title}`);
      }
      const ways = offered(known.recipe ?? 'compat', evidence, providers.length > 1);
      const choices = ways.flatMap((way) => choicesOf(way, names, providers));
      const only = choices.length === 1 ? choices[0] : undefined;
      if (only) session.pass(`${only.name}: ${only.description ?? ''}`);
      const way =
        only?.value ??
        (await session.asker.choose<Way>({
          message: `Who pays ${names}?`,
          help: HELP,
          back,
          initial: ways.some(({ payment }) => payment === proposed.pay) ? proposed.pay : undefined,
          choices,
        }));
      return way === 'store' ? { ...known, pay: 'own-key', storeKey: true } : { ...known, pay: way };
    },
  };
}

function providersOf(known: PartialAnswers): string[] {
  const slugs = allModels(known).map(
    (id) => normaliseModel(known.recipe ?? 'compat', known.provider, id).provider,
  );
  return [...new Set(slugs)];
}

/** One experiment per provider, on its first model. A gateway that does not exist yet cannot be tried. */
async function gather(session: Session, known: PartialAnswers): Promise<PaymentEvidence[]> {
  const { token, accountId, gateway } = known;
  if (!accountId || !gateway) return [];
  const recipe = known.recipe ?? 'compat';
  const models = allModels(known).map((id) => normaliseModel(recipe, known.provider, id));
  const firsts = models.filter(
    ({ provider }, index) => models.findIndex((other) => other.provider === provider) === index,
  );
  return Promise.all(
    firsts.map(({ id, provider }) => {
      const setup = {
        accountId,
        gateway,
        token,
        recipe,
        payment: 'stored' as const,
        provider,
        models: [{ id }],
      };
      return tryPayments(session.send, setup, session.snapshot.origins);
    }),
  );
}

/** What works for all of the providers; a key of the user's works for one provider only. */
function offered(
  recipe: RecipeName,
  evidence: readonly PaymentEvidence[],
  several: boolean,
): PaymentOption[] {
  const each = (evidence.length ? evidence : [{ stored: 'unclear' } as const]).map(concludePayments);
  const ways = each[0]!.filter(
    ({ payment }) => findRecipe(recipe, payment) && (payment === 'stored' || !several),
  );
  const common = ways.filter(({ payment }) =>
    each.every((list) => list.some((way) => way.payment === payment)),
  );
  // Nothing is known to work for all of them: the user may know more.
  return common.length ? common : [{ payment: 'stored', recommended: false, because: 'it may not work yet' }];
}

function choicesOf(
  { payment, recommended, because }: PaymentOption,
  names: string,
  providers: readonly string[],
): Choice<Way>[] {
  const note = recommended ? ' (recommended)' : '';
  const sentence = `${because[0]!.toUpperCase()}${because.slice(1)}.`;
  if (payment === 'stored') return [{ value: payment, name: `Cloudflare${note}`, description: sentence }];
  const open = payment === 'own-key-open';
  return [
    {
      value: payment,
      name: `My own ${names} key, kept in OpenClaw’s .env${open ? ' (open gateway)' : ''}${note}`,
      description: sentence,
    },
    // Cloudflare stores keys only for gateways with authentication; Workers AI has no key.
    ...(open || providers.includes('workers-ai')
      ? []
      : [
          {
            value: 'store',
            name: `My own ${names} key, stored at Cloudflare`,
            description:
              'The key is sent to Cloudflare once and kept there. The token needs AI Gateway Edit.',
          } as const,
        ]),
  ];
}

function nameOf(slug: string): string {
  return providerBySlug(slug)?.name ?? slug;
}
