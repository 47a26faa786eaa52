import { wrapAnsi } from 'fast-wrap-ansi';
import type { CheckId } from '../../doctor/check/check-ids.js';
import type { Finding } from '../../doctor/check/finding.js';
import type { DoctorReport } from '../../doctor/examine.js';
import { hang } from './hang.js';
import type { Style } from './style.js';

const TITLE_COLUMNS = 16;
const ALL_WELL = 'all well';

/** One line per finding: symbol, check, title. */
export function findingLine(finding: Finding, checkTitle: string, style: Style): string {
  const symbol = style.symbols[finding.status];
  const line = hang(` ${symbol} ${checkTitle.padEnd(TITLE_COLUMNS)} `, finding.title, style.width);
  return `${finding.status === 'skip' ? style.paint.dim(line) : line}\n`;
}

/** For findings that need action: why, remedy, evidence. Headed by the cause, or by the check if there is none. */
export function findingDetails(finding: Finding, style: Style, checkTitle: string = finding.check): string {
  const { paint, width } = style;
  const colour = finding.status === 'fail' ? paint.red : paint.yellow;
  const name = finding.cause ? `${finding.category} · ${finding.cause}` : checkTitle;
  const lines = [`${colour(paint.bold(name))}`, hang('  ', finding.title, width)];
  if (finding.why) lines.push(hang('  Why   ', finding.why, width));
  lines.push(...numbered(finding.remedy, width));
  if (finding.alternatives?.length) {
    lines.push(hang('  Or    ', `less likely: ${finding.alternatives.join(', ')}`, width));
  }
  lines.push(...finding.evidence.map((line, index) => hang(index ? '        ' : '  Seen  ', line, width)));
  if (finding.docs) lines.push(`  Docs  ${finding.docs}`);
  return `${lines.join('\n')}\n`;
}

export function numbered(steps: readonly string[], width: number): string[] {
  if (steps.length === 1) return [hang('  Do    ', steps[0]!, width)];
  return steps.map((step, index) => hang(`${index ? '        ' : '  Do    '}${index + 1}. `, step, width));
}

export function verdictLine(report: DoctorReport, style: Style): string {
  const { findings, verdict, exitCode } = report;
  const warnings = findings.filter(({ status }) => status === 'warn').length;
  const skipped = findings.filter(({ status }) => status === 'skip').length;
  const { paint } = style;
  if (verdict) {
    const title = findings.find(({ cause }) => cause === verdict.cause)?.title ?? '';
    const headline = `${paint.red.bold(`Verdict: ${verdict.category}`)} (exit code ${exitCode}): ${title}`;
    return `${indentRest(wrapAnsi(headline, style.width))}\n`;
  }
  const notes = [
    warnings && `${warnings} warning${warnings > 1 ? 's' : ''}`,
    skipped && `${skipped} skipped`,
  ].filter(Boolean);
  const note = notes.length ? ` (${notes.join(', ')})` : '';
  if (exitCode) return `${paint.red.bold(`Verdict: ${verdictSummary(report)}`)} (exit code ${exitCode})\n`;
  const summary = verdictSummary(report);
  const paintVerdict = summary === ALL_WELL ? paint.green.bold : paint.yellow.bold;
  const line = `${paintVerdict(`Verdict: ${summary}`)}${note}`;
  return `${indentRest(wrapAnsi(line, style.width))}\n`;
}

/** Claims only what this run has checked. */
export function verdictSummary({ verdict, exitCode, findings }: DoctorReport): string {
  if (verdict) return `${verdict.category} · ${verdict.cause}`;
  if (exitCode) return 'warnings count as failures (--strict)';
  const wasChecked = (id: CheckId) => findings.some(({ check, status }) => check === id && status !== 'skip');
  if (!wasChecked('connection')) return 'no problems in the files; Cloudflare was not contacted';
  if (findings.some(({ cause }) => cause === 'credential-held-by-openclaw'))
    return 'no failures; the key, which only OpenClaw can read, was not tested';
  return hasNoModel(findings) ? 'no failures, but no model is set, so none was tested' : ALL_WELL;
}

/** Indents all lines but the first. */
function indentRest(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/** No default model and no listed ones: OpenClaw does not use the gateway, so nothing was tested. */
function hasNoModel(findings: readonly Finding[]): boolean {
  return (['model-primary-missing', 'models-empty'] as const).every((id) =>
    findings.some(({ cause }) => cause === id),
  );
}
