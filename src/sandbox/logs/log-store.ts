/** `sandbox/logs/`: the log: rows, filters, in memory or in SQLite. */

import { BoundedMap } from '../../lib/bounded-map.js';
import type { LogRow, Payload } from './log-row.js';
import { PayloadPages, type PayloadPlace } from './payload-pages.js';

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
/** Bytes of the payloads of all gateways. */
const MAX_PAYLOADS = 16 * 1024 * 1024;
/** Different texts that the rows of a gateway share. */
const MAX_SHARED = 1000;

/** What most rows have in common. */
const REPEATED = [
  'model',
  'path',
  'request_content_type',
  'response_content_type',
  'user_agent',
] as const satisfies readonly (keyof LogRow)[];

interface Entry {
  row: LogRow;
  payload?: PayloadPlace;
}

/** Logs in memory. */
export class MemoryLogStore implements LogStore {
  readonly #entries = new Map<string, BoundedMap<Entry>>();
  readonly #payloads = new PayloadPages(MAX_PAYLOADS);
  readonly #shared = new BoundedMap<string>(MAX_SHARED);

  add(gateway: string, row: LogRow, payload: Payload | undefined): void {
    const entries = this.#entries.get(gateway) ?? new BoundedMap<Entry>(MAX_ROWS);
    for (const field of REPEATED) row[field] = this.#share(row[field]);
    entries.set(row.id, { row, payload: payload && this.#payloads.add(payload) });
    this.#entries.set(gateway, entries);
  }

  rows(gateway: string): Iterable<LogRow> {
    return [...(this.#entries.get(gateway)?.values() ?? [])].map(({ row }) => row).reverse();
  }

  row(gateway: string, id: string): LogRow | undefined {
    return this.#entry(gateway, id)?.row;
  }

  payload(gateway: string, id: string): Payload | undefined {
    const place = this.#entry(gateway, id)?.payload;
    return place && this.#payloads.read(place);
  }

  replace(gateway: string, row: LogRow): void {
    const entry = this.#entry(gateway, row.id);
    if (entry) entry.row = row;
  }

  remove(gateway: string, ids: readonly string[]): void {
    for (const id of ids) this.#entries.get(gateway)?.delete(id);
  }

  close(): void {
    this.#entries.clear();
    this.#payloads.clear();
  }

  #entry(gateway: string, id: string): Entry | undefined {
    return this.#entries.get(gateway)?.get(id);
  }

  /** One string in place of many equal ones. */
  #share(text: string): string {
    const known = this.#shared.get(text);
    if (known === undefined) this.#shared.set(text, text);
    return known ?? text;
  }
}
