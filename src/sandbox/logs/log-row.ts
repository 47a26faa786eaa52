import { isRecord, parseJson } from '../../lib/json.js';

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
  user_agent: string;
  /** The request had a valid gateway token. */
  authentication: boolean;
  /** Paid with the account's credits. */
  wholesale: boolean;
  /** Paid with a key stored at Cloudflare. */
  byok: boolean;
  /** The request came through `/compat`. */
  compatibilityMode: boolean;
  dlp_action: string | null;
  feedback: number | null;
  score: number | null;
}

/** The bodies of request and response, apart from the row because the list never shows them. */
export interface Payload {
  request: string;
  response: string;
}

/**
 * Cloudflare's rules for `cf-aig-metadata`: a flat object, the first five entries count, keys starting with `cf.` are
 * dropped, and one value that is neither string, number nor boolean drops all of it, silently.
 */
export function readMetadata(value: string | undefined): LogRow['metadata'] {
  return value === undefined ? {} : (readMetadataObject(parseJson(value)) ?? {});
}

/** The same for a parsed value; undefined when all of it is dropped. */
export function readMetadataObject(value: unknown): LogRow['metadata'] | undefined {
  if (!isRecord(value)) return undefined;
  const kept: LogRow['metadata'] = {};
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry !== 'string' && typeof entry !== 'number' && typeof entry !== 'boolean')
      return undefined;
    if (!key.startsWith('cf.') && Object.keys(kept).length < 5) kept[key] = entry;
  }
  return kept;
}
