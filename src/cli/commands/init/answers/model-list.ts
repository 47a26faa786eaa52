import { checkModelId } from '../../../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../../../gateway/providers/nearest-model.js';
import { isVendorKey } from '../../../../lib/redact/looks-secret.js';
import { KNOWN_MODELS, modelFacts } from '../../../../openclaw/blocks/known-models.js';
import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { type RecipeName, routeOfRecipe } from '../../../../openclaw/blocks/recipes.js';
import { type Choice, matches } from '../../../prompts/asker.js';
import { EXAMPLE_MODELS } from './example-models.js';

/** For a credential that was pasted into the wrong question. */
export const NOT_A_MODEL = 'This is a key or a token, not a model id.';

/** The models to list, and the form of their ids. */
export interface ModelListing {
  recipe: RecipeName;
  /** Slug; lists only this provider's models. */
  provider?: string;
}

/** Used if the gateway's own list is not available; ids with their provider prefix. */
export function bundledModels(): string[] {
  const examples = EXAMPLE_MODELS.map(({ provider, model }) => normaliseModel('compat', provider, model).id);
  return [...new Set([...examples, ...KNOWN_MODELS])];
}

/** Models that cannot chat: embeddings, images, speech, moderation. */
const NO_CHAT =
  /embed|\bbge-|whisper|\btts\b|dall-e|gpt-image|imagen|veo|sora|moderation|rerank|transcribe|realtime|flux|stable-diffusion/i;

/** The matching chat models, the example of each provider first. */
export function usableModels(ids: readonly string[], { recipe, provider }: ModelListing): string[] {
  const wanted = ids
    .filter((id) => !NO_CHAT.test(id))
    .filter((id) => !provider || normaliseModel('compat', undefined, id).provider === provider)
    .map((id) => normaliseModel(recipe, provider, id).id);
  const examples = EXAMPLE_MODELS.map(({ provider: slug, model }) => normaliseModel(recipe, slug, model).id);
  const first = examples.filter((id) => wanted.includes(id));
  return [...new Set([...first, ...wanted])];
}

/** The models that match the typed text or that the user probably meant, and the text itself if it is an unlisted model id. */
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
  if (isVendorKey(word)) return [{ value: word, name: NOT_A_MODEL, disabled: NOT_A_MODEL }];
  const { id } = normaliseModel(recipe, provider, word);
  if (models.includes(id)) return listed;
  const problem = checkModelId(routeOfRecipe(recipe), id);
  if (!problem)
    return [
      ...(listed.length ? listed : suggestions(id, models)),
      {
        value: id,
        name: `${id}, not listed`,
        short: `${id} (not listed)`,
        description: 'It is not in this list, but may work all the same.',
      },
    ];
  if (listed.length) return listed;
  const { expected, nearest } = problem.values;
  const disabled = `The provider comes first, such as ${expected ?? `${nearest ?? 'openai'}/${word.slice(word.indexOf('/') + 1)}`}`;
  return [{ value: id, name: word, description: disabled, disabled }];
}

/** The model with the most similar id. */
function suggestions(id: string, models: readonly string[]): Choice<string>[] {
  const near = nearestModel(id, models)?.id;
  return near ? [{ value: near, name: near, description: `Did you mean this one? ${factsText(near)}` }] : [];
}

function factsText(id: string): string {
  const facts = modelFacts(id);
  if (!facts) return 'Unknown sizes: OpenClaw assumes 200k tokens of context and 8k of output.';
  const { name, contextWindow, maxTokens, input } = facts;
  const sizes = [
    `${abbreviate(contextWindow)} context`,
    ...(maxTokens ? [`${abbreviate(maxTokens)} output`] : []),
  ];
  return `${name}: ${sizes.join(', ')}, ${input.join(' and ')}.`;
}

function abbreviate(tokens: number): string {
  return tokens >= 1_000_000 ? `${Math.round(tokens / 100_000) / 10}M` : `${Math.round(tokens / 1000)}k`;
}
