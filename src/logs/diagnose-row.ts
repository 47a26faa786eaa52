import { explainText } from '../diagnosis/explain/explain.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Heard } from '../diagnosis/reading/read-exchange.js';
import type { Values } from '../diagnosis/reading/values.js';
import { getLogPayload } from '../gateway/management/log-requests.js';
import type { LogRow } from '../gateway/management/log-responses.js';
import { providerBySlug } from '../gateway/providers/providers.js';
import { isOwn } from '../gateway/requests/own-requests.js';
import { mapConcurrently } from '../lib/map-concurrently.js';
import type { LogReader } from './log-pages.js';

/** Why a request in the log failed. */
export interface RowDiagnosis
  extends Pick<Diagnosis, 'cause' | 'category' | 'title' | 'remedy' | 'alternatives'> {
  /** `body`: the answer says so. `alike`: so said the answers of others, to the same model and with the same status.
   * `status`: the answer was not kept, or not looked at; then the causes are only the likely ones. */
  from: 'body' | 'alike' | 'status';
}

export interface DiagnosedRow extends LogRow {
  /** cf-aig sent the request: `test-model` or `verify`. */
  own: boolean;
  diagnosis?: RowDiagnosis;
}

/** Answers that are read at most: each is a request of its own, and the API allows 1200 in five minutes. */
const MOST_READ = 100;
/** So many answers alike, and the next one is taken to be like them. */
const ENOUGH_ALIKE = 5;
const SIDE_BY_SIDE = 6;

type Judgement = Omit<RowDiagnosis, 'from'>;

/** Finds out why requests in the log failed, from as few of their answers as will do. */
export class RowDiagnoser {
  readonly #reader: LogReader;
  readonly #seen = new Map<string, Judgement[]>();
  #left = MOST_READ;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  /** The rows of a page, each failed one with its diagnosis. */
  all(rows: readonly LogRow[]): Promise<DiagnosedRow[]> {
    return mapConcurrently(rows, SIDE_BY_SIDE, async (row) => {
      const own = isOwn(row.metadata);
      return row.ok ? { ...row, own } : { ...row, own, diagnosis: await this.#one(row) };
    });
  }

  async #one(row: LogRow): Promise<RowDiagnosis | undefined> {
    const kind = JSON.stringify([row.provider, row.model, row.httpStatus, this.#reader.sentOf?.(row)]);
    const seen = this.#seen.get(kind) ?? [];
    const [first] = seen;
    const isClear = seen.length >= ENOUGH_ALIKE && seen.every(({ cause }) => cause === first?.cause);
    if (first && isClear) return { ...first, from: 'alike' };

    const read = await this.#read(row);
    if (read) {
      this.#seen.set(kind, [...(this.#seen.get(kind) ?? []), read]);
      return { ...read, from: 'body' };
    }
    const [likely] = explainText(String(row.httpStatus ?? ''));
    return likely && { ...brief(likely.diagnosis), from: 'status' };
  }

  async #read(row: LogRow): Promise<Judgement | undefined> {
    if (this.#left <= 0) return undefined;
    this.#left--;
    const { gateway, send } = this.#reader;
    const { response } = await send(getLogPayload(gateway, row.id, 'response'));
    if (response?.status !== 200) return undefined;
    const told = diagnoseExchange(heard(this.#reader, row, response.body), valuesOf(this.#reader, row));
    return told ? brief(told) : undefined;
  }
}

function valuesOf({ gateway }: LogReader, { provider: slug, model }: LogRow): Values {
  const provider = providerBySlug(slug);
  const { accountId, gateway: name } = gateway;
  return {
    ...{ accountId, gateway: name, model, provider: slug },
    ...{ providerName: provider?.name, keysUrl: provider?.keysUrl, keyVariable: provider?.keyVariable },
  };
}

/** The exchange that the row speaks of, as far as it is known. */
function heard({ gateway, sentOf }: LogReader, row: LogRow, body: string): Heard {
  const { origins, accountId, gateway: name } = gateway;
  return {
    id: `log ${row.id}`,
    plane: 'gateway',
    sent: sentOf?.(row),
    request: {
      method: 'POST',
      url: `${origins.gateway}/v1/${accountId}/${name}/${row.provider}/${row.path}`,
      headers: {},
    },
    response: {
      status: row.httpStatus ?? 0,
      headers: row.contentType ? { 'content-type': row.contentType } : {},
      body,
      truncated: false,
    },
    timings: { startedAt: row.createdAt, totalMs: row.durationMs ?? 0 },
  };
}

function brief({ cause, category, title, remedy, alternatives }: Diagnosis): Judgement {
  return { cause, category, title, remedy, alternatives };
}
