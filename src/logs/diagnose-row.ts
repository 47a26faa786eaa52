import { explainText } from '../diagnosis/explain/explain.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Heard } from '../diagnosis/reading/read-exchange.js';
import type { Values } from '../diagnosis/reading/values.js';
import { getLogPayload } from '../gateway/management/log-requests.js';
import type { LogRow } from '../gateway/management/log-responses.js';
import { providerValues } from '../gateway/providers/provider-values.js';
import { providerBySlug } from '../gateway/providers/providers.js';
import { isOwn } from '../gateway/requests/own-requests.js';
import { mapConcurrently } from '../lib/map-concurrently.js';
import type { LogReader } from './log-pages.js';

/** Why a logged request failed. */
export interface RowDiagnosis
  extends Pick<Diagnosis, 'cause' | 'category' | 'title' | 'remedy' | 'alternatives'> {
  /** `body`: read from the response. `alike`: taken from other responses of the same model with the same status.
   * `status`: the response was not stored or not read, so the cause is only a likely one. */
  from: 'body' | 'alike' | 'status';
}

export interface DiagnosedRow extends LogRow {
  /** Sent by cf-aig itself, with `test-model` or `verify`. */
  own: boolean;
  diagnosis?: RowDiagnosis;
}

/** Every response is read with a request of its own, and the API allows 1200 in five minutes. */
const MAX_READS = 100;
/** After this many responses with one cause, further ones are assumed to have it too. */
const SAMPLE_SIZE = 5;
const CONCURRENCY = 6;

type Summary = Omit<RowDiagnosis, 'from'>;

/** Finds out why logged requests failed, from a sample of their responses. */
export class RowDiagnoser {
  readonly #reader: LogReader;
  readonly #samples = new Map<string, Summary[]>();
  #readsLeft = MAX_READS;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  /** Adds a diagnosis to every failed row. */
  diagnoseAll(rows: readonly LogRow[]): Promise<DiagnosedRow[]> {
    return mapConcurrently(rows, CONCURRENCY, async (row) => {
      const own = isOwn(row.metadata);
      return row.ok ? { ...row, own } : { ...row, own, diagnosis: await this.#diagnose(row) };
    });
  }

  async #diagnose(row: LogRow): Promise<RowDiagnosis | undefined> {
    const kind = JSON.stringify([row.provider, row.model, row.httpStatus, this.#reader.sentOf?.(row)]);
    const samples = this.#samples.get(kind) ?? [];
    const [first] = samples;
    const isClear = samples.length >= SAMPLE_SIZE && samples.every(({ cause }) => cause === first?.cause);
    if (first && isClear) return { ...first, from: 'alike' };

    const sample = await this.#readResponse(row);
    if (sample) {
      this.#samples.set(kind, [...(this.#samples.get(kind) ?? []), sample]);
      return { ...sample, from: 'body' };
    }
    const [likely] = explainText(String(row.httpStatus ?? ''));
    return likely && { ...summarise(likely.diagnosis), from: 'status' };
  }

  async #readResponse(row: LogRow): Promise<Summary | undefined> {
    if (this.#readsLeft <= 0) return undefined;
    this.#readsLeft--;
    const { gateway, send } = this.#reader;
    const { response } = await send(getLogPayload(gateway, row.id, 'response'));
    // The next ones would fail too, and each would take as long.
    if (!response || response.status === 429) this.#readsLeft = 0;
    if (response?.status !== 200) return undefined;
    const exchange = toExchange(this.#reader, row, response.body);
    const diagnosis = diagnoseExchange(exchange, valuesOf(this.#reader, row));
    return diagnosis ? summarise(diagnosis) : undefined;
  }
}

function valuesOf({ gateway }: LogReader, { provider: slug, model }: LogRow): Values {
  const provider = providerBySlug(slug);
  const { accountId, gateway: name } = gateway;
  return {
    ...{ accountId, gateway: name, model, provider: slug },
    ...providerValues(provider),
    keyVariable: provider?.keyVariable,
  };
}

/** Reconstructs the exchange of a row, as far as it is known. */
function toExchange({ gateway, sentOf }: LogReader, row: LogRow, body: string): Heard {
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

function summarise({ cause, category, title, remedy, alternatives }: Diagnosis): Summary {
  return { cause, category, title, remedy, alternatives };
}
