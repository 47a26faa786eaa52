import { type Paste, type PastePart, partsOf, partsText } from '../../../../gateway/pastes/paste.js';
import { providerBySlug } from '../../../../gateway/providers/providers.js';
import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import type { PartialAnswers, PastedAnswers } from '../answers/answers.js';
import type { Session } from './session.js';

/**
 * What is known after a paste. What differs from an answer before it is no longer known, so that its question takes the
 * pasted one; another account is taken only after a yes. `start`: what was known before the first question.
 */
export async function takePaste(
  session: Session,
  start: PartialAnswers,
  state: PartialAnswers,
  paste: Paste,
): Promise<PartialAnswers> {
  const { accountId, gateway, token, providerKeys } = paste;
  const isOther = accountId !== undefined && state.accountId !== undefined && accountId !== state.accountId;
  if (isOther && !(await isMeant(session, accountId, state.accountId!)))
    return takePaste(session, start, state, { ...paste, accountId: undefined, gateway: undefined });

  // A model in an example is a proposal: it does not replace one that was chosen.
  const isChosen = state.model !== undefined;
  const parts = partsOf(paste).filter((part) => part !== 'model' || !isChosen);
  const isKnown = (part: PastePart) => part !== 'providerKey' && paste[part] === state[part];
  const changes = (part: PastePart) => parts.includes(part) && !isKnown(part);
  if (!parts.length) {
    if (isChosen && paste.model !== undefined) session.pass(`Nothing new in ${paste.kind}`);
    else session.warn('It looks like a secret. It is not used here and was not shown.');
    return state;
  }
  if (parts.every(isKnown)) session.pass(`Nothing new in ${paste.kind}: ${partsText(parts)} as before`);
  else session.pass(`Taken out of ${paste.kind}: ${partsText(parts)}`);
  if (paste.unused.length) session.say(`Not used: ${paste.unused.join(', ')}.`);

  if (parts.some(changes)) session.unsettle();

  const given: PastedAnswers = {
    ...(accountId !== undefined && { accountId }),
    ...(gateway !== undefined && { gateway }),
    ...(token !== undefined && { token }),
    ...(providerKeys.length && { providerKeys }),
    ...(paste.model !== undefined && !isChosen && { model: modelOf(paste, paste.model) }),
  };
  // Without a gateway so far, it is still the one that asks for no token.
  const asksForNone = token === undefined && state.gateway === undefined && state.pay === 'own-key-open';
  const pay = asksForNone ? state.pay : start.pay;
  const forget = <T extends object>(isForgotten: boolean, answers: T) => (isForgotten ? answers : {});
  return {
    ...state,
    pasted: { ...(isOther ? { token: state.pasted?.token } : state.pasted), ...given },
    ...forget(changes('token'), { token: undefined, pay: start.pay }),
    ...forget(changes('accountId'), { accountId: undefined, gateway: undefined, pay }),
    ...forget(changes('gateway'), { gateway: undefined, pay }),
    ...forget(providerKeys.length > 0, { providerKey: start.providerKey }),
  };
}

function isMeant({ asker }: Session, pasted: string, known: string): Promise<boolean> {
  return asker.confirm({
    message: `That is of another account, ${pasted}. Use it instead of ${known}?`,
    help: 'An account ID is in every address of a gateway. The one that was pasted differs from the one so far.',
    initial: true,
  });
}

function modelOf({ route }: Paste, model: string): string {
  return normaliseModel('compat', route === undefined ? undefined : providerBySlug(route)?.slug, model).id;
}
