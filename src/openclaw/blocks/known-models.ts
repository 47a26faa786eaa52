import type { ModelPrice } from '../../gateway/management/management-responses.js';
import { checkModelId, ownerOf } from '../../gateway/providers/model-id-form.js';
import { MODEL_ROWS, MODELS_DATE, type ModelRow } from '../../gateway/providers/models.generated.js';
import { type NearModel, nearestModel } from '../../gateway/providers/nearest-model.js';
import { providerBySlug } from '../../gateway/providers/providers.js';
import { routeByName } from '../../gateway/providers/routes.js';
import { normaliseModel } from './recipe-model-ids.js';

/** Facts about a model that OpenClaw does not know. Sizes in tokens; undefined if unknown. */
export interface ModelFacts {
  name: string;
  input: readonly ('text' | 'image')[];
  /** Whether it can think before it answers. */
  reasons: boolean;
  /** How much, in the provider's words (`low`, `high`), if they are known. */
  efforts?: readonly string[];
  contextWindow: number;
  maxTokens?: number;
  cost?: ModelCost;
}

/** US dollars per million tokens. Source: OpenClaw docs, "Token use" (2026.9.6). */
export interface ModelCost {
  input: number;
  output: number;
  cacheRead?: number;
  cacheWrite?: number;
}

const BY_ID = new Map(MODEL_ROWS.map((row) => [row[0], factsOf(row)]));

/**
 * Looks up a model id in the form of any route, with or without its date: `openai/gpt-4o-2024-08-06`,
 * `claude-sonnet-5`. For an unknown model OpenClaw assumes 200k tokens of context and 8192 of output.
 */
export function modelFacts(id: string): ModelFacts | undefined {
  const known = BY_ID.get(normaliseModel('compat', undefined, id).id);
  if (known) return known;
  // Another version, or the same model from another provider, has the same sizes but maybe not the same price.
  const plain = plainId(id);
  const prefix = ownerOf(plain)?.compatPrefix;
  const undated = plain.replace(/(-\d{8}|-\d{4}-\d{2}-\d{2}|-\d{4}|-latest)$/, '');
  const similar = [plain, undated, `${undated}-latest`].flatMap(
    (name) => BY_ID.get(`${prefix}/${name}`) ?? [],
  )[0];
  if (!similar) return undefined;
  const { cost: _cost, ...sizes } = similar;
  return sizes;
}

/** The gateway's price if it has one, otherwise the known cost. If both agree, the known cost is used because it includes
 * cache prices. */
export function modelCost(
  price: ModelPrice | undefined,
  known: ModelCost | undefined,
): ModelCost | undefined {
  if (!price?.inputUsd || !price.outputUsd) return known;
  const [input, output] = [perMillion(price.inputUsd), perMillion(price.outputUsd)];
  return known?.input === input && known.output === output ? known : { input, output };
}

/** Rounds off floating-point noise. */
function perMillion(usd: number): number {
  return Number((usd * 1e6).toPrecision(12));
}

function factsOf([, name, seesImages, reasoning, contextWindow, maxTokens, cost]: ModelRow): ModelFacts {
  const [input, output, cacheRead, cacheWrite] = cost ?? [];
  return {
    name,
    input: seesImages ? ['text', 'image'] : ['text'],
    reasons: reasoning !== false,
    efforts: typeof reasoning === 'string' ? reasoning.split(' ') : undefined,
    contextWindow,
    maxTokens: maxTokens || undefined,
    cost:
      input && output
        ? { input, output, cacheRead: cacheRead || undefined, cacheWrite: cacheWrite || undefined }
        : undefined,
  };
}

/** The month of the table, such as `November 2026`. A function because loading the locale data is slow. */
export function knownModelsMonth(): string {
  return new Date(MODELS_DATE).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** Ids of the table, in the form of `/compat`. */
export const KNOWN_MODELS: readonly string[] = MODEL_ROWS.map(([id]) => id);

/** The known model with the same name, if the route writes it differently. */
export function sameKnownModel(route: string | undefined, id: string): string | undefined {
  const near = nearKnownModel(route, id);
  return near?.isSame ? near.id : undefined;
}

/** The known model that the user probably meant, in the form of the route. */
export function nearKnownModel(route: string | undefined, id: string): NearModel | undefined {
  const known = route === undefined ? [] : knownOn(route);
  return known.includes(id) ? undefined : nearestModel(id, known);
}

/** The known models that a route serves, in its form: `claude-haiku-4-5` on /anthropic. */
function knownOn(route: string): readonly string[] {
  if (route === 'compat') return KNOWN_MODELS;
  if (route === 'rest') return KNOWN_MODELS.map((id) => checkModelId('rest', id)?.values.expected ?? id);
  const prefix = providerBySlug(routeByName(route)?.provider ?? '')?.compatPrefix;
  return prefix === undefined
    ? []
    : KNOWN_MODELS.filter((id) => id.startsWith(`${prefix}/`)).map((id) => id.slice(prefix.length + 1));
}

function plainId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
