import type { LogRow } from '../gateway/management/log-responses.js';
import { type LogQuery, type LogReader, logPages } from './log-pages.js';

/** Milliseconds. */
const POLL_INTERVAL = 2_000;
/** Milliseconds. A row has the time when its request started but appears when it ends, so look back this far. */
const MAX_DELAY = 120_000;
/** Ids to remember, so that no row is returned twice. */
const MAX_IDS = 5_000;

/** Yields new rows as they appear, oldest first, forever. `shown` are rows to skip. */
export async function* follow(
  reader: LogReader,
  query: LogQuery,
  shown: readonly LogRow[],
  now: () => number,
): AsyncGenerator<LogRow[]> {
  const ids = new Set(shown.map(({ id }) => id));
  const start = now();
  let newest = Math.max(start - MAX_DELAY, ...shown.map(({ createdAt }) => Date.parse(createdAt)));
  for (;;) {
    await reader.sleep(POLL_INTERVAL);
    const fresh: LogRow[] = [];
    const since = Math.max(
      query.since ?? 0,
      Math.min(newest, start) - (shown.length ? 0 : MAX_DELAY),
      newest - MAX_DELAY,
    );
    for await (const { rows } of logPages(reader, { ...query, since })) {
      fresh.push(...rows.filter(({ id }) => !ids.has(id)));
      if (fresh.length >= MAX_IDS) break;
    }
    for (const { id, createdAt } of fresh) {
      ids.add(id);
      newest = Math.max(newest, Date.parse(createdAt));
    }
    for (const id of ids) {
      if (ids.size <= MAX_IDS) break;
      ids.delete(id);
    }
    if (fresh.length) yield fresh.reverse();
  }
}
