import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { type Outcome, problem } from './section-result.js';
import type { VerifyContext } from './verify-context.js';

/** A failure if no response has a header of the gateway, so that what is missing from them proves nothing. */
export function findHeadersMissing(
  { values }: VerifyContext,
  exchanges: readonly Exchange[],
  details: Partial<Pick<Outcome, 'evidence' | 'measured' | 'notes'>>,
): Outcome | undefined {
  const has = ({ response }: Exchange) =>
    Object.keys(response?.headers ?? {}).some((name) => name.startsWith('cf-aig-'));
  return exchanges.some(has) ? undefined : problem('gateway-headers-missing', values, details);
}
