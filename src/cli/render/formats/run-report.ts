import type { Status } from '../../../doctor/check/finding.js';
import type { Io } from '../../shared/io.js';

/** A place in a file of the user; line and column are 1-based, the column in UTF-16 code units. */
export interface Place {
  /** Absolute. */
  file: string;
  line?: number;
  column?: number;
}

/** One check of `doctor`, or one model of `test-model`. */
export interface ReportRow {
  /** The id of the check, or the model. */
  name: string;
  status: Status;
  /** It makes the run fail: with `--strict` a warning does too. */
  isFailure: boolean;
  category?: string;
  cause?: string;
  title: string;
  why?: string;
  evidence: readonly string[];
  remedy: readonly string[];
  docs?: string;
  place?: Place;
  /** Milliseconds. */
  durationMs: number;
  /** By the end of the metric’s name, in its unit. */
  measures?: Readonly<Record<string, number | undefined>>;
  /** Markdown, by the columns of the report. */
  cells: readonly string[];
}

/** What every renderer gets, without secrets. */
export interface RunReport {
  command: 'doctor' | 'test-model';
  /** Of cf-aig. */
  version: string;
  exitCode: number;
  /** ISO 8601 */
  startedAt: string;
  elapsedMs: number;
  /** One sentence. */
  summary: string;
  columns: readonly { title: string; isNumber?: boolean }[];
  rows: readonly ReportRow[];
  /** The folder that places are relative to. */
  cwd: string;
  /** Of every metric: what tells setups of one machine apart. */
  labels?: Readonly<Record<string, string>>;
}

/** GitHub reads paths from the root of the checkout, wherever a step works. */
export function rootOf({ env, cwd }: Pick<Io, 'env' | 'cwd'>): string {
  return (env.GITHUB_ACTIONS && env.GITHUB_WORKSPACE) || cwd;
}

/** What a report names with its remedies: failures and warnings. */
export function problemsOf(rows: readonly ReportRow[]): ReportRow[] {
  return rows.filter(({ isFailure, status }) => isFailure || status === 'warn');
}
