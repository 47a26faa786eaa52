import { readBody, valuesIn } from '../../../diagnosis/exchange/body.js';
import { isRecord, parseJson } from '../../../lib/json.js';
import type { TokenCount } from './token-count.js';

/** The tokens that a provider's response reports, in JSON or in server-sent events. */
export function readUsage(text: string): TokenCount | undefined {
  let found: TokenCount | undefined;
  for (const value of documentsIn(text)) {
    const usage = usageOf(value);
    // Later events know more: Anthropic sends the input first and the output last.
    if (usage)
      found = {
        input: Math.max(usage.input, found?.input ?? 0),
        output: usage.output,
        cacheRead: larger(usage.cacheRead, found?.cacheRead),
        cacheWrite: larger(usage.cacheWrite, found?.cacheWrite),
      };
  }
  return found;
}

/** A document needs none of what `readBody` does to its texts: usage is numbers. */
function documentsIn(text: string): Record<string, unknown>[] {
  const document = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  return document === undefined ? valuesIn(readBody(text)) : [document].flat().filter(isRecord);
}

function usageOf(value: Record<string, unknown>): TokenCount | undefined {
  for (const holder of [value, value.message, value.response, value.result]) {
    const usage = isRecord(holder) ? (holder.usage ?? holder.usageMetadata) : undefined;
    if (isRecord(usage)) {
      const input = firstNumber(usage, 'prompt_tokens', 'input_tokens', 'promptTokenCount');
      const output = firstNumber(usage, 'completion_tokens', 'output_tokens', 'candidatesTokenCount');
      if (input !== undefined || output !== undefined)
        return { ...withCached(usage, input ?? 0), output: output ?? 0 };
    }
  }
  return undefined;
}

/** Anthropic does not count cached tokens as input, the others do. */
function withCached(usage: Record<string, unknown>, input: number): Omit<TokenCount, 'output'> {
  const read = firstNumber(usage, 'cache_read_input_tokens');
  const write = firstNumber(usage, 'cache_creation_input_tokens');
  if (read !== undefined || write !== undefined)
    return { input: input + (read ?? 0) + (write ?? 0), cacheRead: read, cacheWrite: write };
  const details = usage.prompt_tokens_details ?? usage.input_tokens_details;
  const parts = isRecord(details) ? details : {};
  return {
    input,
    cacheRead:
      firstNumber(parts, 'cached_tokens') ??
      firstNumber(usage, 'cachedContentTokenCount', 'prompt_cache_hit_tokens'),
    cacheWrite: firstNumber(parts, 'cache_write_tokens'),
  };
}

function firstNumber(usage: Record<string, unknown>, ...names: string[]): number | undefined {
  return names.map((name) => usage[name]).find((value) => typeof value === 'number');
}

function larger(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : Math.max(one, other ?? 0);
}
