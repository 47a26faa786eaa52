import type { Exchange } from '../../diagnosis/exchange/exchange.js';

/** What an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfterMs({ response }: Exchange, now = Date.now()): number | undefined {
  const text = response?.headers['retry-after']?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
