import type { TokenCount } from '../http/token-count.js';

/** Models that the built-in providers have, by slug. A provider that is not named has every model. */
export const MODELS: Record<string, readonly string[]> = {
  openai: [
    'gpt-4o',
    'gpt-4o-mini',
    'gpt-4.1',
    'gpt-4.1-mini',
    'gpt-4.1-nano',
    'gpt-5',
    'gpt-5-mini',
    'gpt-5-nano',
    'gpt-5.1',
    'gpt-5.2',
    'gpt-5.4',
    'gpt-5.5',
    'o3',
    'o3-mini',
    'o4-mini',
    'text-embedding-3-small',
    'text-embedding-3-large',
  ],
  anthropic: [
    'claude-3-5-haiku-20241022',
    'claude-haiku-4-5',
    'claude-haiku-4-5-20251001',
    'claude-sonnet-4-5',
    'claude-sonnet-4-5-20250929',
    'claude-sonnet-4-6',
    'claude-opus-4-1',
    'claude-opus-4-5',
    'claude-opus-4-6',
  ],
  'google-ai-studio': [
    'gemini-2.0-flash',
    'gemini-2.5-flash',
    'gemini-2.5-flash-lite',
    'gemini-2.5-pro',
    'gemini-3-flash-preview',
    'gemini-3-pro-preview',
  ],
  'workers-ai': [
    '@cf/meta/llama-3.1-8b-instruct',
    '@cf/meta/llama-3.1-8b-instruct-fast',
    '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    '@cf/openai/gpt-oss-20b',
    '@cf/openai/gpt-oss-120b',
    '@cf/qwen/qwen3-30b-a3b-fp8',
    '@cf/moonshotai/kimi-k2.5',
    '@cf/baai/bge-base-en-v1.5',
    '@cf/baai/bge-m3',
  ],
};

/** Models of the catalogue that were taken away, and what Cloudflare names in their place. */
export const RETIRED: ReadonlyMap<string, string> = new Map([
  ['anthropic/claude-3-5-sonnet', 'anthropic/claude-sonnet-4-6'],
  ['openai/gpt-4', 'openai/gpt-4.1'],
]);

/** `fail-401`, `fail-quota` anywhere in a model id: the provider fails in that way. */
export function wantedFailure(model: string): string | undefined {
  return /fail-([a-z0-9]+(?:-[a-z0-9]+)*)/.exec(model)?.[1];
}

/** `slow-500` in a model id: its first byte comes after so many milliseconds. */
export function wantedDelay(model: string): number | undefined {
  const text = /slow-(\d+)/.exec(model)?.[1];
  return text === undefined ? undefined : Number(text);
}

/** `flaky-2` in a model id: it is out of order so many times, answers once, and so on. */
export function wantedOutages(model: string): number | undefined {
  const text = /flaky-(\d+)/.exec(model)?.[1];
  return text === undefined ? undefined : Number(text);
}

const SCRIPTED = [wantedFailure, wantedDelay, wantedOutages];

export function hasModel(slug: string, model: string, extra: readonly string[] = []): boolean {
  const known = MODELS[slug];
  return (
    !known ||
    known.includes(model) ||
    extra.includes(model) ||
    SCRIPTED.some((read) => read(model) !== undefined)
  );
}

/** Models that want `max_completion_tokens` on chat completions. */
export function rejectsMaxTokens(slug: string, model: string): boolean {
  return slug === 'openai' && /^(gpt-5|o\d)/.test(model);
}

/** US dollars a token: one price for all, so that sums can be checked by hand. */
export const PRICE = { input: 0.15e-6, output: 0.6e-6 };

export function costOf({ input, output }: TokenCount): number {
  return input * PRICE.input + output * PRICE.output;
}
