import { type Finding, isProblem } from '../../../doctor/check/finding.js';
import type { DoctorReport } from '../../../doctor/examine.js';
import { code, prose } from '../../../lib/text/markdown.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { placeOf } from '../../render/formats/problem-place.js';
import { type ReportRow, type RunReport, rootOf } from '../../render/formats/run-report.js';
import { verdictSummary } from '../../render/verdict.js';
import type { Io } from '../../shared/io.js';
import { version } from '../../shared/version.js';
import { withoutSecrets } from './examine-and-print.js';
import type { DoctorOptions } from './index.js';

const COLUMNS: RunReport['columns'] = [{ title: 'check' }, { title: 'status' }, { title: 'result' }];

/** A row for each finding, without secrets. */
export function doctorReport(
  io: Pick<Io, 'redactor' | 'cwd' | 'env'>,
  { strict, providerId, profile }: Pick<DoctorOptions, 'strict' | 'providerId' | 'profile'>,
  snapshot: Snapshot,
  report: DoctorReport,
  run: Pick<RunReport, 'startedAt' | 'elapsedMs'>,
): RunReport {
  const { redactor } = io;
  return {
    ...run,
    command: 'doctor',
    version,
    exitCode: report.exitCode,
    summary: redactor.redact(verdictSummary(report)),
    columns: COLUMNS,
    // The place first: a path may hold what looks like a secret.
    rows: report.findings.map((finding) => ({
      ...rowOf(withoutSecrets(finding, redactor), strict ?? false),
      place: isProblem(finding) ? redactor.redactValue(placeOf(finding, snapshot, providerId)) : undefined,
    })),
    cwd: rootOf(io),
    labels: profile ? { profile } : {},
  };
}

function rowOf(finding: Finding, strict: boolean): ReportRow {
  const { check, status, category, cause, title, why, evidence, remedy, docs, durationMs } = finding;
  const isFailure = status === 'fail' || (strict && status === 'warn');
  const state = isProblem(finding) ? `**${status}**` : status;
  return {
    name: check,
    status,
    isFailure,
    category,
    cause,
    title,
    why,
    evidence,
    remedy,
    docs,
    durationMs,
    cells: [code(check), state, prose(title)],
  };
}
