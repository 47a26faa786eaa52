import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { gatewayError } from '../../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Probes } from '../probes.js';
import { ACCEPTED, UNAUTHORIZED } from './refine-token.js';

const ACCEPTED_ELSEWHERE = 'the same gateway accepted the same token on another route in this run';

/**
 * A fault at Cloudflare, if the gateway rejects the token on the real route only, after accepting it for a provider that
 * does not exist. `diagnosis` is that of the exchange.
 */
export async function refineFault(
  probes: Probes,
  exchange: Exchange,
  { evidence }: Diagnosis,
): Promise<Diagnosis | undefined> {
  if (probes.needsRealRoute || exchange.plane !== 'gateway') return undefined;
  if (gatewayError(exchange)?.code !== UNAUTHORIZED) return undefined;
  if (gatewayError(await probes.firstContact())?.code !== ACCEPTED) return undefined;
  return makeDiagnosis('gateway-fault', probes.target.values, [...evidence, ACCEPTED_ELSEWHERE]);
}
