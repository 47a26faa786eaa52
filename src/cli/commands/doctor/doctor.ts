import type { Exchange } from '../../../diagnosis/exchange/exchange.js';
import { har } from '../../../diagnosis/exchange/har.js';
import type { DoctorReport } from '../../../doctor/examine.js';
import { once } from '../../../lib/once.js';
import { visible } from '../../../lib/text/visible.js';
import { valueAt } from '../../../openclaw/files/tree.js';
import { filesOf, type Snapshot } from '../../../openclaw/snapshot.js';
import { targetOf } from '../../../openclaw/target.js';
import { openAnySetup } from '../../clients/open-client.js';
import { formatFiles, reportFormatOf } from '../../render/formats/format.js';
import { renderReport, writeFormats } from '../../render/formats/renderers.js';
import type { RunReport } from '../../render/formats/run-report.js';
import type { Change } from '../../render/plan-text.js';
import { progressOn } from '../../render/progress.js';
import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { version } from '../../shared/version.js';
import { checkOutputs, writeOutput } from '../../shared/write-output.js';
import { doctorReport } from './doctor-report.js';
import { examineAndPrint } from './examine-and-print.js';
import type { FixResult } from './fix.js';
import type { DoctorOptions } from './index.js';
import type { ReportSetup } from './report/report.js';

export interface DoctorDocument
  extends Pick<DoctorReport, 'findings' | 'verdict'>,
    Partial<Omit<FixResult, 'changes'>> {
  exchanges: number;
  /** With `--report`: Markdown. */
  report?: string;
  /** With `--fix`, if it could do something, or had to leave something. */
  changes?: Change[];
}

export async function doctor(io: Io, options: DoctorOptions): Promise<Result<DoctorDocument>> {
  const format = reportFormatOf(options);
  if ((options.model?.length ?? 0) > 1)
    throw new UsageError(
      'doctor examines one model',
      'Name a single one with --model; test-model takes several.',
    );
  if (format && options.report)
    throw new UsageError(`--report and --format ${format} exclude each other`, 'Use only one of them.');
  if (options.watch) return repeatedly(io, options);
  const { trace } = options;
  const before = await openAnySetup(io, options);
  const outputs = [...(trace ? [{ by: '--trace', file: trace }] : []), ...formatFiles(io, options)];
  await checkOutputs(io, outputs, filesOf(before));
  const first = await runOnce(io, options, before);
  // Loaded only here, as all that other flags need.
  const repair = options.fix
    ? await (await import('./fix.js')).fix(io, options, before, first.report)
    : undefined;
  const last = repair?.fixed.length ? await runOnce(io, options, await openAnySetup(io, options)) : first;
  const result = resultOf(last, options, repair);
  await writeFormats(io, options.format, last.runReport, result);
  return format ? { ...result, human: await renderReport(io, format, last.runReport()) } : result;
}

/** Each look reads the files again. */
async function repeatedly(io: Io, options: DoctorOptions): Promise<Result<never>> {
  const { FOOTER_ROWS, textsOf, watch } = await import('./watch.js');
  return watch(io, options, {
    look: async () => {
      const snapshot = await openAnySetup(io, options);
      const examine = () => examineKept(io, { ...options, rowsBelow: FOOTER_ROWS }, snapshot);
      return { files: textsOf(snapshot), examine };
    },
  });
}

/** One run whose output is kept. */
async function examineKept(io: Io, options: RunOnceOptions, snapshot: Snapshot) {
  let text = '';
  const kept: Io = {
    ...io,
    out: (part) => {
      text += part;
    },
  };
  const { report } = await runOnce(kept, options, snapshot);
  return { report, text };
}

interface RunResult {
  report: DoctorReport;
  exchanges: number;
  /** The report for an issue; '' if it is not asked for. */
  text: string;
  /** For the other formats. */
  runReport: () => RunReport;
}

type RunOnceOptions = DoctorOptions & { rowsBelow?: number };

function runOnce(io: Io, options: RunOnceOptions, snapshot: Snapshot): Promise<RunResult> {
  const progress = progressOn(io);
  return withLab(io, { ...options, verbose: false, onSend: progress.onSend }, async (lab) => {
    // stdout is for the report, so the findings are not printed.
    const quiet = options.report || reportFormatOf(options) !== undefined;
    const startedAt = io.machine.clock().toISOString();
    const start = io.now();
    const report = await examineAndPrint(io, { ...options, quiet }, snapshot, lab, progress);
    const run = { startedAt, elapsedMs: Math.round(io.now() - start) };
    const runReport = once(() => doctorReport(io, options, snapshot, report, run));
    const { exchanges } = lab;
    if (options.trace) await writeTrace(options.trace, exchanges, io);
    const text = options.report ? await reportText(io, options, snapshot, { report, exchanges }) : '';
    return { report, exchanges: exchanges.length, text, runReport };
  });
}

async function reportText(
  io: Io,
  { providerId }: DoctorOptions,
  snapshot: Snapshot,
  { report, exchanges }: { report: DoctorReport; exchanges: readonly Exchange[] },
): Promise<string> {
  const [{ reportMarkdown }, { personalData }] = await Promise.all([
    import('./report/report.js'),
    import('./report/personal-data.js'),
  ]);
  // Redact before Markdown's escapes come in: `cfut\_` is no token.
  const [shown, setup] = io.redactor.redactValue([report, setupOf(snapshot, providerId)] as const);
  return reportMarkdown(shown, setup, exchanges, personalData(io, exchanges));
}

function resultOf(
  { report, exchanges, text }: RunResult,
  options: DoctorOptions,
  repair?: FixResult,
): Result<DoctorDocument> {
  const { exitCode, findings, verdict } = report;
  return {
    exitCode,
    document: {
      findings,
      verdict,
      exchanges,
      ...(options.report && { report: text }),
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
    human: text,
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
    client: snapshot.client !== undefined,
    openclaw: installation?.version,
    writtenBy: typeof writtenBy === 'string' ? writtenBy : undefined,
    configPath: place.configPath,
    envPath: place.envPath,
    baseUrl: target?.values.baseUrl,
    api: target?.block.api,
    model: target?.modelId,
  };
}

async function writeTrace(file: string, exchanges: readonly Exchange[], io: Io): Promise<void> {
  const text = `${visible(JSON.stringify(har(exchanges, version), null, 2))}\n`;
  await writeOutput(io, { by: '--trace', file, text, mode: 0o600 });
  io.err(`${exchanges.length} exchange${exchanges.length === 1 ? '' : 's'} written to ${file}\n`);
}
