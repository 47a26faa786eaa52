import { readBody, valuesIn } from '../../diagnosis/exchange/body.js';
import { isRecord } from '../../lib/json.js';
import type { TokenCount } from './token-count.js';

/** The tokens that a provider's response reports, in JSON or in server-sent events. */
export function readUsage(text: string): TokenCount | undefined {
  let found: TokenCount | undefined;
  for (const value of valuesIn(readBody(text))) {
    const usage = usageOf(value);
    // Later events know more: Anthropic sends the input first and the output last.
    if (usage) found = { input: Math.max(usage.input, found?.input ?? 0), output: usage.output };
  }
  return found;
}

function usageOf(value: Record<string, unknown>): TokenCount | undefined {
  for (const holder of [value, value.message, value.response, value.result]) {
    const usage = isRecord(holder) ? (holder.usage ?? holder.usageMetadata) : undefined;
    if (isRecord(usage)) {
      const input = firstNumber(usage, 'prompt_tokens', 'input_tokens', 'promptTokenCount');
      const output = firstNumber(usage, 'completion_tokens', 'output_tokens', 'candidatesTokenCount');
      if (input !== undefined || output !== undefined) return { input: input ?? 0, output: output ?? 0 };
    }
  }
  return undefined;
}

function firstNumber(usage: Record<string, unknown>, ...names: string[]): number | undefined {
  return names.map((name) => usage[name]).find((value) => typeof value === 'number');
}
