import { management } from '../../../../../gateway/management/management.js';
import { providerBySlug } from '../../../../../gateway/providers/providers.js';
import { type Attempt, refusalOf, trySetup } from '../../../../../lab/experiments/conclude-payment.js';
import { needsProviderKey, type PartialAnswers } from '../../answers/answers.js';
import { apiMessage } from '../../answers/create-gateway.js';
import { FIELDS } from '../../answers/fields.js';
import { withDefaults } from '../../answers/gather-answers.js';
import { setupOf } from '../../answers/plan-for.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

/** Asks for the provider's key, tries it at once, and hands it to Cloudflare if that was chosen. */
export function providerKeyStep(session: Session): Step<PartialAnswers> {
  return {
    wanted: (known) => needsProviderKey(known) && known.providerKey === undefined,
    async run(known, back) {
      const provider = providerBySlug(known.provider ?? '');
      const name = provider?.name ?? 'provider';
      const { check } = FIELDS.providerKey;
      let refused: string | undefined;
      let pasted = known.pasted?.providerKeys?.find((key) => key.provider === known.provider)?.value;
      for (;;) {
        const isTaken = pasted !== undefined && check(pasted, known).ok;
        const typed = isTaken
          ? pasted
          : await session.asker.secret({
              takes: 'providerKey',
              message: `Your ${name} key`,
              hint: 'It is tried right away.',
              help: provider && `Create an API key for ${name} at ${provider.keysUrl}`,
              back,
              check: (text) => check(text, known),
            });
        const providerKey = typed!;
        pasted = undefined;
        session.io.redactor.add(providerKey);
        const keyed = { ...known, providerKey };
        const trial = await session.asker.busy(`Trying the key with ${name}`, tryKey(session, keyed));
        const refusal = refusalOf(trial);
        if (!refusal || providerKey === refused) {
          if (trial === 'works') session.pass(`${name} accepts the key`);
          else if (refusal) session.warn('The key is used although it was rejected.');
          else
            session.warn(
              `It is not clear yet whether ${name} accepts the key; the check at the end will show.`,
            );
          return known.storeKey ? store(session, keyed, providerKey) : keyed;
        }
        session.warn(`${refusal.title} Enter another key, or the same one again to use it anyway.`);
        refused = providerKey;
      }
    },
  };
}

async function tryKey(session: Session, known: PartialAnswers): Promise<Attempt> {
  const { accountId, gateway, model, provider, pay } = withDefaults(known);
  if (!accountId || !gateway || !model || !provider || !pay) return 'unclear';
  const answers = {
    token: '',
    providerKey: '',
    recipe: 'compat',
    moreModels: [],
    fallbacks: [],
    ...withDefaults(known),
  } as const;
  return trySetup(
    session.send,
    setupOf({ ...answers, accountId, gateway, model, provider, pay }),
    session.snapshot.origins,
  );
}

/** On an explicit choice only. What Cloudflare refuses stays in OpenClaw's `.env`. */
async function store(session: Session, known: PartialAnswers, key: string): Promise<PartialAnswers> {
  const { token = '', accountId = '', gateway = '', provider = '' } = known;
  const { origins } = session.snapshot;
  const exchange = await session.send(
    management.storeProviderKey({ origins, token, accountId, gateway, provider, key }),
  );
  const status = exchange.response?.status ?? 0;
  if (status < 200 || status > 299) {
    session.warn(
      `Cloudflare did not store the key: ${apiMessage(exchange)}. It goes into OpenClaw’s .env instead.`,
    );
    return known;
  }
  session.externalChanges.add(`The ${provider} key was stored at Cloudflare and stays there.`);
  session.pass('The key is stored at Cloudflare: OpenClaw needs only the gateway token');
  return { ...known, pay: 'stored', providerKey: undefined };
}
