import { maskIds } from '../../../lib/redact/personal.js';
import type { SandboxExchange } from '../../../sandbox/http/exchange.js';
import { dollars, seconds } from '../../render/columns.js';
import type { Style } from '../../render/style.js';

/** One exchange on one line: time, status, duration, method, path with short IDs, model, cache, cost, what is wrong. */
export function exchangeLine(exchange: SandboxExchange, { paint }: Pick<Style, 'paint'>): string {
  const { request, response, timings, model, cache, cost, code, why, interruption } = exchange;
  const status = response?.status ?? 0;
  const look = status >= 500 || status === 0 ? paint.red : status >= 400 ? paint.yellow : paint.green;
  const parts = [
    paint.dim(timeOf(timings.startedAt)),
    look(response ? String(status) : '---'),
    seconds(timings.totalMs),
    request.method,
    maskIds(request.path),
    model,
    cache,
    dollars(cost || undefined),
  ];
  const troubles = [[code, why].filter(Boolean).join(' '), interruption].filter(Boolean);
  const line = parts.filter(Boolean).join(' ');
  return `${[line, ...troubles].join(': ').replaceAll('\n', '\\u000a')}\n`;
}

/** Of this machine, as `12:34:56`. */
function timeOf(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8);
}
