import { management } from '../../../../../gateway/management/management.js';
import { providerBySlug } from '../../../../../gateway/providers/providers.js';
import { type Attempt, refusalOf, trySetup } from '../../../../../lab/experiments/conclude-payment.js';
import { keyVariableOf } from '../../../../../openclaw/blocks/recipes.js';
import type { BackKey } from '../../../../prompts/asker.js';
import { needsProviderKey, type PartialAnswers } from '../../answers/answers.js';
import { apiMessage } from '../../answers/create-gateway.js';
import { FIELDS } from '../../answers/fields.js';
import { withDefaults } from '../../answers/gather-answers.js';
import { setupOf } from '../../answers/plan-for.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

/** Asks for the provider's key, tries it at once, and hands it to Cloudflare if that was chosen. A stored key is tried, too. */
export function providerKeyStep(session: Session): Step<PartialAnswers> {
  const used = new Set<string>();
  const refused = new Set<string>();
  return {
    wanted: (known) => needsProviderKey(known) && !(known.providerKey && used.has(known.providerKey)),
    async run(known, back) {
      const { check } = FIELDS.providerKey;
      const pasted = known.pasted?.providerKeys?.find((key) => key.provider === known.provider)?.value;
      let found = pasted !== undefined && check(pasted, known).ok ? pasted : known.providerKey;
      for (;;) {
        const providerKey = found ?? (await askKey(session, known, back));
        found = undefined;
        session.io.redactor.add(providerKey);
        const keyed = { ...known, providerKey };
        const next = await judge(session, keyed, {
          isInsisted: refused.has(providerKey),
          variable: providerKey === known.providerKey ? variableOf(session, known) : undefined,
        });
        if (next === 'again') found = providerKey;
        if (next === 'refused') refused.add(providerKey);
        if (typeof next === 'string') continue;
        used.add(providerKey);
        return next;
      }
    },
  };
}

function askKey(session: Session, known: PartialAnswers, back: BackKey): Promise<string> {
  const provider = providerBySlug(known.provider ?? '');
  return session.asker.secret({
    takes: 'providerKey',
    message: `Your ${nameOf(known)} key`,
    hint: 'It is tried right away.',
    help: provider && `Create an API key for ${provider.name} at ${provider.keysUrl}`,
    back,
    check: (text) => FIELDS.providerKey.check(text, known),
  });
}

function nameOf({ provider = '' }: PartialAnswers): string {
  return providerBySlug(provider)?.name ?? 'provider';
}

/** Where a key is that was not typed. */
function variableOf({ options }: Session, { provider = '' }: PartialAnswers): string {
  return options.providerKeyEnv ?? keyVariableOf(provider);
}

/**
 * Tries the key: the answers with it, or what to do next. `isInsisted`: it was refused before, and entered again;
 * `variable`: where it is, unless it was typed.
 */
async function judge(
  session: Session,
  keyed: PartialAnswers,
  { isInsisted, variable }: { isInsisted: boolean; variable?: string },
): Promise<PartialAnswers | 'again' | 'another' | 'refused'> {
  const name = nameOf(keyed);
  const trial = await session.asker.busy(`Trying the key with ${name}`, tryKey(session, keyed));
  const refusal = refusalOf(trial);
  if (refusal && !isInsisted) {
    const subject = variable ? `${variable}: ` : '';
    session.warn(`${subject}${refusal.title} Enter another key, or the same one again to use it anyway.`);
    return 'refused';
  }
  if (trial === 'works') session.pass(`${name} accepts the key${variable ? ` in ${variable}` : ''}`);
  else if (refusal) session.warn('The key is used although it was rejected.');
  else {
    const reason = trial === 'unclear' ? 'its answer proves neither.' : trial.title;
    session.warn(`It is not clear whether ${name} accepts the key: ${reason}`);
  }
  if (!keyed.storeKey) return keyed;
  const next = trial === 'works' ? 'store' : await askBeforeStoring(session, name);
  if (next === 'keep') return { ...keyed, storeKey: false };
  return next === 'store' ? store(session, keyed, keyed.providerKey ?? '') : next;
}

/** What is stored at Cloudflare is used by every request from then on. */
function askBeforeStoring({ asker }: Session, name: string): Promise<'again' | 'another' | 'store' | 'keep'> {
  return asker.choose({
    message: 'What to do with the key?',
    help: `At Cloudflare the key is used for every request to ${name} through this gateway, also those of other programs.`,
    back: true,
    choices: [
      { value: 'again', name: 'Try it again' },
      { value: 'another', name: 'Enter another key', short: 'another key' },
      { value: 'store', name: 'Store it at Cloudflare all the same', short: 'store it' },
      { value: 'keep', name: 'Keep it in OpenClaw’s .env instead', short: 'keep it in .env' },
    ],
  });
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
