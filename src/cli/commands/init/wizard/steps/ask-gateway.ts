import { checkGatewayName } from '../../../../../gateway/credentials/identifiers.js';
import {
  EDIT_PERMISSION,
  TOKEN_PERMISSIONS,
  tokenTemplateUrl,
} from '../../../../../gateway/credentials/token-template.js';
import type { GatewaySettings } from '../../../../../gateway/management/management-responses.js';
import { type NewGateway, newGateway, settingsText } from '../../../../../gateway/management/new-gateway.js';
import { Back, type Choice, matches } from '../../../../prompts/asker.js';
import { CauseError } from '../../../../shared/errors.js';
import type { PartialAnswers } from '../../answers/answers.js';
import {
  type CreationResult,
  createGateway,
  ensureGateway,
  settingsFromFlags,
} from '../../answers/create-gateway.js';
import { FIELDS } from '../../answers/fields.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';
import { askSettings } from './ask-gateway-settings.js';

const HELP =
  'A gateway is the place at Cloudflare that your requests pass through: it keeps logs, limits and keys. Every account can have one called default. To create a new one, type its name.';

/** Values of the list: an action, then the name. */
const USE = 'use:';
const CREATE = 'create:';
const CUSTOM = 'custom:';
const DEFAULT = 'default';

export function gatewayStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  return {
    wanted: ({ gateway }) => gateway === undefined || session.options.createGateway === true,
    async run(known, back) {
      const { token, accountId } = known;
      if (known.gateway !== undefined) return createAsFlagged(session, known, known.gateway);
      const gateways = token && accountId ? (await session.account(token, accountId)).gateways : undefined;
      const pasted = known.pasted?.gateway;
      const isListed = gateways && withDefault(gateways).some(({ id }) => id === pasted);
      if (pasted !== undefined && (!gateways || isListed)) return { ...known, gateway: pasted };
      if (pasted !== undefined) session.warn(`The account has no gateway ${pasted} yet.`);
      if (!gateways) return askName(session, proposed, known, back);
      const evident = pasted === undefined ? evidentGateway(gateways, proposed.gateway) : undefined;
      if (evident !== undefined && session.settle('Gateway', evident)) return { ...known, gateway: evident };
      for (;;) {
        const name = await fromList(session, proposed, known, gateways, back);
        if (name !== undefined) return { ...known, gateway: name };
      }
    },
  };
}

/** That of the existing setup, or the only one; an account without any gets `default` with the first request. */
function evidentGateway(gateways: readonly GatewaySettings[], before?: string): string | undefined {
  const ids = gateways.map(({ id }) => id);
  if (before !== undefined) return ids.find((id) => id === before);
  return ids.length > 1 ? undefined : (ids[0] ?? DEFAULT);
}

async function askName(
  { asker }: Session,
  proposed: PartialAnswers,
  known: PartialAnswers,
  back: boolean,
): Promise<PartialAnswers> {
  const { check } = FIELDS.gateway;
  const gateway = await asker.text({
    message: 'Name of the gateway',
    help: `${HELP} This token cannot list your gateways: it lacks AI Gateway Read.`,
    back,
    initial: proposed.gateway ?? DEFAULT,
    takes: 'gateway',
    check: (typed) => check(typed, known),
  });
  return { ...known, gateway };
}

/** undefined: ask again. */
async function fromList(
  session: Session,
  proposed: PartialAnswers,
  known: PartialAnswers,
  gateways: readonly GatewaySettings[],
  back: boolean,
): Promise<string | undefined> {
  const names = gateways.map(({ id }) => id);
  const initial = names.includes(proposed.gateway ?? '') ? proposed.gateway : DEFAULT;
  const answer = await session.asker.choose({
    message: 'Gateway',
    help: HELP,
    back,
    initial: `${USE}${initial}`,
    choices: (typed) => gatewayChoices(gateways, typed),
  });
  const name = answer.slice(answer.indexOf(':') + 1);
  if (answer.startsWith(USE)) return name;
  const settings = answer.startsWith(CUSTOM) ? await customSettings(session, name) : newGateway(name);
  return settings && (await create(session, known, settings)) ? name : undefined;
}

/** undefined: back to the list. */
async function customSettings({ asker }: Session, name: string): Promise<NewGateway | undefined> {
  try {
    return await askSettings(asker, name);
  } catch (error) {
    if (error instanceof Back) return undefined;
    throw error;
  }
}

/** The gateways that fit what is typed, and the new one that it could be the name of. */
export function gatewayChoices(gateways: readonly GatewaySettings[], typed: string): Choice<string>[] {
  const listed = withDefault(gateways)
    .filter(({ id }) => matches(id, typed))
    .map((gateway) => ({
      value: `${USE}${gateway.id}`,
      name: gateway.id,
      description: gateways.includes(gateway)
        ? settingsText(gateway)
        : 'Cloudflare creates it with the first request: authentication on, logs on.',
    }));
  const checked = checkGatewayName(typed);
  if (typed.trim() === '' || !checked.ok) {
    const disabled =
      typed.trim() === '' || checked.ok
        ? 'Type the name of the new gateway.'
        : `${checked.problem} ${checked.hint}`;
    return [
      ...listed,
      { value: CREATE, name: '+ a new gateway: type its name', description: disabled, disabled },
    ];
  }
  if (withDefault(gateways).some(({ id }) => id === checked.value)) return listed;
  const { value } = checked;
  return [
    ...listed,
    {
      value: `${CREATE}${value}`,
      name: `+ create ${value}`,
      short: `${value} (new)`,
      description: `Created right away, with ${settingsText(newGateway(value))}.`,
    },
    { value: `${CUSTOM}${value}`, name: `+ create ${value} with other settings`, short: `${value} (new)` },
  ];
}

/** Every account can have `default`, even before it exists. */
function withDefault(gateways: readonly GatewaySettings[]): readonly GatewaySettings[] {
  return gateways.some(({ id }) => id === DEFAULT) ? gateways : [...gateways, { id: DEFAULT }];
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
  return resolveAnswers(session, settings.id, await session.asker.busy(`Creating ${settings.id}`, creating));
}

function resolveAnswers(session: Session, name: string, done: CreationResult): boolean {
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
  known: PartialAnswers,
  gateway: string,
): Promise<PartialAnswers> {
  const { token, accountId } = known;
  if (!token || !accountId || session.options.dryRun) return known;
  const settings = settingsFromFlags(gateway, session.options);
  const { origins } = session.snapshot;
  const done = await ensureGateway(session.send, { origins, token, accountId, settings });
  if (done.outcome === 'refused') throw new CauseError(done.diagnosis);
  resolveAnswers(session, gateway, done);
  return known;
}
