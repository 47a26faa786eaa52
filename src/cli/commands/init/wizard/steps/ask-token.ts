/** `cli/commands/init/wizard/steps/`: one file per question. */

import { recogniseCredential } from '../../../../../gateway/credentials/credential-kinds.js';
import { TOKEN_PERMISSIONS, tokenTemplateUrl } from '../../../../../gateway/credentials/token-template.js';
import { needsToken, type PartialAnswers } from '../../answers/answers.js';
import { FIELDS } from '../../answers/fields.js';
import { openPage } from '../open-page.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

const HELP =
  'The gateway token is a Cloudflare API token. OpenClaw sends it with every request; it needs the permission AI Gateway Run. With more permissions, fewer questions are asked here. It is stored in OpenClaw’s .env and nowhere else.';

/** The first step: what the token can read is not asked. */
export function tokenStep(session: Session): Step<PartialAnswers> {
  return {
    wanted: (known) => known.token === undefined && needsToken(known),
    async run(known, back) {
      let refused: string | undefined;
      let pasted = known.pasted?.token;
      for (;;) {
        const isTaken = pasted !== undefined && FIELDS.token.check(pasted, known).ok;
        const token = isTaken ? pasted : await askToken(session, known, back);
        pasted = undefined;
        if (token === undefined) return { ...known, pay: 'own-key-open', token: '' };
        session.io.redactor.add(token);
        // The same token again: the user knows something that Cloudflare's API does not say.
        if (token === refused || (await isGood(session, token))) return { ...known, token };
        refused = token;
      }
    },
  };
}

async function askToken(session: Session, known: PartialAnswers, back: boolean): Promise<string | undefined> {
  const { check } = FIELDS.token;
  const typed = await session.asker.secret({
    message: 'Cloudflare API token',
    takes: 'token',
    hint: 'None yet? Press Enter for the page that creates the right one.',
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
    const opened = await openPage(url, io.env, io.platform);
    session.say(opened ? 'Opened.' : 'No browser can be opened here; copy the address above.');
  }
}

/** Shows what kind of token it is: by its form, and by what Cloudflare says of it. */
async function isGood(session: Session, token: string): Promise<boolean> {
  const { label, kind } = recogniseCredential(token);
  const view = await session.asker.busy('Asking Cloudflare about the token', session.token(token));
  const status = view.status?.status;
  const name = `${label[0]!.toUpperCase()}${label.slice(1)}`;
  if (status === 'expired' || status === 'disabled') {
    session.warn(`${name}, and Cloudflare calls it ${status}. Create a new one at ${tokenTemplateUrl([])}`);
    return false;
  }
  if (status === 'unknown' && kind === 'cf-user-token' && !view.accounts) {
    session.warn(`It looks like ${label}, but Cloudflare does not know it. Copy the whole token again.`);
    return false;
  }
  const expires = view.status?.expiresOn ? `, expires ${view.status.expiresOn.slice(0, 10)}` : '';
  session.pass(status === 'active' ? `${name}, active${expires}` : `${name}, judging by its prefix`);
  return true;
}
