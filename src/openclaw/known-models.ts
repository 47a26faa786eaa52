import { isRecord } from './tree.js';

/** What OpenClaw cannot know of a model by itself. Sizes in tokens. */
export interface ModelFacts {
  name: string;
  input: readonly ('text' | 'image')[];
  contextWindow: number;
  maxTokens: number;
}

const TEXT = ['text'] as const;
const IMAGE = ['text', 'image'] as const;

/**
 * From the providers' model pages, as of November 2026. A model that is not here is listed with its id alone; OpenClaw
 * then assumes 200k of context and 8192 tokens of answer. Ids without prefix and date.
 */
const FACTS: readonly [
  id: string,
  name: string,
  input: ModelFacts['input'],
  context: number,
  answer: number,
][] = [
  ['gpt-4o', 'GPT-4o', IMAGE, 128_000, 16_384],
  ['gpt-4o-mini', 'GPT-4o mini', IMAGE, 128_000, 16_384],
  ['gpt-4.1', 'GPT-4.1', IMAGE, 1_047_576, 32_768],
  ['gpt-4.1-mini', 'GPT-4.1 mini', IMAGE, 1_047_576, 32_768],
  ['gpt-4.1-nano', 'GPT-4.1 nano', IMAGE, 1_047_576, 32_768],
  ['gpt-5', 'GPT-5', IMAGE, 400_000, 128_000],
  ['gpt-5-mini', 'GPT-5 mini', IMAGE, 400_000, 128_000],
  ['gpt-5-nano', 'GPT-5 nano', IMAGE, 400_000, 128_000],
  ['gpt-5.1', 'GPT-5.1', IMAGE, 400_000, 128_000],
  ['gpt-5.2', 'GPT-5.2', IMAGE, 400_000, 128_000],
  ['o1', 'o1', IMAGE, 200_000, 100_000],
  ['o3', 'o3', IMAGE, 200_000, 100_000],
  ['o3-mini', 'o3-mini', TEXT, 200_000, 100_000],
  ['o4-mini', 'o4-mini', IMAGE, 200_000, 100_000],
  ['claude-opus-4-1', 'Claude Opus 4.1', IMAGE, 200_000, 32_000],
  ['claude-opus-4-5', 'Claude Opus 4.5', IMAGE, 200_000, 64_000],
  ['claude-sonnet-4', 'Claude Sonnet 4', IMAGE, 200_000, 64_000],
  ['claude-sonnet-4-5', 'Claude Sonnet 4.5', IMAGE, 200_000, 64_000],
  ['claude-haiku-4-5', 'Claude Haiku 4.5', IMAGE, 200_000, 64_000],
  ['gemini-2.5-pro', 'Gemini 2.5 Pro', IMAGE, 1_048_576, 65_536],
  ['gemini-2.5-flash', 'Gemini 2.5 Flash', IMAGE, 1_048_576, 65_536],
  ['gemini-2.5-flash-lite', 'Gemini 2.5 Flash-Lite', IMAGE, 1_048_576, 65_536],
];

const BY_ID = new Map(
  FACTS.map(([id, name, input, contextWindow, maxTokens]) => [id, { name, input, contextWindow, maxTokens }]),
);

/** `id` in the form of any route, with or without its date: `openai/gpt-4o-2024-08-06`, `claude-sonnet-4-5`. */
export function modelFacts(id: string): ModelFacts | undefined {
  const plain = plainId(id);
  return BY_ID.get(plain) ?? BY_ID.get(plain.replace(/(-\d{8}|-\d{4}-\d{2}-\d{2}|-latest)$/, ''));
}

/** The month that the table is of. */
export const KNOWN_MODELS_DATE = 'November 2026';

/** Ids of the table, without prefix and date. */
export const KNOWN_MODELS: readonly string[] = FACTS.map(([id]) => id);

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
