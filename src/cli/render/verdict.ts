import type { CheckId } from '../../doctor/check/check-ids.js';
import type { Finding } from '../../doctor/check/finding.js';
import { titleOf } from '../../doctor/checks.js';
import type { DoctorReport } from '../../doctor/examine.js';
import { hang } from './hang.js';
import type { Style } from './style.js';

const ALL_WELL = 'all well';

/** The finding that decides the exit code; undefined if all is well. */
export function decisiveFinding({ findings, verdict, exitCode }: DoctorReport): Finding | undefined {
  if (!exitCode) return undefined;
  const [failures, warnings] = (['fail', 'warn'] as const).map((wanted) =>
    findings.filter(({ status }) => status === wanted),
  );
  const candidates = [...failures!, ...warnings!];
  return verdict ? candidates.find(({ cause }) => cause === verdict.cause) : candidates[0];
}

/** The last line. */
export function verdictLine(report: DoctorReport, style: Style): string {
  const { paint } = style;
  const summary = verdictSummary(report);
  const colour = report.exitCode ? paint.red : summary === ALL_WELL ? paint.green : paint.yellow;
  const exit = report.exitCode ? ` (exit code ${report.exitCode})` : '';
  return `${hang(colour(paint.bold('Verdict: ')), `${colour(paint.bold(summary))}${exit}`, style)}\n`;
}

/** Claims only what this run has checked. */
export function verdictSummary({ verdict, exitCode, findings }: DoctorReport): string {
  if (verdict) return `${verdict.category} · ${verdict.cause}`;
  if (exitCode) {
    const isBroken = findings.some(({ broken }) => broken);
    return isBroken ? 'a check crashed' : 'warnings count as failures (--strict)';
  }
  const scope = scopeOf(findings);
  const warnings = findings.filter(({ status }) => status === 'warn');
  if (!warnings.length) return scope;
  const names = [...new Set(warnings.map((warning) => warning.cause ?? titleOf(warning)))].join(', ');
  const count = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
  return `${scope === ALL_WELL ? 'no failures' : scope}; ${count}: ${names}`;
}

/** How far the run went. */
function scopeOf(findings: readonly Finding[]): string {
  const wasChecked = (id: CheckId) => findings.some(({ check, status }) => check === id && status !== 'skip');
  if (!wasChecked('connection')) {
    // Of another client than OpenClaw no file is read.
    const where = findings.some(({ check }) => check === 'config-syntax') ? 'files' : 'flags';
    return `no problems in the ${where}; Cloudflare was not contacted`;
  }
  if (findings.some(({ cause }) => cause === 'credential-held-by-openclaw'))
    return 'no failures; the key, which only OpenClaw can read, was not tested';
  return hasNoModel(findings) ? 'no failures, but no model is set, so none was tested' : ALL_WELL;
}

/** No default model and no listed ones: OpenClaw does not use the gateway, so nothing was tested. */
function hasNoModel(findings: readonly Finding[]): boolean {
  return (['model-primary-missing', 'models-empty'] as const).every((id) =>
    findings.some(({ cause }) => cause === id),
  );
}
