import type { TokenCount } from '../http/token-count.js';
import type { Price } from './models/catalogue.js';

/** Tokens and US dollars of a response; empty when its tokens are unknown. */
export function usageAndCost(
  usage: TokenCount | undefined,
  price: Price,
): { usage?: TokenCount; cost?: number } {
  return usage ? { usage, cost: usage.input * price.input + usage.output * price.output } : {};
}
