import {
  EDIT_PERMISSION,
  TOKEN_PERMISSIONS,
  tokenTemplateUrl,
} from '../../../../../gateway/credentials/token-template.js';
import type { GatewaySettings } from '../../../../../gateway/management/management-responses.js';
import { type NewGateway, newGateway, settingsText } from '../../../../../gateway/management/new-gateway.js';
import { Back, type BackKey } from '../../../../prompts/asker.js';
import type { PartialAnswers } from '../../answers/answers.js';
import {
  type CreationResult,
  createGateway,
  ensureGateway,
  settingsFromFlags,
} from '../../answers/create-gateway.js';
import { FIELDS } from '../../answers/fields.js';
import type { Session } from '../session.js';
import { withoutRefused } from '../turn-back.js';
import { Revisit, type Step } from '../walk.js';
import { askSettings } from './ask-gateway-settings.js';
import {
  CUSTOM,
  DEFAULT,
  evidentGateway,
  gatewayChoices,
  isListed,
  nearName,
  USE,
} from './gateway-choices.js';

const HELP =
  'A gateway is the place at Cloudflare that your requests pass through: it keeps logs, limits and keys. Every account can have one called default. To create a new one, type its name.';

export function gatewayStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  const tried = new Set<string>();
  let isAsked = false;
  /** That of the existing setup. */
  const before = proposed.gateway;
  const placeOf = ({ accountId, gateway }: PartialAnswers) => `${accountId}/${gateway}`;
  return {
    wanted: (known) =>
      known.gateway === undefined || session.options.createGateway === true || !tried.has(placeOf(known)),
    async run(known, back) {
      const { token, accountId } = known;
      const gateways = token && accountId ? (await session.account(token, accountId)).gateways : undefined;
      const pasted = known.pasted?.gateway;
      // A name that Cloudflare does not know.
      let missing: string | undefined;
      if (known.gateway !== undefined) {
        const isUsable = session.options.createGateway
          ? await createAsFlagged(session, known, known.gateway)
          : await isThere(session, known, gateways, proposed);
        if (isUsable) return accept(known);
        missing = known.gateway;
      } else if (pasted !== undefined) {
        const answers = { ...known, gateway: pasted };
        if (await isThere(session, answers, gateways, proposed)) return accept(answers);
        missing = pasted;
      } else if (gateways && !isAsked) {
        const evident = evidentGateway(gateways, before);
        if (evident !== undefined && session.settle('Gateway', evident))
          return accept({ ...known, gateway: evident });
        if (proposed.gateway && !isListed(gateways, proposed.gateway)) {
          session.warn(`The gateway ${proposed.gateway} of the setup so far is not in this account.`);
          missing = proposed.gateway;
        }
      } else if (!gateways && before !== undefined && session.settle('Gateway', before)) {
        const answers = { ...known, gateway: before };
        if (await isThere(session, answers, gateways, proposed)) return accept(answers);
        missing = before;
      }
      isAsked = true;
      for (;;) {
        const asked = { ...proposed, gateway: missing ? undefined : proposed.gateway };
        const gateway = gateways
          ? await fromList(session, known, { gateways, missing, initial: asked.gateway, back })
          : await askName(session, asked, known, back);
        if (gateway === undefined) continue;
        const answers = { ...known, gateway };
        if (gateways || (await isThere(session, answers, gateways, proposed))) return accept(answers);
        missing = gateway;
      }
    },
  };

  function accept(known: PartialAnswers): PartialAnswers {
    tried.add(placeOf(known));
    return known;
  }
}

/** Whether Cloudflare knows the gateway and takes what is sent. Another answer than the name may be wrong: it is asked again. */
async function isThere(
  session: Session,
  known: PartialAnswers,
  gateways: readonly GatewaySettings[] | undefined,
  { recipe }: PartialAnswers,
): Promise<boolean> {
  if (gateways && isListed(gateways, known.gateway)) return true;
  const { accepted, refusal, silence } =
    (await session.tryGateway({ ...known, recipe: known.recipe ?? recipe })) ?? {};
  if (accepted)
    session.pass(`The gateway ${known.gateway} answers${known.token ? ' and takes the token' : ''}`);
  if (silence) session.warn(`The gateway could not be tried: ${silence.title}`);
  const isInsisted = refusal?.category === 'bad-token' && session.insistedTokens.has(known.token ?? '');
  if (!refusal || isInsisted) return true;
  // Beside the list of those that exist there is nothing more to say.
  if (gateways && refusal.cause === 'gateway-not-found') session.fail(refusal.title);
  else session.refuse(refusal);
  if (refusal.cause === 'token-missing') throw new Revisit({ ...known, pay: undefined, token: undefined });
  const left = await withoutRefused(session, known, refusal);
  if (left.token === undefined || left.accountId === undefined) throw new Revisit(left);
  return false;
}

