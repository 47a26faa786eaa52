/** `sandbox/provider/models/`: which models the built-in provider has, what they can do and what they cost. */

import { withoutDate } from '../../../gateway/providers/model-date.js';
import { MODEL_ROWS, type ModelRow } from '../../../gateway/providers/models.generated.js';
import { providerByModelPrefix } from '../../../gateway/providers/providers.js';
import { isMarked } from './model-markers.js';
import { isNewVersion } from './model-versions.js';

/** What the generated table leaves out: models that do not chat, small ones, and those that only the REST API has. */
const OTHER_MODELS: Record<string, readonly string[]> = {
  openai: ['gpt-6.2-sol', 'text-embedding-3-small', 'text-embedding-3-large', 'text-embedding-ada-002'],
  'google-ai-studio': ['gemini-embedding-001'],
  'workers-ai': [
    '@cf/meta/llama-3.1-8b-instruct',
    '@cf/meta/llama-3.1-8b-instruct-fast',
    '@cf/baai/bge-base-en-v1.5',
    '@cf/baai/bge-m3',
  ],
  alibaba: ['qwen3.8-max'],
  minimax: ['m3'],
};

/** Models by slug and by id as the provider knows it. */
const ROWS: ReadonlyMap<string, ReadonlyMap<string, ModelRow>> = rowsBySlug();

/** Models of the built-in providers, by slug. */
export const MODELS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...new Set([...ROWS.keys(), ...Object.keys(OTHER_MODELS)])].map((slug) => [
    slug,
    [...(ROWS.get(slug)?.keys() ?? []), ...(OTHER_MODELS[slug] ?? [])],
  ]),
);

/** Providers that refuse a model that is not in their list; the others take every model. */
const STRICT: ReadonlySet<string> = new Set(['openai', 'anthropic', 'google-ai-studio', 'workers-ai']);

/** The number of models that a provider has; undefined: any. */
export function modelCount(slug: string): number | undefined {
  return STRICT.has(slug) ? MODELS[slug]?.length : undefined;
}

/** Models that were taken out of the catalogue, and what Cloudflare names in their place. */
export const RETIRED: ReadonlyMap<string, string> = new Map([
  ['anthropic/claude-3-5-sonnet', 'anthropic/claude-sonnet-4.6'],
  ['anthropic/claude-sonnet-4-5', 'anthropic/claude-sonnet-4.6'],
  ['anthropic/claude-sonnet-4.5', 'anthropic/claude-sonnet-4.6'],
  ['openai/gpt-4', 'openai/gpt-4.1'],
]);

/** Whether the provider has the model: in its list, with a date, or newer than the list but of a known family. */
export function hasModel(slug: string, model: string, extra: readonly string[] = []): boolean {
  if (!STRICT.has(slug) || extra.includes(model) || isMarked(model)) return true;
  const known = MODELS[slug] ?? [];
  return known.includes(model) || known.includes(withoutDate(model)) || isNewVersion(model, known);
}

function rowOf(slug: string, model: string): ModelRow | undefined {
  const rows = ROWS.get(slug);
  return rows?.get(model) ?? rows?.get(withoutDate(model));
}

/** Whether the model takes pictures. */
export function seesImages(slug: string, model: string): boolean {
  const row = rowOf(slug, model);
  return row ? row[2] : slug !== 'workers-ai' || /vision|llava/.test(model);
}

/** US dollars per token. */
export interface Price {
  input: number;
  output: number;
  /** Of a token that is read from the provider's prompt cache. */
  cacheRead: number;
  /** Of a token that is put into it. */
  cacheWrite: number;
}

/** Of a model that the table has no price for. */
const DEFAULT_PRICE: Price = { input: 0.15e-6, output: 0.6e-6, cacheRead: 0.15e-6, cacheWrite: 0.15e-6 };

const prices = new Map<ModelRow, Price>();

export function priceOf(slug: string, model: string): Price {
  const row = rowOf(slug, model);
  if (!row) return DEFAULT_PRICE;
  const price = prices.get(row) ?? readPrice(row);
  prices.set(row, price);
  return price;
}

function readPrice(row: ModelRow): Price {
  const [input, output, cacheRead, cacheWrite] = row[6] ?? [];
  if (input === undefined || output === undefined) return DEFAULT_PRICE;
  return {
    input: perToken(input),
    output: perToken(output),
    // What has no price of its own costs as much as other input.
    cacheRead: perToken(cacheRead ?? input),
    cacheWrite: perToken(cacheWrite ?? input),
  };
}

/** From dollars per million, without floating-point noise. */
function perToken(perMillion: number): number {
  return Number(`${perMillion}e-6`);
}

function rowsBySlug(): Map<string, Map<string, ModelRow>> {
  const rows = new Map<string, Map<string, ModelRow>>();
  for (const row of MODEL_ROWS) {
    const slash = row[0].indexOf('/');
    const slug = providerByModelPrefix(row[0].slice(0, slash))?.slug ?? '';
    const models = rows.get(slug) ?? new Map<string, ModelRow>();
    rows.set(slug, models.set(row[0].slice(slash + 1), row));
  }
  return rows;
}
