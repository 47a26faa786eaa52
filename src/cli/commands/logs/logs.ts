import { type DiagnosedRow, RowDiagnoser } from '../../../logs/diagnose-row.js';
import { follow } from '../../../logs/follow.js';
import { type LogQuery, type LogReader, logPages } from '../../../logs/log-pages.js';
import { hang } from '../../render/hang.js';
import { type Progress, progressOn } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import { localZone } from '../../render/zone.js';
import { startDeadline } from '../../shared/deadline.js';
import {
  type ErrorFields,
  EXIT_INTERRUPTED,
  EXIT_OK,
  errorFields,
  Interrupted,
} from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { JsonList } from '../../shared/json-list.js';
import { asKnown } from '../../shared/known-errors.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { abortOnSignal } from '../../shared/signals.js';
import type { LogsOptions } from './index.js';
import { asReadError, deadlineError, openLog, unreadableText } from './log-reader.js';
import { logHead, logRowText, OWN_MARK } from './log-row.js';

const DEFAULT_LIMIT = 50;
/** Number of existing rows to show first. */
const FOLLOW_LIMIT = 10;

/** Written bit by bit: the fields of `JsonList` are in it too. */
export interface LogsDocument extends Partial<ErrorFields> {
  /** Missing if nothing was read. */
  gateway?: { accountId: string; gateway: string };
  rows: DiagnosedRow[];
  count: number;
  /** Number of entries of the log that could not be read, and are left out. */
  unreadable: number;
}

type Head = Pick<LogsDocument, 'gateway'>;
type Tail = Partial<ErrorFields>;

export async function logs(io: Io, options: LogsOptions): Promise<Result<never>> {
  const progress = progressOn(io);
  const sink = options.json ? jsonSink(io) : textSink(io, options, progress);
  const snapshot = await openSnapshot(io, options);
  // Only now: the files may be on a mount that hangs.
  const signal = abortOnSignal(io.signals);
  return withLab(io, { ...options, keeps: false, onSend: progress.onSend }, async (lab) => {
    const deadline = startDeadline(options.follow ? Number.POSITIVE_INFINITY : options.deadline, io.now);
    const reader = await openLog(io, { ...options, deadline, progress }, snapshot, lab, signal);
    try {
      await (options.follow
        ? showNew(reader, options, sink, progress)
        : show(reader, options, sink, progress));
    } catch (caught) {
      progress.clear();
      if (signal.aborted) return sink.end(EXIT_INTERRUPTED, errorFields(new Interrupted('Interrupted.')));
      const error = deadline.signal.aborted ? deadlineError(deadline, sink.count()) : asReadError(caught);
      if (!sink.hasOutput() || !(error instanceof Error)) throw error;
      const known = asKnown(error, 'cf-aig logs');
      return sink.end(known.exitCode, errorFields(known));
    }
    progress.clear();
    return sink.end(EXIT_OK);
  });
}

async function show(reader: LogReader, options: LogsOptions, sink: Sink, progress: Progress): Promise<void> {
  const diagnoser = new RowDiagnoser(reader);
  const gateway = gatewayField(reader);
  const limit = options.limit ?? (options.since === undefined ? DEFAULT_LIMIT : Number.POSITIVE_INFINITY);
  let count = 0;
  for await (const { rows, unreadable, total } of logPages(reader, queryOf(options))) {
    const page = await diagnoser.diagnoseAll(rows.slice(0, limit - count));
    sink.begin({ gateway });
    sink.skip(unreadable);
    count += page.length;
    progress.show(`${count}${total ? ` of ${Math.min(total, limit)}` : ''} rows`);
    if (!(await sink.add(page)) || count >= limit) return;
  }
}

async function showNew(
  reader: LogReader,
  options: LogsOptions,
  sink: Sink,
  progress: Progress,
): Promise<void> {
  const limit = options.limit ?? FOLLOW_LIMIT;
  sink.follow(reader.gateway.gateway);
  for await (const rows of follow(reader, queryOf(options), { limit, now: Date.now })) {
    progress.clear();
    sink.begin({ gateway: gatewayField(reader) });
    // A new diagnoser per batch, because its limit on responses to read is for one pass over the log.
    if (!(await sink.add(await new RowDiagnoser(reader).diagnoseAll(rows)))) return;
  }
}

function queryOf({ since, errors, model }: LogsOptions): LogQuery {
  return { since, failedOnly: errors, model };
}

function gatewayField({ gateway: { accountId, gateway } }: LogReader): LogsDocument['gateway'] {
  return { accountId, gateway };
}

interface Sink {
  /** Whether a part of the document has been written. */
  hasOutput(): boolean;
  /** Rows so far. */
  count(): number;
  begin(head: Head): void;
  /** New rows will be shown until Ctrl-C. */
  follow(gateway: string): void;
  /** This many entries of the log are no rows. */
  skip(entries: number): void;
  /** False if the reader has closed stdout. */
  add(rows: readonly DiagnosedRow[]): Promise<boolean>;
  end(exitCode: number, tail?: Tail): Result<never>;
}

function jsonSink(io: Io): Sink {
  const list = new JsonList(io, 'logs', 'rows');
  let unreadable = 0;
  return {
    hasOutput: () => list.begun,
    count: () => list.count,
    begin: (head) => list.begin(head),
    follow: () => {},
    skip: (entries) => {
      unreadable += entries;
    },
    add: (rows) => list.add(rows),
    end(exitCode, tail) {
      list.begin({});
      const counted: Omit<LogsDocument, 'rows' | 'count' | 'gateway'> = { unreadable, ...tail };
      list.end(exitCode, counted);
      return { exitCode, document: null, human: '' };
    },
  };
}

function textSink(io: Io, options: LogsOptions, progress: Progress): Sink {
  const style = styleOf(io, 'stdout', options);
  const zone = localZone();
  const note = (text: string) => io.err(`${hang('', text, style)}\n`);
  let count = 0;
  let own = 0;
  let unreadable = 0;
  return {
    hasOutput: () => false,
    count: () => count,
    begin: () => {},
    follow: (gateway) =>
      note(`Following ${gateway}, Ctrl-C stops. ${OWN_MARK} marks requests of cf-aig itself.`),
    skip: (entries) => {
      unreadable += entries;
    },
    async add(rows) {
      if (!rows.length) return true;
      progress.clear();
      const head = count ? '' : logHead(zone, style);
      count += rows.length;
      own += rows.filter((row) => row.own).length;
      io.out(head + rows.map((row) => logRowText(row, zone, style)).join(''));
      return io.flush();
    },
    end(exitCode) {
      if (!count && exitCode === EXIT_OK) note('No matching requests in the log.');
      if (own)
        note(
          `${OWN_MARK} ${own} of these ${own === 1 ? 'is a request' : 'are requests'} of cf-aig itself (test-model, verify).`,
        );
      if (unreadable) note(unreadableText(unreadable));
      return { exitCode, document: null, human: '' };
    },
  };
}
