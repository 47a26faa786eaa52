import type { Exchange } from '../../../diagnosis/exchange/exchange.js';
import { type DoctorReport, examine } from '../../../doctor/examine.js';
import type { Lab } from '../../../lab/lab.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { targetOf } from '../../../openclaw/target.js';
import { findingDetails, findingLine, verdictLine } from '../../render/findings.js';
import { styleOf } from '../../render/style.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, withLab } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { version } from '../../shared/version.js';
import { writeOutput } from '../../shared/write-output.js';
import { type FixResult, fix } from './fix.js';
import { har } from './har.js';
import type { DoctorOptions } from './index.js';
import { type ReportSetup, reportMarkdown } from './report-markdown.js';

export async function doctor(io: Io, options: DoctorOptions): Promise<Result> {
  const before = await openSnapshot(io, options);
  const first = await lookOnce(io, options, before);
  const mended = options.fix ? await fix(io, options, before, first.report) : undefined;
  if (!mended?.fixed.length) return resultOf(first, options, mended);
  const second = await lookOnce(io, options, await openSnapshot(io, options));
  return resultOf(second, options, mended);
}

interface Look {
  report: DoctorReport;
  exchanges: number;
  markdown: string;
}

function lookOnce(io: Io, options: DoctorOptions, snapshot: Snapshot): Promise<Look> {
  return withLab(io, options, async (lab) => {
    // A report is the result itself: the lines of the checks would only stand in its way.
    const report = await examineAloud(io, { ...options, quiet: options.report }, snapshot, lab);
    const { exchanges } = lab;
    if (options.trace) await writeTrace(options.trace, exchanges, io);
    const markdown = options.report
      ? reportMarkdown(report, setupOf(snapshot, options.providerId), exchanges)
      : '';
    return { report, exchanges: exchanges.length, markdown };
  });
}

function resultOf({ report, exchanges, markdown }: Look, options: DoctorOptions, mended?: FixResult): Result {
  const { exitCode, findings, verdict } = report;
  return {
    exitCode,
    document: {
      findings,
      verdict,
      exchanges,
      ...(options.report && { report: markdown }),
      ...(mended && {
        fixed: mended.fixed,
        left: mended.left,
        changes: mended.changes.map(({ path, action, backup }) => ({
          file: path,
          action,
          ...(backup && { backup }),
        })),
      }),
    },
    human: markdown,
  };
}

function setupOf(snapshot: Snapshot, providerId: string | undefined): ReportSetup {
  const { invocation, place, installation } = snapshot;
  const target = targetOf(snapshot, { providerId });
  return {
    version,
    node: invocation.nodeVersion,
    platform: invocation.platform,
    openclaw: installation?.version,
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

/** Runs the checks and says each line as it comes, unless a document is wanted. */
export async function examineAloud(
  io: Io,
  options: Pick<DoctorOptions, 'json' | 'color' | 'offline' | 'strict' | 'providerId'> & { quiet?: boolean },
  snapshot: Snapshot,
  lab: Lab,
): Promise<DoctorReport> {
  const style = styleOf(io, 'stdout', options);
  const aloud = !options.json && !options.quiet;
  const { providerId } = options;
  const report = await examine(
    { snapshot, providerId, lab, machine: io.machine },
    {
      offline: options.offline ?? false,
      strict: options.strict ?? false,
      now: io.now,
      onFindings: (findings, title) => {
        if (aloud) for (const finding of findings) io.out(findingLine(finding, title, style));
      },
    },
  );
  if (aloud) {
    const troubled = report.findings.filter(({ status }) => status === 'fail' || status === 'warn');
    for (const finding of troubled) io.out(`\n${findingDetails(finding, style)}`);
    io.out(`\n${verdictLine(report, style)}`);
  }
  return report;
}
