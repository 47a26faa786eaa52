import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { type Outcome, skip } from './section-result.js';

/** A skip if no response has a header of the gateway: then the absence of one proves nothing. */
export function skipWithoutHeaders(
  exchanges: readonly Exchange[],
  feature: string,
  details: Partial<Pick<Outcome, 'evidence' | 'measured' | 'notes'>>,
): Outcome | undefined {
  const hasHeader = ({ response }: Exchange) =>
    Object.keys(response?.headers ?? {}).some((name) => name.startsWith('cf-aig-'));
  if (exchanges.some(hasHeader)) return undefined;
  return skip(`no response has a header of the gateway (cf-aig-…), and only those show ${feature}`, {
    ...details,
    remedy: ['Run it again without the proxy that removes these headers.'],
  });
}
