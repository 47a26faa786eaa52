/** `cli/commands/init/wizard/steps/`: one file per question. */

import type { CauseId } from '../../../../../diagnosis/causes/catalogue.js';
import { DOCS } from '../../../../../diagnosis/causes/sentences.js';
import type { Diagnosis } from '../../../../../diagnosis/reading/diagnosis.js';
import { recogniseCredential } from '../../../../../gateway/credentials/credential-kinds.js';
import { TOKEN_PERMISSIONS, tokenTemplateUrl } from '../../../../../gateway/credentials/token-template.js';
import type { TokenTrial } from '../../../../../lab/experiments/try-token.js';
import { TOKEN_VARIABLE } from '../../../../../openclaw/secrets/credential-roles.js';
import type { BackKey } from '../../../../prompts/asker.js';
import { KnownError } from '../../../../shared/errors.js';
import { sandboxCommand } from '../../answers/answer-sources.js';
import { needsToken, type PartialAnswers } from '../../answers/answers.js';
import { FIELDS } from '../../answers/fields.js';
import { foreignTokenHint, type TokenSource } from '../../answers/token-sources.js';
import { openPage } from '../open-page.js';
import type { Session } from '../session.js';
import { withoutRefused } from '../turn-back.js';
import type { Step } from '../walk.js';

const HELP =
  'The gateway token is a Cloudflare API token. OpenClaw sends it with every request; it needs the permission AI Gateway Run. With more permissions, fewer questions are asked here. It is stored in OpenClaw’s .env and nowhere else.';

/** The first step, since what the token can read need not be asked. An existing token is tried before it is used. */
export function tokenStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  let offered = false;
  return {
    wanted: (known) => needsToken(known) && !(known.token && session.usableTokens.has(known.token)),
    async run(known, back) {
      if (known.token) {
        const source = session.tokens.find(({ token }) => token === known.token);
        const judged = await judge(session, known, proposed, source);
        if (judged) return judged;
      } else if (!offered) await nameMalformed(session);
      if (known.pasted?.token === undefined && (await needsNone(session, known, proposed)))
        return { ...withPlace(known, proposed), pay: 'own-key-open', token: '' };
      let pasted = known.pasted?.token;
      // A pasted token is judged once.
      const unknown = { ...known, token: undefined, pasted: { ...known.pasted, token: undefined } };
      if (!offered && pasted === undefined) {
        offered = true;
        const token = await offerForeign(session, unknown, back);
        if (token !== undefined) return { ...unknown, token };
      }
      for (;;) {
        const isTaken = pasted !== undefined && FIELDS.token.check(pasted, known).ok;
        const token = isTaken ? pasted : await askToken(session, unknown, back);
        pasted = undefined;
        if (token === undefined) return { ...unknown, pay: 'own-key-open', token: '' };
        session.io.redactor.add(token);
        const isRepeated = session.refusedTokens.has(token);
        // A permission may have been added to it meanwhile.
        if (isRepeated) session.lab.forget();
        const judged = await judge(session, { ...unknown, token });
        if (judged) return judged;
        if (isRepeated) {
          session.warn('The token is used although Cloudflare refuses it.');
          session.insistedTokens.add(token);
          session.usableTokens.add(token);
          return { ...unknown, token };
        }
      }
    },
  };
}

function withPlace(known: PartialAnswers, { accountId, gateway }: PartialAnswers): PartialAnswers {
  return { ...known, accountId: known.accountId ?? accountId, gateway: known.gateway ?? gateway };
}

/** Whether the setup so far sends no token, and its gateway still asks for none. */
async function needsNone(
  session: Session,
  known: PartialAnswers,
  proposed: PartialAnswers,
): Promise<boolean> {
  if (proposed.pay !== 'own-key-open' || known.pay !== undefined) return false;
  const place = withPlace(known, proposed);
  const { accepted = false, refusal } = (await session.tryGateway({ ...place, pay: proposed.pay })) ?? {};
  if (refusal) session.refuse(refusal);
  const answer = `none, since the gateway ${place.gateway} asks for none`;
  return accepted && session.settle('Cloudflare API token', answer);
}

/** Says why a stored text cannot be a token. */
async function nameMalformed(session: Session): Promise<void> {
  for (const source of session.tokens.filter(({ isForeign }) => !isForeign)) {
    const { refusal } = await session.tryToken(source.token, {});
    if (refusal) refuse(session, refusal, source);
  }
}

/** The first valid token of another tool; undefined: there is none, or the user declines it. */
async function offerForeign(
  session: Session,
  known: PartialAnswers,
  back: BackKey,
): Promise<string | undefined> {
  for (const source of session.tokens.filter(({ isForeign }) => isForeign)) {
    session.io.redactor.add(source.token);
    const trial = await session.tryToken(source.token, known);
    if (trial.refusal) {
      refuse(session, trial.refusal, source);
      continue;
    }
    session.pass(`${source.place}: ${describe(source.token, trial)}`);
    // --yes is no yes to what has not been named.
    if (session.options.yes) {
      session.say(foreignTokenHint(session.io) ?? '');
      return undefined;
    }
    const takes = await session.asker.confirm({
      message: 'Use it for OpenClaw, and store it in OpenClaw’s .env?',
      help: `${HELP} Its name there is ${TOKEN_VARIABLE}. A token of its own, with no other permission, is the safer choice.`,
      back,
      initial: true,
    });
    if (takes) {
      session.usableTokens.add(source.token);
      return source.token;
    }
  }
  return undefined;
}

