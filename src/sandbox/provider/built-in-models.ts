import type { TokenCount } from '../http/token-count.js';

/** Models of the built-in providers, by slug. A provider without a list has every model. */
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
    'gpt-5.6-luna',
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

/** Models that were taken out of the catalogue, and what Cloudflare names in their place. */
export const RETIRED: ReadonlyMap<string, string> = new Map([
  ['anthropic/claude-3-5-sonnet', 'anthropic/claude-sonnet-4-6'],
  ['openai/gpt-4', 'openai/gpt-4.1'],
]);

/** What the text of a model id asks of the built-in provider. */
export interface ModelMarkers {
  /** `fail-401`, `fail-quota`: the provider fails in that way. */
  failure?: string;
  /** `slow-500`: milliseconds until the first byte. */
  delayMs?: number;
  /** `flaky-2`: number of outages before each answer. */
  outages?: number;
}

export function modelMarkers(model: string): ModelMarkers {
  const number = (pattern: RegExp) => {
    const digits = pattern.exec(model)?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  return {
    failure: /fail-([a-z0-9]+(?:-[a-z0-9]+)*)/.exec(model)?.[1],
    delayMs: number(/slow-(\d+)/),
    outages: number(/flaky-(\d+)/),
  };
}

export function hasModel(slug: string, model: string, extra: readonly string[] = []): boolean {
  const known = MODELS[slug];
  return (
    !known ||
    known.includes(model) ||
    extra.includes(model) ||
    Object.values(modelMarkers(model)).some((marker) => marker !== undefined)
  );
}

/** Models that require `max_completion_tokens` on chat completions. */
export function rejectsMaxTokens(slug: string, model: string): boolean {
  return slug === 'openai' && /^(gpt-5|o\d)/.test(model);
}

/** OpenAI's chat completions take tools for newer models only without reasoning, and gpt-5.6 has to be told. */
export function rejectsToolsWithEffort(slug: string, model: string, body: Record<string, unknown>): boolean {
  if (slug !== 'openai' || !Array.isArray(body.tools) || !body.tools.length) return false;
  const effort = body.reasoning_effort ?? (/^gpt-5\.6/.test(model) ? 'medium' : 'none');
  return /^gpt-5\.[4-9]/.test(model) && effort !== 'none';
}

/** US dollars per token. One price for all models, so that sums are easy to check. */
export const PRICE = { input: 0.15e-6, output: 0.6e-6 };

/** Tokens and US dollars of a response; empty when its tokens are unknown. */
export function usageAndCost(usage: TokenCount | undefined): { usage?: TokenCount; cost?: number } {
  return usage ? { usage, cost: usage.input * PRICE.input + usage.output * PRICE.output } : {};
}
