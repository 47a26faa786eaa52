import { readdirSync, readFileSync } from 'node:fs';
import type { CauseId } from '../../src/diagnosis/causes/catalogue.js';
import type { Category } from '../../src/diagnosis/causes/category.js';
import type { Exchange, Plane, Sent, TransportError } from '../../src/diagnosis/exchange/exchange.js';

/** One captured exchange as it stands in test/corpus. */
export interface Entry {
  file: string;
  name: string;
  /** Where it was seen. */
  source: string;
  plane: Plane;
  url: string;
  method?: string;
  sent: Sent;
  status?: number;
  headers?: Record<string, string>;
  /** Text, or JSON. */
  body?: unknown;
  truncated?: boolean;
  error?: TransportError;
  inconclusive?: boolean;
  expect: { cause: CauseId; category: Category } | null;
}

const FOLDER = new URL('../corpus/', import.meta.url);

export const CORPUS: readonly Entry[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const entries: Omit<Entry, 'file'>[] = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    return entries.map((entry) => ({ file: name.replace('.json', ''), ...entry }));
  });

export function exchangeOf(entry: Entry): Exchange {
  const { plane, url, sent, status, error } = entry;
  const body = typeof entry.body === 'string' ? entry.body : JSON.stringify(entry.body);
  return {
    id: 'corpus',
    plane,
    request: { method: entry.method ?? 'POST', url, headers: {} },
    sent,
    ...(status === undefined
      ? {}
      : { response: { status, headers: entry.headers ?? {}, body, truncated: entry.truncated ?? false } }),
    ...(error ? { error } : {}),
    timings: { startedAt: '2026-11-22T00:00:00.000Z', totalMs: 1 },
  };
}
