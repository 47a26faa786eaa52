import type { CauseId } from '../diagnosis/causes/catalogue.js';
import type { Category } from '../diagnosis/causes/category.js';
import type { DiagnosedRow } from './diagnose-row.js';
import { modelKey } from './logged-model.js';

/** Part of the JSON contract: fields may be added but never renamed. */
interface Totals {
  requests: number;
  failed: number;
  cached: number;
  inputTokens: number;
  outputTokens: number;
  /** Cloudflare's estimate in US dollars. */
  costUsd: number;
}

export interface UsageReport extends Totals {
  /** ISO 8601 */
  since: string;
  /** ISO 8601 */
  until: string;
  /** Share of cached requests, 0 to 1. */
  cacheHitRate: number;
  /** The part of these numbers that `test-model` and `verify` sent. */
  own: Totals;
  models: (Totals & { provider: string; model: string })[];
  errors: ErrorCount[];
  /** Number of requests without a readable time, which are in no interval. */
  undated: number;
  /** Equal intervals, oldest first. */
  series: { from: string; requests: number; failed: number; costUsd: number }[];
}

export interface ErrorCount {
  cause?: CauseId;
  category?: Category;
  title: string;
  httpStatus?: number;
  count: number;
  /** Number of requests that cf-aig itself sent. */
  own: number;
  /** Number of responses that were read; the others are assumed to have the same cause. 0 without a cause. */
  read: number;
}

const INTERVALS = 48;

/** Aggregates rows without storing them. */
export class Usage {
  readonly #since: number;
  readonly #until: number;
  readonly #all = new Counter();
  readonly #own = new Counter();
  readonly #models = new Map<string, { provider: string; model: string; counter: Counter }>();
  readonly #errors = new Map<string, ErrorCount>();
  #undated = 0;
  readonly #series = Array.from({ length: INTERVALS }, () => new Counter());

  /** Milliseconds since the epoch. */
  constructor(since: number, until: number) {
    this.#since = since;
    this.#until = until;
  }

  add(row: DiagnosedRow): void {
    const { provider, model } = row;
    const key = JSON.stringify([provider, modelKey(provider, model)]);
    const entry = this.#models.get(key) ?? { provider, model, counter: new Counter() };
    this.#models.set(key, entry);
    for (const counter of [this.#all, entry.counter]) counter.add(row);
    const interval = this.#intervalOf(row);
    if (interval) interval.add(row);
    else this.#undated++;
    if (row.own) this.#own.add(row);
    if (!row.ok) this.#addError(row);
  }

  report(): UsageReport {
    const totals = this.#all.totals();
    const interval = (this.#until - this.#since) / INTERVALS;
    return {
      since: new Date(this.#since).toISOString(),
      until: new Date(this.#until).toISOString(),
      ...totals,
      cacheHitRate: totals.requests ? totals.cached / totals.requests : 0,
      own: this.#own.totals(),
      models: [...this.#models.values()]
        .map(({ counter, provider, model }) => ({ provider, model, ...counter.totals() }))
        .sort((a, b) => b.costUsd - a.costUsd || b.requests - a.requests),
      errors: [...this.#errors.values()].sort((a, b) => b.count - a.count),
      undated: this.#undated,
      series: this.#series.map((counter, index) => {
        const { requests, failed, costUsd } = counter.totals();
        return { from: new Date(this.#since + index * interval).toISOString(), requests, failed, costUsd };
      }),
    };
  }

  #intervalOf({ createdAt }: DiagnosedRow): Counter | undefined {
    const share = (Date.parse(createdAt) - this.#since) / (this.#until - this.#since);
    if (Number.isNaN(share)) return undefined;
    const index = Math.min(INTERVALS - 1, Math.max(0, Math.floor(share * INTERVALS)));
    return this.#series[index];
  }

  /** Errors without a certain cause are counted by status. */
  #addError({ diagnosis, httpStatus, own }: DiagnosedRow): void {
    const certain = diagnosis && diagnosis.from !== 'status' ? diagnosis : undefined;
    const key = certain?.cause ?? titleOf(httpStatus);
    const known = this.#errors.get(key) ?? newError(certain, httpStatus);
    known.count++;
    if (own) known.own++;
    if (certain?.from === 'body') known.read++;
    this.#errors.set(key, known);
  }
}

function newError(diagnosis: DiagnosedRow['diagnosis'], httpStatus: number | undefined): ErrorCount {
  if (!diagnosis) return { title: titleOf(httpStatus), httpStatus, count: 0, own: 0, read: 0 };
  const { cause, category, title } = diagnosis;
  return { cause, category, title, count: 0, own: 0, read: 0 };
}

function titleOf(httpStatus: number | undefined): string {
  return httpStatus === undefined ? 'no HTTP status' : `HTTP ${httpStatus}`;
}

class Counter {
  #requests = 0;
  #failed = 0;
  #cached = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #costUsd = 0;

  add({ ok, cached, inputTokens, outputTokens, costUsd }: DiagnosedRow): void {
    this.#requests++;
    if (!ok) this.#failed++;
    if (cached) this.#cached++;
    this.#inputTokens += inputTokens ?? 0;
    this.#outputTokens += outputTokens ?? 0;
    this.#costUsd += costUsd ?? 0;
  }

  totals(): Totals {
    return {
      requests: this.#requests,
      failed: this.#failed,
      cached: this.#cached,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      costUsd: this.#costUsd,
    };
  }
}