async function askToken(session: Session, known: PartialAnswers, back: BackKey): Promise<string | undefined> {
  const { check } = FIELDS.token;
  const typed = await session.asker.secret({
    message: 'Cloudflare API token',
    takes: 'token',
    hint: session.refusedTokens.size
      ? 'Enter alone shows the page that creates one. The same token again is tried once more, then used anyway.'
      : 'None yet? Press Enter for the page that creates the right one.',
    help: HELP,
    back,
    check: (text) => (text === '' ? { ok: true, value: '' } : check(text, known)),
  });
  return typed === '' ? withoutToken(session, known) : typed;
}

async function withoutToken(session: Session, known: PartialAnswers): Promise<string | undefined> {
  const url = tokenTemplateUrl();
  const { asker, io } = session;
  session.say('\nThis page of Cloudflare’s dashboard creates one, with the permissions filled in:');
  // Not wrapped: a broken address cannot be clicked or copied.
  io.err(`\n${url}\n\n`);
  for (const { name, why } of TOKEN_PERMISSIONS) session.row(`  ${name.padEnd(22)} `, why);
  session.say('\nOn that page: Continue to summary, Create Token, then copy the token.\n');
  for (;;) {
    const next = await asker.choose({
      message: 'What next?',
      help: HELP,
      back: true,
      choices: [
        { value: 'paste', name: 'Paste the token' },
        { value: 'open', name: 'Open the page in the browser' },
        {
          value: 'none',
          name: 'My gateway requires no token',
          description:
            'Only if authentication is turned off for the gateway, and with your own provider key.',
        },
      ],
    });
    if (next === 'none') return undefined;
    if (next === 'paste') return askToken(session, known, true);
    const opened = await openPage(url, io);
    session.say(opened ? 'Opened.' : 'No browser can be opened here; copy the address above.');
  }
}

/**
 * Tries the token and reports the result; undefined: it is refused. `source`: where it is, unless it was typed;
 * `proposed`: the setup that it is part of.
 */
async function judge(
  session: Session,
  known: PartialAnswers,
  proposed?: PartialAnswers,
  source?: TokenSource,
): Promise<PartialAnswers | undefined> {
  const { token = '' } = known;
  const trial = await session.tryToken(token, { ...proposed, ...known });
  const { refusal, view, accepted } = trial;
  if (view.silence) {
    if (session.options.sandbox) throw noSandbox(session, view.silence);
    sayNotReached(session, view.silence);
  }
  if (refusal) {
    refuse(session, refusal, source);
    session.refusedTokens.add(token);
    const { token: left, ...rest } = await withoutRefused(session, { ...proposed, ...known }, refusal);
    if (left === undefined) return undefined;
    // The token stays, its account goes.
    session.usableTokens.add(token);
    if (proposed) proposed.accountId = rest.accountId;
    return { ...known, accountId: undefined, gateway: undefined };
  }
  const words = describe(token, trial);
  const line = source ? `${source.place}: ${words}` : `${words[0]!.toUpperCase()}${words.slice(1)}`;
  if (accepted || view.status?.status === 'active' || view.accounts) session.pass(line);
  else session.row(` ${session.style.symbols.skip} `, `${line}; not tried yet`);
  session.usableTokens.add(token);
  return known;
}

function noSandbox({ snapshot }: Session, { cause, title }: Diagnosis): KnownError {
  const { gateway } = snapshot.origins;
  const { host } = new URL(gateway);
  return new KnownError(`there is no sandbox at ${host}: ${title}`, {
    cause,
    hint: `Start it in another terminal and leave it running: \`${sandboxCommand(gateway)}\`\nThen run this command again.`,
  });
}

function sayNotReached(session: Session, { title }: Diagnosis): void {
  session.warn(`Cloudflare’s API gave no answer: ${title}`);
  session.row(
    '   ',
    'OpenClaw does not need it. Without it your accounts and gateways cannot be listed, so you are asked for them.',
  );
}

/** What kind of token it is: by its form, and by what Cloudflare says of it. */
function describe(token: string, { view: { status }, accepted }: TokenTrial): string {
  const { label } = recogniseCredential(token);
  const expires = status?.expiresOn ? `, expires ${status.expiresOn.slice(0, 10)}` : '';
  if (accepted) return `${label}, accepted by the gateway${expires}`;
  return status?.status === 'active' ? `${label}, active${expires}` : `${label}, judging by its prefix`;
}

/** How to make the same token work. */
const MENDED: Partial<Record<CauseId, string>> = {
  'token-lacks-run': `Add Account > AI Gateway > Run to it, then enter it once more: ${DOCS.dashUserTokens}`,
  'token-disabled': `Switch it on and enter it once more, or create another: ${DOCS.dashUserTokens}`,
};

function refuse(session: Session, refusal: Diagnosis, source?: TokenSource): void {
  session.refuse(refusal, source?.place);
  if (source?.isForeign) return;
  session.refusedFor = refusal.cause;
  session.row('   ', MENDED[refusal.cause] ?? `Create another: ${DOCS.dashUserTokens}`);
  if (source?.isExported)
    session.row(
      '   ',
      `This shell exports it, which outranks .env: run \`unset ${TOKEN_VARIABLE}\` as well.`,
    );
}
