import { RowDiagnoser } from '../../features/logs/diagnose-row.js';
import { logPages } from '../../features/logs/pages.js';
import { Usage } from '../../features/logs/usage.js';
import { EXIT_OK } from '../errors.js';
import type { Io } from '../io.js';
import type { CommonOptions, GatewayOptions } from '../options.js';
import { progressOn } from '../progress.js';
import { styleOf } from '../render/style.js';
import { usageText } from '../render/usage.js';
import type { Result } from '../result.js';
import { asReadError, openLog } from './log-reader.js';
import { type ContextOptions, withContext } from './open-context.js';

export interface UsageOptions extends CommonOptions, ContextOptions, GatewayOptions {
  /** Milliseconds since 1970. */
  since?: number;
  model?: string;
}

const DEFAULT_SPAN_MS = 24 * 3_600_000;

export async function usage(io: Io, options: UsageOptions): Promise<Result> {
  const until = Date.now();
  const since = options.since ?? until - DEFAULT_SPAN_MS;
  const counted = new Usage(since, until);
  const progress = progressOn(io);
  const gateway = await withContext(io, options, async (context) => {
    const reader = await openLog(io, options, context);
    reader.onWait = (ms) => progress.show(`Cloudflare asks to wait ${Math.ceil(ms / 1000)} s ...`);
    const diagnoser = new RowDiagnoser(reader);
    let count = 0;
    try {
      for await (const { rows, total } of logPages(reader, { since, model: options.model })) {
        for (const row of await diagnoser.all(rows)) counted.add(row);
        count += rows.length;
        progress.show(`${count}${total ? ` of ${total}` : ''} rows counted ...`);
      }
    } catch (error) {
      throw asReadError(error);
    } finally {
      progress.clear();
    }
    return { accountId: reader.gateway.accountId, gateway: reader.gateway.gateway };
  });
  const style = styleOf(io, 'stdout', options);
  const report = counted.report();
  return { exitCode: EXIT_OK, document: { gateway, ...report }, human: usageText(report, style) };
}
