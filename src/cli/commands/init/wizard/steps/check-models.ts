import { isResolvedByGateway } from '../../../../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../../../../gateway/providers/nearest-model.js';
import { normaliseModel } from '../../../../../openclaw/blocks/recipe-model-ids.js';
import type { BackKey } from '../../../../prompts/asker.js';
import { allModels, type PartialAnswers } from '../../answers/answers.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

const HELP =
  'The gateway’s list of models does not have it. Usually that is a typo. But lists can lag behind: a model that the provider has just published works all the same.';

/** Compares the models of the flags with the gateway's list; those that are picked from it need no check. */
export function checkModelsStep(session: Session): Step<PartialAnswers> {
  const { model = [], fallback = [] } = session.options;
  const flags = model.length + fallback.length > 0;
  let isChecked = false;
  return {
    wanted: ({ model }) => flags && model !== undefined && !isChecked,
    async run(known, back) {
      const offered = await session.asker.busy('Asking the gateway for its models', session.models(known));
      if (!offered) return known;
      const meant = new Map<string, string>();
      for (const id of allModels(known)) meant.set(id, await checkModel(session, id, known, offered, back));
      isChecked = true;
      const replaced = (id: string) => meant.get(id) ?? id;
      return {
        ...known,
        model: replaced(known.model!),
        moreModels: known.moreModels?.map(replaced),
        fallbacks: known.fallbacks?.map(replaced),
      };
    },
  };
}

/** The model that the user means. */
async function checkModel(
  session: Session,
  id: string,
  { recipe = 'compat', provider: slug }: PartialAnswers,
  offered: readonly string[],
  back: BackKey,
): Promise<string> {
  const { provider } = normaliseModel(recipe, slug, id);
  const wanted = normaliseModel('compat', provider, id).id;
  const siblings = offered.filter((one) => normaliseModel('compat', undefined, one).provider === provider);
  if (siblings.includes(wanted) || isResolvedByGateway(wanted) || !siblings.length) return id;
  const near = nearestModel(wanted, siblings)?.id;
  if (near === undefined) {
    session.warn(`The gateway does not list ${id}; it is used as you gave it.`);
    return id;
  }
  session.warn(`The gateway does not list ${id}.`);
  const meant = normaliseModel(recipe, undefined, near).id;
  return session.asker.choose({
    message: `Did you mean ${near}?`,
    help: HELP,
    back,
    initial: meant,
    choices: [
      { value: meant, name: `Yes, use ${near}`, short: 'yes' },
      { value: id, name: `No, use ${id}`, short: `no, ${id}` },
    ],
  });
}
