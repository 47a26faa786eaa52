import type { DoctorContext } from '../../checks/context.js';
import { type DoctorReport, examine } from '../../checks/doctor.js';
import type { Io } from '../io.js';
import type { AskOptions, CommonOptions } from '../options.js';
import { exchangeText } from '../render/exchange.js';
import { findingDetails, findingLine, verdictLine } from '../render/findings.js';
import { styleFor } from '../render/style.js';
import type { Result } from '../result.js';
import { type ContextOptions, withContext } from './open-context.js';

export interface DoctorOptions extends CommonOptions, ContextOptions, AskOptions {
  fix?: boolean;
  offline?: boolean;
  strict?: boolean;
}

export async function doctor(io: Io, options: DoctorOptions): Promise<Result> {
  const report = await withContext(io, options, async (context) => {
    const { report } = await examineAloud(io, options, context);
    return report;
  });
  const { exitCode, findings, verdict } = report;
  return { exitCode, document: { findings, verdict }, human: '' };
}

/** Runs the checks and says each line as it comes, unless a document is wanted. */
export async function examineAloud(
  io: Io,
  options: Pick<DoctorOptions, 'json' | 'verbose' | 'color' | 'offline' | 'strict'>,
  context: DoctorContext,
): Promise<{ report: DoctorReport }> {
  const style = styleFor({
    env: io.env,
    isTty: io.stdoutIsTty,
    columns: io.columns,
    noColor: options.color === false,
  });
  const report = await examine(context, {
    offline: options.offline ?? false,
    strict: options.strict ?? false,
    now: io.now,
    onFindings: (findings, title) => {
      if (!options.json) for (const finding of findings) io.out(findingLine(finding, title, style));
    },
  });
  if (options.verbose) for (const exchange of context.wire.exchanges) io.err(exchangeText(exchange));
  if (!options.json) {
    const troubled = report.findings.filter(({ status }) => status === 'fail' || status === 'warn');
    for (const finding of troubled) io.out(`\n${findingDetails(finding, style)}`);
    io.out(`\n${verdictLine(report, style)}`);
  }
  return { report };
}
