/** `sandbox/logs/`: the log: rows, filters, in memory or in SQLite. */

import { BoundedMap } from '../../lib/bounded-map.js';
import type { LogRow, Payload } from './log-row.js';

/** The logs of all gateways; a gateway is named `account/id`. */
export interface LogStore {
  add(gateway: string, row: LogRow, payload: Payload | undefined): void;
  /** Newest first. */
  rows(gateway: string): Iterable<LogRow>;
  row(gateway: string, id: string): LogRow | undefined;
  payload(gateway: string, id: string): Payload | undefined;
  /** Replaces the row with the same id. */
  replace(gateway: string, row: LogRow): void;
  remove(gateway: string, ids: readonly string[]): void;
  close(): void;
}

/** Rows per gateway. */
const MAX_ROWS = 25_000;
/** Characters of the payloads of all gateways. */
const MAX_PAYLOADS = 16 * 1024 * 1024;

/** Logs in memory. */
export class MemoryLogStore implements LogStore {
  readonly #rows = new Map<string, BoundedMap<LogRow>>();
  readonly #payloads = new BoundedMap<Payload>(
    MAX_PAYLOADS,
    ({ request, response }) => request.length + response.length,
  );

  add(gateway: string, row: LogRow, payload: Payload | undefined): void {
    const rows = this.#rows.get(gateway) ?? new BoundedMap<LogRow>(MAX_ROWS);
    this.#rows.set(gateway, rows.set(row.id, row));
    if (payload) this.#payloads.set(`${gateway}/${row.id}`, payload);
  }

  rows(gateway: string): Iterable<LogRow> {
    return [...(this.#rows.get(gateway)?.values() ?? [])].reverse();
  }

  row(gateway: string, id: string): LogRow | undefined {
    return this.#rows.get(gateway)?.get(id);
  }

  payload(gateway: string, id: string): Payload | undefined {
    return this.row(gateway, id) && this.#payloads.get(`${gateway}/${id}`);
  }

  replace(gateway: string, row: LogRow): void {
    if (this.row(gateway, row.id)) this.#rows.get(gateway)?.set(row.id, row);
  }

  remove(gateway: string, ids: readonly string[]): void {
    for (const id of ids) {
      this.#rows.get(gateway)?.delete(id);
      this.#payloads.delete(`${gateway}/${id}`);
    }
  }

  close(): void {
    this.#rows.clear();
    this.#payloads.clear();
  }
}
