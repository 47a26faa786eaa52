import { writeFile } from 'node:fs/promises';
import type { Exchange } from '../../../diagnosis/exchange/exchange.js';
import { type DoctorReport, examine } from '../../../doctor/examine.js';
import type { DoctorContext } from '../../../lab/context.js';
import { inWords } from '../../../lib/files/system-words.js';
import { exchangeText } from '../../render/exchange-text.js';
import { findingDetails, findingLine, verdictLine } from '../../render/findings.js';
import { styleOf } from '../../render/style.js';
import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { type ContextOptions, withContext } from '../../shared/open-context.js';
import type { AskOptions, CommonOptions } from '../../shared/options.js';
import type { Result } from '../../shared/result.js';
import { version } from '../../shared/version.js';
import { type FixResult, fix } from './fix.js';
import { har } from './har.js';
import { type ReportSetup, reportMarkdown } from './report-markdown.js';

export interface DoctorOptions extends CommonOptions, ContextOptions, AskOptions {
  fix?: boolean;
  offline?: boolean;
  strict?: boolean;
  /** Print a Markdown report instead of lines. */
  report?: boolean;
  /** Write a HAR file. */
  trace?: string;
}

export async function doctor(io: Io, options: DoctorOptions): Promise<Result> {
  const first = await withContext(io, options, async (context) => {
    const look = await lookOnce(io, options, context);
    return { ...look, mended: options.fix ? await fix(io, options, context, look.report) : undefined };
  });
  if (!first.mended) return resultOf(first, options);
  const second = await withContext(io, options, (context) => lookOnce(io, options, context));
  return resultOf(second, options, first.mended);
}

interface Look {
  report: DoctorReport;
  exchanges: number;
  markdown: string;
}

async function lookOnce(io: Io, options: DoctorOptions, context: DoctorContext): Promise<Look> {
  // A report is the result itself: the lines of the checks would only stand in its way.
  const report = await examineAloud(io, { ...options, quiet: options.report }, context);
  const { exchanges } = context.wire;
  if (options.trace) await writeTrace(options.trace, exchanges, io);
  const markdown = options.report ? reportMarkdown(report, await setupOf(io, context), exchanges) : '';
  return { report, exchanges: exchanges.length, markdown };
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

async function setupOf(io: Io, context: DoctorContext): Promise<ReportSetup> {
  const target = await context.target();
  return {
    version,
    node: io.nodeVersion,
    platform: io.platform,
    configPath: context.place.configPath,
    envPath: context.place.envPath,
    baseUrl: target?.block.baseUrl,
    api: target?.block.api,
    model: target?.modelId,
  };
}

async function writeTrace(file: string, exchanges: readonly Exchange[], io: Io): Promise<void> {
  const text = io.redactor.redact(JSON.stringify(har(exchanges, version), null, 2));
  await writeFile(file, `${text}\n`, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `--trace ${file}: cannot be written: ${inWords(error.code ?? error.message)}`,
      'Name a file in a folder that you may write to.',
    );
  });
  io.err(`${exchanges.length} exchange${exchanges.length === 1 ? '' : 's'} written to ${file}\n`);
}

/** Runs the checks and says each line as it comes, unless a document is wanted. */
export async function examineAloud(
  io: Io,
  options: Pick<DoctorOptions, 'json' | 'verbose' | 'color' | 'offline' | 'strict'> & { quiet?: boolean },
  context: DoctorContext,
): Promise<DoctorReport> {
  const style = styleOf(io, 'stdout', options);
  const aloud = !options.json && !options.quiet;
  const report = await examine(context, {
    offline: options.offline ?? false,
    strict: options.strict ?? false,
    now: io.now,
    onFindings: (findings, title) => {
      if (aloud) for (const finding of findings) io.out(findingLine(finding, title, style));
    },
  });
  if (options.verbose) for (const exchange of context.wire.exchanges) io.err(exchangeText(exchange));
  if (aloud) {
    const troubled = report.findings.filter(({ status }) => status === 'fail' || status === 'warn');
    for (const finding of troubled) io.out(`\n${findingDetails(finding, style)}`);
    io.out(`\n${verdictLine(report, style)}`);
  }
  return report;
}
