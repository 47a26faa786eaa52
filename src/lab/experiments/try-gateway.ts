import { diagnoseExchange, gatewayError } from '../../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Origins } from '../../gateway/address/origins.js';
import { plannedTarget } from '../../openclaw/planned-target.js';
import type { Target } from '../../openclaw/target.js';
import type { Lab } from '../lab.js';
import { isReachable, Probes } from '../probes.js';
import { GATEWAY_UNKNOWN, refineUnknownGateway } from './refine-gateway.js';
import { ACCEPTED, refineTokenRefusal, UNAUTHORIZED } from './refine-token.js';

export interface GatewayTrial {
  /** It exists, and takes what was sent. */
  accepted: boolean;
  /** Why it cannot be used so: token, account or gateway. */
  refusal?: Diagnosis;
  /** It was not reached, or something else answered. */
  silence?: Diagnosis;
}

export interface GatewayPlace {
  origins: Origins;
  /** Empty: requests are sent without one. */
  token: string;
  accountId: string;
  gateway: string;
}

/** The gateway as OpenClaw would use it, before a model is chosen. */
export function compatTarget({ origins, token, accountId, gateway }: GatewayPlace): Target {
  const setup = { accountId, gateway, token: token || undefined, provider: 'openai', models: [] };
  const payment = token ? 'stored' : 'own-key-open';
  return plannedTarget({ ...setup, recipe: 'compat', payment }, origins);
}

/** Tries a gateway with one free request, as OpenClaw would use it. */
export async function tryGateway(lab: Lab, place: GatewayPlace): Promise<GatewayTrial> {
  const target = compatTarget(place);
  if (!isReachable(target)) return { accepted: false };
  const probes = new Probes(lab, target);
  const exchange = await probes.firstContact();
  const code = gatewayError(exchange)?.code;
  if (code === ACCEPTED) return { accepted: true };
  const diagnosis = diagnoseExchange(exchange, target.values);
  if (!diagnosis) return { accepted: false };
  if (code === GATEWAY_UNKNOWN)
    return { accepted: false, refusal: await refineUnknownGateway(probes, diagnosis) };
  if (code !== UNAUTHORIZED) return { accepted: false, silence: diagnosis };
  const refusal = await refineTokenRefusal(probes, diagnosis);
  return { accepted: refusal === undefined, refusal };
}
