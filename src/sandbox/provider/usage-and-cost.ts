import type { TokenCount } from '../http/bodies/token-count.js';
import type { Price } from './models/catalogue.js';

/** Tokens and US dollars of a response; empty when its tokens are unknown. */
export function usageAndCost(
  usage: TokenCount | undefined,
  price: Price,
): { usage?: TokenCount; cost?: number } {
  return usage ? { usage, cost: costOf(usage, price) } : {};
}

/** US dollars. */
export function costOf({ input, output, cacheRead = 0, cacheWrite = 0 }: TokenCount, price: Price): number {
  return (
    (input - cacheRead - cacheWrite) * price.input +
    cacheRead * price.cacheRead +
    cacheWrite * price.cacheWrite +
    output * price.output
  );
}
