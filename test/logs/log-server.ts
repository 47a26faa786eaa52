import type { Exchange } from '../../src/diagnosis/exchange/exchange.js';
import type { PlannedRequest } from '../../src/gateway/requests/access.js';
import type { LogReader } from '../../src/logs/log-pages.js';

export interface FakeRow {
  id: string;
  created_at: string;
  [field: string]: unknown;
}

/** A log in memory behind a fake management API, which records every request. */
export class FakeLog {
  readonly asked: URL[] = [];
  readonly waits: number[] = [];
  /** Responses to send first. */
  readonly first: { status: number; body: unknown; headers?: Record<string, string> }[] = [];
  payload: (id: string) => { status: number; body: string } = () => ({ status: 404, body: '' });
  /** Called before each page. */
  before: () => void = () => {};
  rows: FakeRow[];

  constructor(rows: FakeRow[]) {
    this.rows = rows;
  }

  readonly reader: LogReader = {
    gateway: {
      origins: { gateway: 'https://gateway.ai.cloudflare.com', api: 'https://api.test' },
      token: 'token',
      accountId: '0123456789abcdef0123456789abcdef',
      gateway: 'my-gateway',
    },
    send: async (request) => this.#answer(request),
    sleep: async (ms) => void this.waits.push(ms),
  };

  #answer(request: PlannedRequest): Exchange {
    const url = new URL(request.url);
    this.asked.push(url);
    this.before();
    const made = this.first.shift();
    if (made) return exchange(request, made.status, JSON.stringify(made.body), made.headers);
    const [, id] = /\/logs\/([^/]+)\/response$/.exec(url.pathname) ?? [];
    if (id) {
      const { status, body } = this.payload(id);
      return exchange(request, status, body);
    }
    const page = Number(url.searchParams.get('page'));
    const size = Number(url.searchParams.get('per_page'));
    const result = this.rows.slice((page - 1) * size, page * size);
    const result_info = { page, per_page: size, count: result.length, total_count: this.rows.length };
    return exchange(request, 200, JSON.stringify({ success: true, result, result_info }));
  }
}

function exchange(
  { id, plane, method, url, sent }: PlannedRequest,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Exchange {
  return {
    id,
    plane,
    request: { method, url, headers: {} },
    sent,
    response: { status, headers: { 'content-type': 'application/json', ...headers }, body, truncated: false },
    timings: { startedAt: '2026-11-01T00:00:00.000Z', totalMs: 1 },
  };
}

/** Rows one second apart, newest first, backwards from noon on 1 November. */
export function rows(
  count: number,
  more: (index: number) => Record<string, unknown> = () => ({}),
): FakeRow[] {
  const noon = Date.UTC(2026, 10, 1, 12);
  return Array.from({ length: count }, (_, index) => ({
    id: `row-${index}`,
    created_at: new Date(noon - index * 1000).toISOString(),
    provider: 'openai',
    model: 'gpt-4o',
    path: 'chat/completions',
    success: true,
    status_code: 200,
    cached: false,
    cost: 0.001,
    tokens_in: 10,
    tokens_out: 5,
    ...more(index),
  }));
}
