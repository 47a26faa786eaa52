import type { LogRow, Payload } from './row.js';

/** The logs of all gateways; a gateway is named `account/id`. */
export interface LogStore {
  add(gateway: string, row: LogRow, payload: Payload | undefined): void;
  /** Newest first. */
  rows(gateway: string): Iterable<LogRow>;
  row(gateway: string, id: string): LogRow | undefined;
  payload(gateway: string, id: string): Payload | undefined;
  /** Puts the row in the place of the one with its id. */
  replace(gateway: string, row: LogRow): void;
  remove(gateway: string, ids: readonly string[]): void;
  close(): void;
}

/** Rows kept per gateway; the oldest go first. */
const KEPT = 100_000;
/** Characters of payloads kept per gateway. */
const KEPT_PAYLOAD = 64 * 1024 * 1024;

interface Kept {
  row: LogRow;
  payload?: Payload;
}

/** Logs that end with the process. */
export class MemoryLogStore implements LogStore {
  readonly #gateways = new Map<string, Map<string, Kept>>();
  #payloads = 0;

  add(gateway: string, row: LogRow, payload: Payload | undefined): void {
    const rows = this.#gateways.get(gateway) ?? new Map<string, Kept>();
    this.#gateways.set(gateway, rows);
    rows.set(row.id, { row, payload });
    this.#payloads += sizeOf(payload);
    if (rows.size > KEPT) this.remove(gateway, [rows.keys().next().value ?? '']);
    if (this.#payloads > KEPT_PAYLOAD) this.#dropPayloads();
  }

  rows(gateway: string): Iterable<LogRow> {
    return [...(this.#gateways.get(gateway)?.values() ?? [])].reverse().map(({ row }) => row);
  }

  row(gateway: string, id: string): LogRow | undefined {
    return this.#gateways.get(gateway)?.get(id)?.row;
  }

  payload(gateway: string, id: string): Payload | undefined {
    return this.#gateways.get(gateway)?.get(id)?.payload;
  }

  replace(gateway: string, row: LogRow): void {
    const kept = this.#gateways.get(gateway)?.get(row.id);
    if (kept) kept.row = row;
  }

  remove(gateway: string, ids: readonly string[]): void {
    const rows = this.#gateways.get(gateway);
    for (const id of ids) {
      this.#payloads -= sizeOf(rows?.get(id)?.payload);
      rows?.delete(id);
    }
  }

  close(): void {
    this.#gateways.clear();
  }

  /** The oldest half goes, so that this is not done at every request. */
  #dropPayloads(): void {
    const all = [...this.#gateways.values()].flatMap((rows) => [...rows.values()]);
    for (const kept of all.sort((a, b) => (a.row.created_at < b.row.created_at ? -1 : 1))) {
      if (this.#payloads <= KEPT_PAYLOAD / 2) return;
      this.#payloads -= sizeOf(kept.payload);
      kept.payload = undefined;
    }
  }
}

function sizeOf(payload: Payload | undefined): number {
  return payload ? payload.request.length + payload.response.length : 0;
}
