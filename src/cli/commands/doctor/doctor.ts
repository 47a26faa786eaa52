import type { Exchange } from '../../../diagnosis/exchange/exchange.js';
import { type DoctorReport, examine } from '../../../doctor/examine.js';
import type { Lab } from '../../../lab/lab.js';
import { valueAt } from '../../../openclaw/files/tree.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { targetOf } from '../../../openclaw/target.js';
import { findingDetails, findingLine, verdictLine } from '../../render/findings.js';
import { progressOn, showAfterDelay } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { version } from '../../shared/version.js';
import { writeOutput } from '../../shared/write-output.js';
import { type FixResult, fix } from './fix.js';
import { har } from './har.js';
import type { DoctorOptions } from './index.js';
import { personalData } from './report/personal-data.js';
import { type ReportSetup, reportMarkdown } from './report/report.js';

export async function doctor(io: Io, options: DoctorOptions): Promise<Result> {
  const before = await openSnapshot(io, options);
  const first = await runOnce(io, options, before);
  const repair = options.fix ? await fix(io, options, before, first.report) : undefined;
  if (!repair?.fixed.length) return resultOf(first, options, repair);
  const second = await runOnce(io, options, await openSnapshot(io, options));
  return resultOf(second, options, repair);
}

interface RunResult {
  report: DoctorReport;
  exchanges: number;
  markdown: string;
}

function runOnce(io: Io, options: DoctorOptions, snapshot: Snapshot): Promise<RunResult> {
  return withLab(io, options, async (lab) => {
    // stdout is for the report, so the findings are not printed.
    const report = await examineAndPrint(io, { ...options, quiet: options.report }, snapshot, lab);
    const { exchanges } = lab;
    if (options.trace) await writeTrace(options.trace, exchanges, io);
    const markdown = options.report
      ? reportMarkdown(report, setupOf(snapshot, options.providerId), exchanges, personalData(io, exchanges))
      : '';
    return { report, exchanges: exchanges.length, markdown };
  });
}

function resultOf(
  { report, exchanges, markdown }: RunResult,
  options: DoctorOptions,
  repair?: FixResult,
): Result {
  const { exitCode, findings, verdict } = report;
  return {
    exitCode,
    document: {
      findings,
      verdict,
      exchanges,
      ...(options.report && { report: markdown }),
      ...(repair && {
        fixed: repair.fixed,
        left: repair.left,
        changes: repair.changes.map(({ path, action, backup }) => ({
          file: path,
          action,
          ...(backup && { backup }),
        })),
      }),
    },
    human: markdown,
    isVerbatim: true,
  };
}

function setupOf(snapshot: Snapshot, providerId: string | undefined): ReportSetup {
  const { invocation, place, installation, config } = snapshot;
  const writtenBy = valueAt(config.value, ['meta', 'lastTouchedVersion']);
  const target = targetOf(snapshot, { providerId });
  return {
    version,
    node: invocation.nodeVersion,
    platform: invocation.platform,
    openclaw: installation?.version,
    writtenBy: typeof writtenBy === 'string' ? writtenBy : undefined,
    configPath: place.configPath,
    envPath: place.envPath,
    baseUrl: target?.block.baseUrl,
    api: target?.block.api,
    model: target?.modelId,
  };
}

async function writeTrace(file: string, exchanges: readonly Exchange[], io: Io): Promise<void> {
  const text = `${JSON.stringify(har(exchanges, version), null, 2)}\n`;
  await writeOutput(io, { by: '--trace', file, text, mode: 0o600 });
  io.err(`${exchanges.length} exchange${exchanges.length === 1 ? '' : 's'} written to ${file}\n`);
}

/** Runs the checks and prints each finding as it comes, unless JSON is requested. */
export async function examineAndPrint(
  io: Io,
  options: Pick<DoctorOptions, 'json' | 'color' | 'offline' | 'strict' | 'providerId'> & {
    quiet?: boolean;
    accessible?: boolean;
  },
  snapshot: Snapshot,
  lab: Lab,
): Promise<DoctorReport> {
  const style = styleOf(io, 'stdout', options);
  const isPrinting = !options.json && !options.quiet;
  const { providerId } = options;
  const progress = progressOn(io, options);
  const titles = new Map<string, string>();
  const report = await examine(
    { snapshot, providerId, lab, machine: io.machine },
    {
      offline: options.offline ?? false,
      strict: options.strict ?? false,
      now: io.now,
      onWait: (work, title) => void showAfterDelay(io, progress, `${title} ...`, work),
      onFindings: (findings, title) => {
        progress.clear();
        for (const { check } of findings) titles.set(check, title);
        if (isPrinting) for (const finding of findings) io.out(findingLine(finding, title, style));
      },
    },
  );
  if (isPrinting) {
    const problems = report.findings.filter(({ status }) => status === 'fail' || status === 'warn');
    for (const finding of problems) io.out(`\n${findingDetails(finding, style, titles.get(finding.check))}`);
    io.out(`\n${verdictLine(report, style)}`);
  }
  return report;
}
