import type { LogRow } from '../gateway/management/log-responses.js';
import { type LogQuery, type LogReader, logPages } from './log-pages.js';

/** Milliseconds. */
const POLL_INTERVAL = 2_000;
/** Milliseconds. A row has the time when its request started but appears when it ends, so look back this far. */
const MAX_DELAY = 120_000;
/** Rows to read before the first poll. A busy gateway has more within MAX_DELAY. */
const MAX_FIRST_ROWS = 5_000;
/** Milliseconds. A row that is further in the future than any clock is off says nothing about the others. */
const MAX_CLOCK_SKEW = 24 * 3_600_000;

export interface FollowOptions {
  /** Existing rows to yield first. */
  limit: number;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * The newest existing rows, then new rows as they appear, forever. Batches of rows, oldest first; the first one may be empty.
 * Every row comes once, whatever is added or removed between two pages. Rows of the past MAX_DELAY that were not there at
 * the start are new ones.
 */
export async function* follow(
  reader: LogReader,
  query: LogQuery,
  { limit, now }: FollowOptions,
): AsyncGenerator<LogRow[]> {
  const seen = new SeenRows(now);
  const first: LogRow[] = [];
  for await (const { rows } of logPages(reader, query)) {
    first.push(...seen.add(rows));
    const isEnough = first.length >= limit && (seen.reaches(rows) || first.length >= MAX_FIRST_ROWS);
    if (isEnough) break;
  }
  const oldest = oldestOf(first);
  // More rows of that millisecond may follow.
  if (first.length >= MAX_FIRST_ROWS && oldest !== undefined) seen.forget(oldest + 1);
  yield first.slice(0, limit).reverse();
  for (;;) {
    await reader.sleep(POLL_INTERVAL);
    const fresh: LogRow[] = [];
    const since = Math.max(query.since ?? 0, seen.since);
    for await (const { rows } of logPages(reader, { ...query, since })) fresh.push(...seen.add(rows));
    seen.forget(seen.since);
    if (fresh.length) yield fresh.reverse();
  }
}

/** The ids of the rows that a poll can return. */
class SeenRows {
  readonly #times = new Map<string, number>();
  readonly #now: () => number;
  /** Both in milliseconds since the epoch, by Cloudflare's clock. */
  #newest = 0;
  #since = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How far back to look. */
  get since(): number {
    return Math.max(this.#since, this.#newest - MAX_DELAY);
  }

  /** Returns the rows that are new. */
  add(rows: readonly LogRow[]): LogRow[] {
    const fresh: LogRow[] = [];
    for (const row of rows) {
      if (this.#times.has(row.id)) continue;
      const time = Date.parse(row.createdAt);
      this.#times.set(row.id, time);
      if (time > this.#newest && time < this.#now() + MAX_CLOCK_SKEW) this.#newest = time;
      fresh.push(row);
    }
    return fresh;
  }

  /** Whether these rows go back as far as a poll would. */
  reaches(rows: readonly LogRow[]): boolean {
    return rows.some(({ createdAt }) => Date.parse(createdAt) < this.since);
  }

  /** Drops rows that no poll returns any more. */
  forget(before: number): void {
    this.#since = Math.max(this.#since, before);
    for (const [id, time] of this.#times) if (time < this.#since) this.#times.delete(id);
  }
}

/** Milliseconds since the epoch. */
function oldestOf(rows: readonly LogRow[]): number | undefined {
  const dated = rows.findLast(({ createdAt }) => createdAt !== '');
  return dated && Date.parse(dated.createdAt);
}
