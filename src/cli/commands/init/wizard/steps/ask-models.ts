import { providerBySlug } from '../../../../../gateway/providers/providers.js';
import { knownModelsMonth } from '../../../../../openclaw/blocks/known-models.js';
import { normaliseModel } from '../../../../../openclaw/blocks/recipe-model-ids.js';
import { routeOfRecipe } from '../../../../../openclaw/blocks/recipes.js';
import { recipeFor } from '../../../../../openclaw/changes/block-choice.js';
import { blockOf } from '../../../../../openclaw/target.js';
import { usualKey } from '../../answers/answer-sources.js';
import { allModels, type PartialAnswers } from '../../answers/answers.js';
import { severalKeys } from '../../answers/gather-answers.js';
import { bundledModels, type ModelListing, modelChoices, usableModels } from '../../answers/model-list.js';
import type { Session } from '../session.js';
import type { Step } from '../walk.js';

const HELP =
  'The models that the gateway offers. Type to search; the space bar ticks several, and unticks those that are set up. The first one becomes OpenClaw’s primary model; you can switch to the others in a chat. For a model of a custom provider or a dynamic route, type its full ID.';

export function modelsStep(session: Session, proposed: PartialAnswers): Step<PartialAnswers> {
  /** The last answer, to be proposed again. */
  let ticked: string[] | undefined;
  return {
    wanted: ({ model }) => model === undefined,
    async run(known, back) {
      const recipe = known.recipe ?? 'compat';
      const ofRoute = providerBySlug(routeOfRecipe(recipe))?.slug;
      const listing = { recipe, provider: ofRoute ?? known.provider };
      const listed = await listOf(session, known, listing);
      const present = presentModels(session, known, listing);
      const wanted = known.pasted?.model ? [known.pasted.model] : (ticked ?? allModels(proposed));
      const first = wanted.map((id) => normaliseModel(recipe, known.provider, id).id);
      const before = known.pasted?.model || !ticked ? [...new Set([...first, ...present.keys()])] : first;
      const models = [...new Set([...before, ...present.keys(), ...listed])];
      const ask = async () => {
        const chosen = await session.asker.tick({
          message: 'Models',
          help: HELP,
          back,
          ticked: before,
          mark: (place) => (place === 0 ? 'primary' : `${place + 1}`),
          choices: (typed) => modelChoices(models, typed, listing),
        });
        ticked = chosen;
        const [model, ...others] = chosen;
        // What the block lists already stays as it is.
        const moreModels = others.filter((id) => !present.has(id));
        const dropped = droppedFrom(
          session,
          [...present].flatMap(([id, raw]) => (chosen.includes(id) ? [] : raw)),
        );
        const { provider } = normaliseModel(recipe, listing.provider, model!);
        // The route of an existing setup stays if it serves the models.
        const kept = known.recipe ?? recipeFor([model!, ...moreModels], proposed.recipe);
        return { ...known, model, moreModels, provider, recipe: kept, dropped };
      };
      let answers = await ask();
      for (let problem = severalKeys(answers); problem; problem = severalKeys(answers)) {
        session.warn(`${problem.message}. ${problem.hint}`);
        answers = await ask();
      }
      const { provider } = answers;
      // The key of an existing setup is that of its own provider.
      const isOthersKey =
        proposed.provider !== undefined &&
        proposed.provider !== provider &&
        session.options.providerKeyEnv === undefined;
      if (!isOthersKey) return answers;
      const providerKey = usualKey(session.snapshot, provider);
      session.io.redactor.add(providerKey);
      return { ...answers, providerKey };
    },
  };
}

/** The models of the existing block: as they are shown, and as the block has them. */
function presentModels(
  { snapshot, options }: Session,
  known: PartialAnswers,
  { recipe, provider }: ModelListing,
): Map<string, string> {
  const ids = blockOf(snapshot, options.providerId)?.models.map(({ id }) => id) ?? [];
  const shown = (id: string) => normaliseModel(recipe, known.provider ?? provider, id).id;
  return new Map(ids.map((id) => [shown(id), id]));
}

function droppedFrom({ snapshot, options }: Session, ids: readonly string[]): PartialAnswers['dropped'] {
  const block = blockOf(snapshot, options.providerId);
  return block && ids.length ? { providerId: block.id, ids } : undefined;
}

/** The gateway's list, else the provider's own through the gateway, else the bundled one. */
async function listOf(session: Session, known: PartialAnswers, listing: ModelListing): Promise<string[]> {
  const { asker } = session;
  const offered = await asker.busy('Asking the gateway for its models', session.models(known));
  const fitting = usableModels(offered ?? [], listing);
  if (fitting.length || (offered && !listing.provider)) return fitting;

  const provider = providerBySlug(listing.provider ?? '');
  if (provider?.modelsPath) {
    const asked = session.modelsOf(provider.slug, known);
    const own = usableModels(
      (await asker.busy(`Asking ${provider.name} for its models`, asked)) ?? [],
      listing,
    );
    if (own.length) return own;
  }
  const silence = offered ? undefined : await session.whyNoModels(known);
  if (silence !== undefined) session.warn(`The gateway gave no answer: ${silence}`);
  const whose = offered && provider ? ` of ${provider.name}` : '';
  session.say(`The gateway gives no list of models${whose}; this list is from ${knownModelsMonth()}.`);
  return usableModels(bundledModels(), listing);
}
