import type { ApiForm } from '../../diagnosis/exchange/exchange.js';
import { isRecord } from '../../lib/json.js';
import { modelFacts } from './known-models.js';
import { normaliseModel } from './recipe-model-ids.js';

/** Fields of a model entry without which OpenClaw leaves something unused that the model has. */
export interface ModelFeatures {
  /** OpenClaw offers levels of thinking, and thinks at `medium` unless told otherwise. */
  reasoning?: true;
  /** Only for the OpenAI forms: OpenClaw reads nothing of it for the others. */
  compat?: Readonly<Record<string, unknown>>;
}

/** An entry of `models` as cf-aig writes it. */
export type ModelEntry = ModelFeatures & Record<string, unknown>;

/** OpenAI's reasoning models reject `max_tokens` on chat/completions, which OpenClaw sends to a gateway by default. */
export function refusesMaxTokens(id: string): boolean {
  const owner = id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : '';
  return (owner === '' || owner.endsWith('openai')) && /^(gpt-[56]|o[134](-|$))/.test(nameOf(id));
}

const MAX_TOKENS_FIELD = 'max_completion_tokens';

/** Whether a model entry already makes OpenClaw send `max_completion_tokens`. */
export function hasMaxTokensField(entry: Record<string, unknown>): boolean {
  return isRecord(entry.compat) && entry.compat.maxTokensField === MAX_TOKENS_FIELD;
}

/**
 * What OpenClaw 2026.9.6 needs to be told, by API form. For an address that is neither local nor a provider's own it asks for
 * no usage in a stream and sends no `reasoning_effort`; the other forms need only `reasoning`.
 */
export function modelFeatures(id: string, api: ApiForm): ModelFeatures {
  const facts = modelFacts(id);
  const reasons = facts?.reasons ?? refusesMaxTokens(id);
  switch (api) {
    case 'openai-completions': {
      const efforts = effortsOnChat(id);
      return {
        reasoning: efforts || (reasons && refusesMaxTokens(id)) ? true : undefined,
        compat: {
          supportsUsageInStreaming: true,
          ...(refusesMaxTokens(id) && { maxTokensField: MAX_TOKENS_FIELD }),
          ...(efforts && { supportsReasoningEffort: true, supportedReasoningEfforts: [...efforts] }),
          ...(needsNoEffort(id) && NO_EFFORT),
        },
      };
    }
    case 'openai-responses':
      if (!reasons) return {};
      return {
        reasoning: true,
        compat: facts?.efforts && { supportedReasoningEfforts: [...facts.efforts] },
      };
    default:
      return { reasoning: reasons || undefined };
  }
}

/** The part of the features that an entry lacks. What the user has set stays, whatever it is; only `max_tokens` cannot. */
export function missingFeatures(entry: Record<string, unknown>, wanted: ModelFeatures): ModelFeatures {
  const present = isRecord(entry.compat) ? entry.compat : {};
  const thinks = entry.reasoning !== false && present.supportsReasoningEffort !== false;
  const compat = Object.entries(wanted.compat ?? {}).filter(([key, value]) =>
    key === 'maxTokensField'
      ? present[key] !== value
      : present[key] === undefined && (thinks || !EFFORT_KEYS.has(key)),
  );
  return {
    reasoning: entry.reasoning === undefined ? wanted.reasoning : undefined,
    compat: compat.length ? Object.fromEntries(compat) : undefined,
  };
}

const EFFORT_KEYS: ReadonlySet<string> = new Set([
  'supportsReasoningEffort',
  'supportedReasoningEfforts',
  'reasoningEffortMap',
]);

/** The keys of an entry's `compat` that the features of an API form set, and that are not wanted in another. */
export function staleCompatKeys(
  entry: Record<string, unknown>,
  id: string,
  { compat: wanted = {} }: ModelFeatures,
): string[] {
  if (!isRecord(entry.compat)) return [];
  const { compat } = entry;
  return OPENAI_FORMS.flatMap((form) => Object.entries(modelFeatures(id, form).compat ?? {}))
    .filter(([key, value]) => !(key in wanted) && JSON.stringify(compat[key]) === JSON.stringify(value))
    .map(([key]) => key);
}

const OPENAI_FORMS: readonly ApiForm[] = ['openai-completions', 'openai-responses'];

/** Google documents these for its OpenAI form, for all models that think. */
const GEMINI_EFFORTS = ['low', 'medium', 'high'];

/**
 * Models that take `reasoning_effort` on chat/completions together with tools, which an agent always sends, by prefix on
 * `/compat`. OpenAI rejects the two together from gpt-5.2 on ("use /v1/responses instead"), Anthropic ignores the field, and
 * Mistral, xAI and DeepSeek have other ones.
 */
const TAKES_EFFORT: Readonly<Record<string, RegExp>> = {
  openai: /^(o1|o3|o3-mini|o4-mini|gpt-5|gpt-5-mini|gpt-5-nano|gpt-5\.1)(-\d{4}-\d{2}-\d{2})?$/,
  'google-ai-studio': /^gemini-/,
  groq: /./,
  cerebras: /./,
  baseten: /./,
  'workers-ai': /./,
};

/** OpenAI rejects tools for gpt-5.6 on chat/completions unless `reasoning_effort` is `none`. */
function needsNoEffort(id: string): boolean {
  return refusesMaxTokens(id) && /^gpt-5\.6(-|$)/.test(nameOf(id));
}

/** Makes OpenClaw 2026.9.6 send `none`, whatever level is chosen. */
const NO_EFFORT = {
  supportsReasoningEffort: true,
  supportedReasoningEfforts: ['none'],
  reasoningEffortMap: { minimal: 'none', low: 'none', medium: 'none', high: 'none' },
};

/** Whether the features let the model think, and not only take it with `none`. */
export function thinks({ reasoning, compat = {} }: ModelFeatures, api: ApiForm): boolean {
  if (api !== 'openai-completions' || !reasoning) return reasoning === true;
  const efforts = compat.supportedReasoningEfforts;
  const hasEffort = !Array.isArray(efforts) || efforts.some((effort) => effort !== 'none');
  return compat.supportsReasoningEffort === true && hasEffort;
}

function effortsOnChat(id: string): readonly string[] | undefined {
  const facts = modelFacts(id);
  if (!facts?.reasons) return undefined;
  const full = normaliseModel('compat', undefined, id).id;
  const prefix = full.slice(0, full.indexOf('/'));
  if (!TAKES_EFFORT[prefix]?.test(full.slice(prefix.length + 1))) return undefined;
  // On Workers AI's own routes. Through /compat they are known to work only without it.
  if (id.startsWith('workers-ai/')) return undefined;
  return facts.efforts ?? (prefix === 'google-ai-studio' ? GEMINI_EFFORTS : undefined);
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
