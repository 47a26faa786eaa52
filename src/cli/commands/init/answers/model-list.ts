import { checkModelId } from '../../../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../../../gateway/providers/nearest-model.js';
import { KNOWN_MODELS, modelFacts } from '../../../../openclaw/blocks/known-models.js';
import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { type RecipeName, routeOfRecipe } from '../../../../openclaw/blocks/recipes.js';
import { type Choice, matches } from '../../../prompts/asker.js';
import { EXAMPLE_MODELS } from './example-models.js';

/** A route of one provider has only that provider's models; ids as the route wants them. */
export interface ModelListing {
  recipe: RecipeName;
  /** Slug; only this provider's models are wanted. */
  provider?: string;
}

/** The list for want of the gateway's own: ids with their provider in front. */
export function bundledModels(): string[] {
  const examples = EXAMPLE_MODELS.map(({ provider, model }) => normaliseModel('compat', provider, model).id);
  return [...new Set([...examples, ...KNOWN_MODELS])];
}

/** What an agent cannot talk with: embeddings, images, speech, moderation. */
const NO_CHAT =
  /embed|\bbge-|whisper|\btts\b|dall-e|gpt-image|imagen|veo|sora|moderation|rerank|transcribe|realtime|flux|stable-diffusion/i;

/** The models of a list that fit, the usual ones of each provider first. */
export function usableModels(ids: readonly string[], { recipe, provider }: ModelListing): string[] {
  const wanted = ids
    .filter((id) => !NO_CHAT.test(id))
    .filter((id) => !provider || normaliseModel('compat', undefined, id).provider === provider)
    .map((id) => normaliseModel(recipe, provider, id).id);
  const usual = EXAMPLE_MODELS.map(({ provider: slug, model }) => normaliseModel(recipe, slug, model).id);
  const first = usual.filter((id) => wanted.includes(id));
  return [...new Set([...first, ...wanted])];
}

/** The models that fit what is typed or were probably meant, and what is typed itself when it is a model id that no list has. */
export function modelChoices(
  models: readonly string[],
  typed: string,
  { recipe, provider }: ModelListing,
): Choice<string>[] {
  const listed = models
    .filter((id) => matches(id, typed))
    .map((id) => ({ value: id, name: id, description: factsText(id) }));
  const word = typed.trim();
  if (!word || /\s/.test(word)) return listed;
  const { id } = normaliseModel(recipe, provider, word);
  if (models.includes(id)) return listed;
  const told = checkModelId(routeOfRecipe(recipe), id);
  if (!told)
    return [
      ...(listed.length ? listed : meantBy(id, models)),
      {
        value: id,
        name: `${id}, as typed`,
        short: id,
        description: 'It is in no list; it is taken as it is.',
      },
    ];
  if (listed.length) return listed;
  const { expected, nearest } = told.values;
  const disabled = `The provider comes first, such as ${expected ?? `${nearest ?? 'openai'}/${word.slice(word.indexOf('/') + 1)}`}`;
  return [{ value: id, name: word, description: disabled, disabled }];
}

/** The model with nearly this id. */
function meantBy(id: string, models: readonly string[]): Choice<string>[] {
  const near = nearestModel(id, models)?.id;
  return near ? [{ value: near, name: near, description: `Did you mean this one? ${factsText(near)}` }] : [];
}

/** Sizes in tokens, where they are known. */
function factsText(id: string): string {
  const facts = modelFacts(id);
  if (!facts) return 'Sizes not known here: OpenClaw assumes 200k of context, 8k of answer.';
  const { name, contextWindow, maxTokens, input } = facts;
  const sizes = [
    `${thousands(contextWindow)} of context`,
    ...(maxTokens ? [`${thousands(maxTokens)} of answer`] : []),
  ];
  return `${name}: ${sizes.join(', ')}, ${input.join(' and ')}.`;
}

function thousands(tokens: number): string {
  return tokens >= 1_000_000 ? `${Math.round(tokens / 100_000) / 10}M` : `${Math.round(tokens / 1000)}k`;
}
