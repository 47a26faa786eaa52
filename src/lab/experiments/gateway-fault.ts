import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { gatewayError } from '../../diagnosis/reading/diagnose.js';
import type { Probes } from '../probes.js';
import { ACCEPTED, UNAUTHORIZED } from './refine-token.js';

export const FAULT_EVIDENCE = ['the same gateway accepted the same token on another route in this run'];

/** Whether the gateway rejects the token on the real route only, after accepting it for a provider that does not exist. */
export async function isFault(probes: Probes, exchange: Exchange): Promise<boolean> {
  if (probes.needsRealRoute || exchange.plane !== 'gateway') return false;
  if (gatewayError(exchange)?.code !== UNAUTHORIZED) return false;
  return gatewayError(await probes.firstContact())?.code === ACCEPTED;
}
