import { DEFAULT_EMBEDDING_MODEL, embeddingRecipe } from '../../../../openclaw/blocks/memory-search.js';
import { normaliseModel, unfitOnRoute } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { routeOfRecipe } from '../../../../openclaw/blocks/recipes.js';
import { UsageError } from '../../../shared/errors.js';

/** The embedding model of `--memory-search[=model]`, as its route wants it. Throws UsageError. */
export function embeddingModel(flag: string | true | undefined): string | undefined {
  if (flag === undefined) return undefined;
  if (flag === true) return DEFAULT_EMBEDDING_MODEL;
  const recipe = embeddingRecipe(flag.trim());
  const { id } = normaliseModel(recipe, undefined, flag);
  if (id && !/\s/.test(id) && !unfitOnRoute(routeOfRecipe(recipe), id)) return id;
  throw new UsageError(
    `--memory-search ${flag}: neither OpenAI nor Workers AI has this embedding model`,
    `Such as ${DEFAULT_EMBEDDING_MODEL}, or @cf/baai/bge-m3.`,
  );
}
