import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { type GatewayCall, management } from '../gateway/management/management.js';
import { readCreditBalance, readGateway, successBody } from '../gateway/management/management-responses.js';
import { providerBySlug } from '../gateway/providers/providers.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import { junkAsk, TOKEN } from './asking/asks.js';
import type { Need } from './asking/experiment.js';
import type { Values } from './asking/placeholder-values.js';
import { planAsk } from './asking/planned-ask.js';

export type Send = (request: PlannedRequest, signal?: AbortSignal) => Promise<Exchange>;

/** What reading shows of the account. */
export interface Facts {
  /** The answer to a request that proves address, gateway and token: without it no experiment says anything. */
  proof: Exchange;
  has: ReadonlySet<Need>;
  /** Values that depend on the account. */
  values: Values;
}

/** Requests that `learnFacts` makes, all of them free. */
export const FACT_REQUESTS = 5;

/** Learns what the account has; changes nothing. */
export async function learnFacts(send: Send, call: GatewayCall, values: Values): Promise<Facts> {
  const proof = await send(planAsk('junk-provider', junkAsk(TOKEN), values, call.origins));
  // The others would wait for nothing.
  if (!proof.response) return { proof, has: new Set(), values: {} };
  const gateway = await send(management.getGateway(call));
  const keys = await send(management.listProviderKeys(call));
  const balance = await send(management.getCreditBalance(call));
  const models = await send(management.searchModels(call));
  const settings = readGateway(gateway);
  const has: (Need | false)[] = [
    settings !== undefined && 'read',
    !call.token.startsWith('cfat_') && 'user-token',
    settings?.authentication === true && 'authenticated',
    (readCreditBalance(balance) ?? 0) > 0 && 'credits',
    successBody(models) !== undefined && 'workers-ai',
  ];
  return {
    proof,
    has: new Set(has.filter((need) => need !== false)),
    values: { 'stored-path': storedPath(keys) },
  };
}

/** Path of a request to a provider with a stored key. */
function storedPath(keys: Exchange): string | undefined {
  const rows = successBody(keys)?.at('result').array() ?? [];
  const slugs = rows.flatMap((row) => row.at('provider_slug').text() ?? []);
  const provider = slugs.map(providerBySlug).find((one) => one !== undefined);
  return provider && `${provider.slug}/${provider.probePath ?? 'chat/completions'}`;
}
