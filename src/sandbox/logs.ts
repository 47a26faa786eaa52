/** One row of a gateway's log, as `GET .../logs` shows it. */
export interface LogRow {
  id: string;
  created_at: string;
  provider: string;
  model: string;
  model_type: string;
  path: string;
  /** milliseconds */
  duration: number;
  status_code: number;
  success: boolean;
  cached: boolean;
  /** US dollars */
  cost: number;
  custom_cost: boolean;
  tokens_in: number;
  tokens_out: number;
  metadata: Record<string, string | number | boolean>;
  step: number;
  request_type: string;
  request_content_type: string;
  response_content_type: string;
  event_id: string;
  /** Kept apart from the row: the list never shows them. */
  payload?: { request: string; response: string };
}

/** Rows kept per gateway; the oldest go first. */
const KEPT = 10_000;

export function addLog(logs: Map<string, LogRow[]>, key: string, row: LogRow): void {
  const rows = logs.get(key) ?? [];
  rows.push(row);
  if (rows.length > KEPT) rows.shift();
  logs.set(key, rows);
}

/**
 * Cloudflare's rules for `cf-aig-metadata`: a flat object, the first five entries count, keys starting with `cf.` are
 * dropped, and one value that is neither string, number nor boolean drops all of it, silently.
 */
export function readMetadata(value: string | undefined): LogRow['metadata'] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value ?? '{}');
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
  const kept: LogRow['metadata'] = {};
  for (const [key, entry] of Object.entries(parsed)) {
    if (typeof entry !== 'string' && typeof entry !== 'number' && typeof entry !== 'boolean') return {};
    if (!key.startsWith('cf.') && Object.keys(kept).length < 5) kept[key] = entry;
  }
  return kept;
}
