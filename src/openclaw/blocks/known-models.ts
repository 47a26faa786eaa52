import type { ModelPrice } from '../../gateway/management/management-responses.js';
import { checkModelId, ownerOf } from '../../gateway/providers/model-id-form.js';
import { type NearModel, nearestModel } from '../../gateway/providers/nearest-model.js';
import { providerBySlug } from '../../gateway/providers/providers.js';
import { routeByName } from '../../gateway/providers/routes.js';
import { isRecord } from '../../lib/json.js';
import { MODEL_ROWS, MODELS_DATE, type ModelRow } from './models.generated.js';
import { normaliseModel } from './recipe-model-ids.js';

/** What OpenClaw cannot know of a model by itself. Sizes in tokens; what is not known is left out. */
export interface ModelFacts {
  name: string;
  input: readonly ('text' | 'image')[];
  contextWindow: number;
  maxTokens?: number;
  cost?: ModelCost;
}

/** As OpenClaw has it (docs, "Token use", 2026.9.6): US dollars per million tokens. */
export interface ModelCost {
  input: number;
  output: number;
  cacheRead?: number;
  cacheWrite?: number;
}

const BY_ID = new Map(MODEL_ROWS.map((row) => [row[0], factsOf(row)]));

/**
 * `id` in the form of any route, with or without its date: `openai/gpt-4o-2024-08-06`, `claude-sonnet-4-5`. A model that
 * is not known is listed with its id alone; OpenClaw then assumes 200k of context and 8192 tokens of answer.
 */
export function modelFacts(id: string): ModelFacts | undefined {
  const known = BY_ID.get(normaliseModel('compat', undefined, id).id);
  if (known) return known;
  // Another version, or another seller of the same model, has its sizes; its price may differ.
  const plain = plainId(id);
  const prefix = ownerOf(plain)?.compatPrefix;
  const undated = plain.replace(/(-\d{8}|-\d{4}-\d{2}-\d{2}|-\d{4}|-latest)$/, '');
  const alike = [plain, undated, `${undated}-latest`].flatMap(
    (name) => BY_ID.get(`${prefix}/${name}`) ?? [],
  )[0];
  if (!alike) return undefined;
  const { cost: _cost, ...sizes } = alike;
  return sizes;
}

/** What the gateway charges, where it says so; where that is the price that is known, with the price of what is cached. */
export function modelCost(
  price: ModelPrice | undefined,
  known: ModelCost | undefined,
): ModelCost | undefined {
  if (!price?.inputUsd || !price.outputUsd) return known;
  const [input, output] = [perMillion(price.inputUsd), perMillion(price.outputUsd)];
  return known?.input === input && known.output === output ? known : { input, output };
}

/** Without the noise of binary fractions. */
function perMillion(usd: number): number {
  return Number((usd * 1e6).toPrecision(12));
}

function factsOf([, name, seesImages, contextWindow, maxTokens, cost]: ModelRow): ModelFacts {
  const [input, output, cacheRead, cacheWrite] = cost ?? [];
  return {
    name,
    input: seesImages ? ['text', 'image'] : ['text'],
    contextWindow,
    maxTokens: maxTokens || undefined,
    cost:
      input && output
        ? { input, output, cacheRead: cacheRead || undefined, cacheWrite: cacheWrite || undefined }
        : undefined,
  };
}

/** The month that the table is of. Asked for only where it is said: the system's calendar takes long to load. */
export function knownModelsMonth(): string {
  return new Date(MODELS_DATE).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** Ids of the table, as `/compat` names them. */
export const KNOWN_MODELS: readonly string[] = MODEL_ROWS.map(([id]) => id);

/** The known model with the same name that the route wants to be written otherwise. */
export function sameKnownModel(route: string | undefined, id: string): string | undefined {
  const near = nearKnownModel(route, id);
  return near?.isSame ? near.id : undefined;
}

/** The known model that was meant, as the route wants it written. */
export function nearKnownModel(route: string | undefined, id: string): NearModel | undefined {
  const known = route === undefined ? [] : knownOn(route);
  return known.includes(id) ? undefined : nearestModel(id, known);
}

/** The known models that a route serves, as it wants them written: `claude-haiku-4-5` on /anthropic. */
function knownOn(route: string): readonly string[] {
  if (route === 'compat') return KNOWN_MODELS;
  if (route === 'rest') return KNOWN_MODELS.map((id) => checkModelId('rest', id)?.values.expected ?? id);
  const prefix = providerBySlug(routeByName(route)?.provider ?? '')?.compatPrefix;
  return prefix === undefined
    ? []
    : KNOWN_MODELS.filter((id) => id.startsWith(`${prefix}/`)).map((id) => id.slice(prefix.length + 1));
}

/** OpenAI's reasoning models refuse `max_tokens` on chat/completions, which OpenClaw sends to a gateway by default. */
export function refusesMaxTokens(id: string): boolean {
  const owner = id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : '';
  return (owner === '' || owner.endsWith('openai')) && /^(gpt-5|o[134](-|$))/.test(plainId(id));
}

export const MAX_TOKENS_FIELD = 'max_completion_tokens';

/** Whether a model entry already says so. */
export function hasMaxTokensField(entry: Record<string, unknown>): boolean {
  return isRecord(entry.compat) && entry.compat.maxTokensField === MAX_TOKENS_FIELD;
}

function plainId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
