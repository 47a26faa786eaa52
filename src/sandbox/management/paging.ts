import type { SandboxResponse } from '../http/response.js';
import { v4Ok } from '../responses/v4-envelope.js';

/** `page` from 1, `per_page` 20 unless asked otherwise, and not more than `most`. */
export function page<T>(all: readonly T[], query: URLSearchParams, most = 100) {
  const number = Math.max(1, Number(query.get('page')) || 1);
  const size = Math.min(most, Math.max(1, Number(query.get('per_page')) || 20));
  const items = all.slice((number - 1) * size, number * size);
  return { items, info: { page: number, per_page: size, count: items.length, total_count: all.length } };
}

/** The page that the query asks for, each item as `show` gives it. */
export function pageResponse<T>(
  all: readonly T[],
  query: URLSearchParams,
  show: (item: T) => unknown,
): SandboxResponse {
  const { items, info } = page(all, query);
  return v4Ok(items.map(show), { result_info: info });
}
