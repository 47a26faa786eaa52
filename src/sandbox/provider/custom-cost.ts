import { jsonObject } from '../../lib/json.js';
import { header, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';

type Charge = Pick<SandboxResponse, 'usage' | 'cost' | 'customCost'>;

/**
 * `cf-aig-custom-cost`: the price of a token, or of the whole request, in place of the list price.
 * Source: Cloudflare's docs, AI Gateway, "Custom costs".
 */
export function applyCustomCost<T extends Charge>(request: SandboxRequest, charged: T): T {
  const wanted = jsonObject(header(request, 'cf-aig-custom-cost') ?? '');
  if (!wanted || !charged.usage) return charged;
  const { total_cost, per_token_in, per_token_out } = wanted;
  const { input, output } = charged.usage;
  const cost =
    dollars(total_cost) ?? input * (dollars(per_token_in) ?? 0) + output * (dollars(per_token_out) ?? 0);
  return { ...charged, cost, customCost: true };
}

function dollars(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
