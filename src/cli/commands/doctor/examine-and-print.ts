import { type Finding, isProblem } from '../../../doctor/check/finding.js';
import { checksFor, type DoctorReport, examine } from '../../../doctor/examine.js';
import { suggestRepairs } from '../../../doctor/fix/suggest-repairs.js';
import type { Lab } from '../../../lab/lab.js';
import type { Redactor } from '../../../lib/redact/redactor.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { targetOf } from '../../../openclaw/target.js';
import { withClientOptions } from '../../clients/client-commands.js';
import type { ClientOptions } from '../../clients/client-options.js';
import { rowsOf } from '../../render/columns.js';
import { withSetupOptions } from '../../render/people/setup-options.js';
import { shellOf } from '../../render/people/shell.js';
import type { Progress } from '../../render/progress.js';
import { styleOf } from '../../render/style.js';
import { exchangeText } from '../../shared/exchange-text.js';
import type { Io } from '../../shared/io.js';
import type { PlaceOptions } from '../../shared/options.js';
import { excerptOf } from './excerpt.js';
import { Folder, findingLine } from './finding-lines.js';
import { reportText } from './report-text.js';

export interface ExamineOptions extends PlaceOptions, ClientOptions {
  json?: boolean;
  color?: boolean;
  verbose?: boolean;
  offline?: boolean;
  strict?: boolean;
  providerId?: string;
  /** Print nothing. */
  quiet?: boolean;
  /** `doctor --fix` runs already, so it is not suggested. */
  fix?: boolean;
  /** Rows that follow on the screen; by default the prompt of the shell. */
  rowsBelow?: number;
}

/** Rows of the smallest terminal that one failure has to fit. */
const MIN_ROWS = 24;
/** Columns before an excerpt. */
const INDENT = 9;

/** Runs the checks and prints their lines as they come, then the exchanges if `verbose`, then the report, unless JSON is requested. */
export async function examineAndPrint(
  io: Io,
  options: ExamineOptions,
  snapshot: Snapshot,
  lab: Lab,
  progress: Progress,
): Promise<DoctorReport> {
  const style = styleOf(io, 'stdout', options);
  const { providerId, verbose } = options;
  let rows = 0;
  const print = (text: string) => {
    if (options.json || options.quiet) return;
    rows += rowsOf(text, style.width);
    io.out(text);
  };
  const known = { snapshot, target: targetOf(snapshot, { providerId }) };
  const folder = new Folder(checksFor(snapshot), known, style);
  const report = await examine(
    { snapshot, providerId, lab, machine: io.machine },
    {
      offline: options.offline ?? false,
      strict: options.strict ?? false,
      now: io.now,
      onWait: (work, title) => void progress.wait(title, work),
      onFindings: (findings) => {
        progress.clear();
        // Redact before anything is cut or wrapped.
        const redacted = findings.map((finding) => withoutSecrets(finding, io.redactor));
        const text = verbose
          ? redacted.map((finding) => findingLine(finding, style)).join('')
          : folder.add(redacted);
        if (text) print(text);
      },
    },
  );
  // The verdict is the last thing on the screen.
  if (verbose) for (const exchange of lab.exchanges) io.err(exchangeText(exchange));
  const findings = await withCommands(io, options, snapshot, report.findings);
  const full = { ...report, findings };
  const redacted = { ...full, findings: findings.map((finding) => withoutSecrets(finding, io.redactor)) };
  const excerptLines = (finding: (typeof findings)[number]) =>
    excerptOf(finding, snapshot, style.width - INDENT);
  const maxRows = io.stdoutIsTty ? Math.max(MIN_ROWS, io.rows) - (options.rowsBelow ?? 1) - rows : undefined;
  print(reportText(redacted, style, { verbose, excerptOf: excerptLines, maxRows }));
  return full;
}

/** The findings with the commands that this setup needs, each with the options that lead to it. */
async function withCommands(
  io: Io,
  options: ExamineOptions,
  snapshot: Snapshot,
  found: readonly Finding[],
): Promise<Finding[]> {
  const shell = shellOf(io);
  const { client } = snapshot;
  if (client)
    return found.map((finding) => ({
      ...withClientOptions(finding, options, { shell, model: client.model }),
      // There is no file to repair.
      fixable: isProblem(finding) ? false : undefined,
    }));
  const { providerId } = options;
  const suggested = await suggestRepairs(snapshot, found, { providerId, now: io.now });
  return suggested.map((finding, index) => {
    const { fix, remedy } = options.fix ? found[index]! : finding;
    const command = fix?.command && withSetupOptions(fix.command, options, shell);
    return { ...finding, fix: fix && { ...fix, command }, remedy };
  });
}

/** A secret may be a word that is also the name of a check: the program's own names stay. */
export function withoutSecrets<F extends Finding>(finding: F, redactor: Redactor): F {
  const { check, status, category, cause } = finding;
  return { ...redactor.redactValue(finding), check, status, category, cause };
}
