import { RowDiagnoser } from '../../../logs/diagnose-row.js';
import { logPages } from '../../../logs/log-pages.js';
import { Usage, type UsageReport } from '../../../logs/usage-report.js';
import { hang } from '../../render/hang.js';
import { progressOn } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import { localZone } from '../../render/zone.js';
import { startDeadline } from '../../shared/deadline.js';
import { EXIT_OK } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { asReadError, deadlineError, openLog, unreadableText } from '../logs/log-reader.js';
import type { UsageOptions } from './index.js';
import { usageText } from './usage-text.js';

const DEFAULT_SPAN_MS = 24 * 3_600_000;

export interface UsageDocument extends UsageReport {
  gateway: { accountId: string; gateway: string };
  /** Number of entries of the log that could not be read, and are in no other number. */
  unreadable: number;
}

export async function usage(io: Io, options: UsageOptions): Promise<Result<UsageDocument>> {
  const until = Date.now();
  const since = options.since ?? until - DEFAULT_SPAN_MS;
  const totals = new Usage(since, until);
  const progress = progressOn(io);
  const snapshot = await openSnapshot(io, options);
  let unreadable = 0;
  const gateway = await withLab(io, { ...options, keeps: false, onSend: progress.onSend }, async (lab) => {
    const deadline = startDeadline(options.deadline, io.now);
    const reader = await openLog(io, { ...options, deadline, progress }, snapshot, lab);
    const diagnoser = new RowDiagnoser(reader);
    let count = 0;
    try {
      for await (const { rows, unreadable: skipped, total } of logPages(reader, {
        since,
        model: options.model,
      })) {
        for (const row of await diagnoser.diagnoseAll(rows)) totals.add(row);
        count += rows.length;
        unreadable += skipped;
        progress.show(`${count}${total ? ` of ${total}` : ''} rows read`);
      }
    } catch (error) {
      throw deadline.signal.aborted ? deadlineError(deadline, count) : asReadError(error);
    } finally {
      progress.clear();
    }
    return { accountId: reader.gateway.accountId, gateway: reader.gateway.gateway };
  });
  const style = styleOf(io, 'stdout', options);
  const report = totals.report();
  const note = unreadable ? `${hang('', unreadableText(unreadable), style)}\n` : '';
  return {
    exitCode: EXIT_OK,
    document: { gateway, ...report, unreadable },
    human: usageText(report, localZone(), style) + note,
  };
}
