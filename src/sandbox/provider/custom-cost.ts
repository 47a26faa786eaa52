import { jsonObject } from '../../lib/json.js';
import { header, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { costOf } from './usage-and-cost.js';

type Charge = Pick<SandboxResponse, 'usage' | 'cost' | 'customCost'>;

/**
 * `cf-aig-custom-cost`: the price of a token, or of the whole request, in place of the list price.
 * Source: Cloudflare's docs, AI Gateway, "Custom costs".
 */
export function applyCustomCost<T extends Charge>(request: SandboxRequest, charged: T): T {
  const wanted = jsonObject(header(request, 'cf-aig-custom-cost') ?? '');
  if (!wanted || !charged.usage) return charged;
  const input = dollars(wanted.per_token_in) ?? 0;
  const price = {
    input,
    output: dollars(wanted.per_token_out) ?? 0,
    cacheRead: dollars(wanted.per_cache_read_token) ?? input,
    cacheWrite: dollars(wanted.per_cache_write_token) ?? input,
  };
  const cost = dollars(wanted.total_cost) ?? costOf(charged.usage, price);
  return { ...charged, cost, customCost: true };
}

function dollars(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
