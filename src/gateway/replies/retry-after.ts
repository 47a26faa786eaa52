import type { Exchange } from '../../diagnosis/exchange/exchange.js';

/** `Retry-After` in milliseconds. The header has seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterMs({ response }: Exchange, now = Date.now()): number | undefined {
  const text = response?.headers['retry-after']?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