async function askName(
  { asker }: Session,
  proposed: PartialAnswers,
  known: PartialAnswers,
  back: BackKey,
): Promise<string> {
  const { check } = FIELDS.gateway;
  return asker.text({
    message: 'Name of the gateway',
    help: known.token
      ? `${HELP} Your gateways cannot be listed here: the token lacks AI Gateway Read, or Cloudflare’s API was not reached.`
      : HELP,
    back,
    initial: proposed.gateway ?? DEFAULT,
    takes: 'gateway',
    check: (typed) => check(typed, known),
  });
}

/** undefined: ask again. `missing`: a name that does not exist. */
async function fromList(
  session: Session,
  known: PartialAnswers,
  {
    gateways,
    missing = '',
    initial = DEFAULT,
    back,
  }: { gateways: readonly GatewaySettings[]; missing?: string; initial?: string; back: BackKey },
): Promise<string | undefined> {
  const near = nearName(missing, gateways);
  const pointed = near ?? (isListed(gateways, initial) ? initial : DEFAULT);
  const answer = await session.asker.choose({
    message: 'Gateway',
    help: HELP,
    back,
    // With --yes a given name is never replaced by another.
    initial: session.options.yes && missing ? undefined : `${USE}${pointed}`,
    choices: (typed) => gatewayChoices(gateways, typed, missing),
  });
  const name = answer.slice(answer.indexOf(':') + 1);
  if (answer.startsWith(USE)) return name;
  const settings = await confirmSettings(session, name, answer.startsWith(CUSTOM), gateways);
  return settings && (await create(session, known, settings)) ? name : undefined;
}

/** The settings of a gateway that is to be created. undefined: back to the list. */
async function confirmSettings(
  { asker }: Session,
  name: string,
  isCustom: boolean,
  gateways: readonly GatewaySettings[],
): Promise<NewGateway | undefined> {
  const near = nearName(name, gateways);
  try {
    if (isCustom) return await askSettings(asker, name);
    const settings = newGateway(name);
    const creates = await asker.confirm({
      message: `Create the new gateway ${name} at Cloudflare now?`,
      help: `It is created right away, with ${settingsText(settings)}.${near ? ` There is one called ${near}.` : ''}`,
      back: true,
      initial: near === undefined,
    });
    return creates ? settings : undefined;
  } catch (error) {
    if (error instanceof Back) return undefined;
    throw error;
  }
}

async function create(
  session: Session,
  { token = '', accountId = '' }: PartialAnswers,
  settings: NewGateway,
): Promise<boolean> {
  if (session.options.dryRun) {
    session.say(`With --dry-run the gateway ${settings.id} is not created.`);
    return true;
  }
  const { origins } = session.snapshot;
  const creating = createGateway(session.send, { origins, token, accountId, settings });
  return reportCreation(session, settings.id, await session.asker.busy(`Creating ${settings.id}`, creating));
}

function reportCreation(session: Session, name: string, done: CreationResult): boolean {
  if (done.outcome === 'refused') {
    session.warn(`Cloudflare did not create it: ${done.words}`);
    const url = tokenTemplateUrl([...TOKEN_PERMISSIONS, EDIT_PERMISSION]);
    if (done.diagnosis.category === 'bad-token') {
      session.say('The token probably lacks AI Gateway Edit. This page creates one that has it:');
      session.io.err(`\n${url}\n\n`);
    }
    return false;
  }
  if (done.outcome === 'created') {
    session.externalChanges.add(`The gateway ${name} was created at Cloudflare and stays there.`);
    session.pass(`The gateway ${name} was created`);
  } else session.pass(`The gateway ${name} already exists; its settings are unchanged`);
  return true;
}

/** `--create-gateway` in a terminal: right away, so that the next steps can use it. */
async function createAsFlagged(
  session: Session,
  { token, accountId }: PartialAnswers,
  gateway: string,
): Promise<boolean> {
  if (!token || !accountId || session.options.dryRun) return true;
  const settings = settingsFromFlags(gateway, session.options);
  const { origins } = session.snapshot;
  return reportCreation(
    session,
    gateway,
    await ensureGateway(session.send, { origins, token, accountId, settings }),
  );
}
