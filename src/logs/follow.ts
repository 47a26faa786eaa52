import type { LogRow } from '../gateway/management/log-responses.js';
import { type LogQuery, type LogReader, logPages } from './log-pages.js';

/** Milliseconds. */
const POLL_EVERY = 2_000;
/** A row stands where its request began, and comes when it ended: so far back new ones may appear. */
const LATE = 120_000;
/** Ids remembered, so as not to show a row twice. */
const REMEMBERED = 5_000;

/** New rows as they appear, oldest first, without end. `shown` have been seen already. */
export async function* follow(
  reader: LogReader,
  query: LogQuery,
  shown: readonly LogRow[],
  now: () => number,
): AsyncGenerator<LogRow[]> {
  const seen = new Set(shown.map(({ id }) => id));
  const start = now();
  let newest = Math.max(start - LATE, ...shown.map(({ createdAt }) => Date.parse(createdAt)));
  for (;;) {
    await reader.sleep(POLL_EVERY);
    const fresh: LogRow[] = [];
    const since = Math.max(
      query.since ?? 0,
      Math.min(newest, start) - (shown.length ? 0 : LATE),
      newest - LATE,
    );
    for await (const { rows } of logPages(reader, { ...query, since })) {
      fresh.push(...rows.filter(({ id }) => !seen.has(id)));
      if (fresh.length >= REMEMBERED) break;
    }
    for (const { id, createdAt } of fresh) {
      seen.add(id);
      newest = Math.max(newest, Date.parse(createdAt));
    }
    for (const id of seen) {
      if (seen.size <= REMEMBERED) break;
      seen.delete(id);
    }
    if (fresh.length) yield fresh.reverse();
  }
}
