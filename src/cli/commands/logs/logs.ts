import { type DiagnosedRow, RowDiagnoser } from '../../../logs/diagnose-row.js';
import { follow } from '../../../logs/follow.js';
import { type LogQuery, type LogReader, logPages } from '../../../logs/log-pages.js';
import { type Progress, progressOn } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import { EXIT_INTERRUPTED, EXIT_OK, errorFields, Interrupted } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { JsonList } from '../../shared/json-list.js';
import { asKnown } from '../../shared/known-errors.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { abortOnSignal } from '../../shared/signals.js';
import type { LogsOptions } from './index.js';
import { asReadError, openLog } from './log-reader.js';
import { logRowText } from './log-row.js';

const DEFAULT_LIMIT = 50;
/** Number of existing rows to show first. */
const FOLLOW_LIMIT = 10;

export async function logs(io: Io, options: LogsOptions): Promise<Result> {
  const signal = abortOnSignal(io.signals);
  const progress = progressOn(io);
  const sink = options.json ? jsonSink(io) : textSink(io, options, progress);
  const snapshot = await openSnapshot(io, options);
  return withLab(io, { ...options, keeps: false }, async (lab) => {
    const reader = await openLog(io, options, snapshot, lab, signal);
    reader.onWait = (ms) =>
      progress.show(`Rate-limited by Cloudflare, waiting ${Math.ceil(ms / 1000)} s ...`);
    const { accountId, gateway } = reader.gateway;
    try {
      await show(reader, options, sink, { accountId, gateway }, progress);
    } catch (caught) {
      progress.clear();
      if (signal.aborted) return sink.end(EXIT_INTERRUPTED, errorFields(new Interrupted('Interrupted.')));
      const error = asReadError(caught);
      if (!sink.hasOutput() || !(error instanceof Error)) throw error;
      const known = asKnown(error, 'cf-aig logs');
      return sink.end(known.exitCode, errorFields(known));
    }
    progress.clear();
    return sink.end(EXIT_OK);
  });
}

async function show(
  reader: LogReader,
  options: LogsOptions,
  sink: Sink,
  head: Record<string, unknown>,
  progress: Progress,
): Promise<void> {
  const query: LogQuery = { since: options.since, failedOnly: options.errors, model: options.model };
  const diagnoser = new RowDiagnoser(reader);
  const limit = options.limit ?? limitFor(options);
  const first: DiagnosedRow[] = [];
  let count = 0;
  for await (const { rows, total } of logPages(reader, query)) {
    const page = await diagnoser.diagnoseAll(rows.slice(0, limit - count));
    sink.begin({ gateway: head });
    count += page.length;
    progress.show(`${count}${total ? ` of ${Math.min(total, limit)}` : ''} rows ...`);
    if (options.follow) first.push(...page);
    else if (!(await sink.add(page))) return;
    if (count >= limit) break;
  }
  if (!options.follow) return;
  await sink.add(first.toReversed());
  for await (const rows of follow(reader, query, first, Date.now)) {
    progress.clear();
    // A new diagnoser per batch, because its limit on responses to read is for one pass over the log.
    if (!(await sink.add(await new RowDiagnoser(reader).diagnoseAll(rows)))) return;
  }
}

function limitFor({ follow: following, since }: LogsOptions): number {
  if (following) return FOLLOW_LIMIT;
  return since === undefined ? DEFAULT_LIMIT : Number.POSITIVE_INFINITY;
}

interface Sink {
  /** Whether a part of the document has been written. */
  hasOutput(): boolean;
  begin(head: Record<string, unknown>): void;
  /** False if the reader has closed stdout. */
  add(rows: readonly DiagnosedRow[]): Promise<boolean>;
  end(exitCode: number, tail?: Record<string, unknown>): Result;
}

function jsonSink(io: Io): Sink {
  const list = new JsonList(io, 'logs', 'rows');
  return {
    hasOutput: () => list.begun,
    begin: (head) => list.begin(head),
    add: (rows) => list.add(rows),
    end(exitCode, tail) {
      list.begin({});
      list.end(exitCode, tail);
      return { exitCode, document: null, human: '' };
    },
  };
}

function textSink(io: Io, options: LogsOptions, progress: Progress): Sink {
  const style = styleOf(io, 'stdout', options);
  let count = 0;
  let own = 0;
  return {
    hasOutput: () => false,
    begin: () => {},
    async add(rows) {
      if (!rows.length) return true;
      count += rows.length;
      own += rows.filter((row) => row.own).length;
      progress.clear();
      io.out(rows.map((row) => logRowText(row, style)).join(''));
      return io.flush();
    },
    end(exitCode) {
      if (!count && exitCode === EXIT_OK) io.err('No matching requests in the log.\n');
      if (own) io.err(`${own} of these were tests by cf-aig, marked (cf-aig).\n`);
      return { exitCode, document: {}, human: '' };
    },
  };
}
