import type { Answer } from '../answer.js';
import { header, jsonObject, type SandboxIncoming } from '../request.js';

/**
 * `cf-aig-custom-cost`: the price of a token, or of the whole request, in place of the list price.
 * Source: Cloudflare's docs, AI Gateway, "Custom costs".
 */
export function charged(request: SandboxIncoming, answer: Answer): Answer {
  const wanted = jsonObject(header(request, 'cf-aig-custom-cost') ?? '');
  if (!wanted || !answer.usage) return answer;
  const { total_cost, per_token_in, per_token_out } = wanted;
  const { input, output } = answer.usage;
  const cost =
    dollars(total_cost) ?? perToken(input, dollars(per_token_in)) + perToken(output, dollars(per_token_out));
  return { ...answer, cost, customCost: true };
}

function dollars(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function perToken(tokens: number, price = 0): number {
  return tokens * price;
}
