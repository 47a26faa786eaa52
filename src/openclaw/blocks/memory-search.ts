import type { Origins } from '../../gateway/address/origins.js';
import { buildBaseUrl } from '../../gateway/address/parse-base-url.js';
import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { recordAt } from '../files/tree.js';
import { type ProviderBlock, readBlock } from './block.js';
import {
  keyVariableOf,
  type Payment,
  type RecipeName,
  routeOfRecipe,
  type Secret,
  type Setup,
} from './recipes.js';

/** Where OpenClaw has the embeddings of its memory search, since 2026.8.1. */
export const MEMORY_SEARCH_PATH: Path = ['memory', 'search'];

export const DEFAULT_EMBEDDING_MODEL = 'text-embedding-3-small';

/** The recipe on whose route the embeddings of a model are: /compat and the REST API have none. */
export function embeddingRecipe(model: string): RecipeName & ('openai' | 'workers-ai') {
  return /^(workers-ai\/)?@/.test(model) ? 'workers-ai' : 'openai';
}

/** What `init` writes to `memory.search`. */
export interface MemorySearch {
  provider: 'openai-compatible';
  model: string;
  baseUrl: string;
  /** What goes into Authorization. */
  apiKey: Secret;
  /** Headers with a secret. */
  headers: Readonly<Record<string, Secret>>;
}

/** Measured with OpenClaw 2026.9.6: it sends the key in Authorization, and the headers besides. */
export function memorySearchFor(model: string, setup: Setup, origins: Origins): MemorySearch {
  const { accountId, gateway, payment } = setup;
  const recipe = embeddingRecipe(model);
  return {
    provider: 'openai-compatible',
    model,
    baseUrl: buildBaseUrl({ origins, route: routeOfRecipe(recipe), accountId, gateway }),
    ...placement(recipe, payment),
  };
}

function placement(recipe: RecipeName, payment: Payment): Pick<MemorySearch, 'apiKey' | 'headers'> {
  const token = { 'cf-aig-authorization': 'token' } as const;
  if (payment === 'own-key-open') return { apiKey: 'key', headers: {} };
  if (payment === 'own-key') return { apiKey: 'key', headers: token };
  // The provider gets what is in Authorization, unless it is the gateway's alone.
  return { apiKey: 'token', headers: recipe === 'workers-ai' ? token : {} };
}

/** The variable of the key that pays for the embeddings, if it is not that of the setup's own provider. */
export function embeddingKeyVariable({ payment, provider, memorySearch }: Setup): string | undefined {
  if (payment === 'stored' || memorySearch === undefined) return undefined;
  const slug = embeddingRecipe(memorySearch);
  return slug === provider ? undefined : keyVariableOf(slug);
}

/** The memory search as a block with the model, for a request like OpenClaw's; undefined if none is set. */
export function memorySearchBlock(config: unknown): ProviderBlock | undefined {
  const { model, remote } = recordAt(config, MEMORY_SEARCH_PATH) ?? {};
  if (typeof model !== 'string' || !isRecord(remote)) return undefined;
  const { baseUrl, apiKey, headers } = remote;
  return readBlock('memory.search', {
    baseUrl,
    apiKey,
    headers,
    api: 'openai-completions',
    models: [{ id: model }],
  });
}
