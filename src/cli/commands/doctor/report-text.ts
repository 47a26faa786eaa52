import { type Finding, isProblem } from '../../../doctor/check/finding.js';
import { titleOf } from '../../../doctor/checks.js';
import type { DoctorReport } from '../../../doctor/examine.js';
import { fixLines, problemText } from '../../render/cause-text.js';
import { rowsOf } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';
import { decisiveFinding, verdictLine } from '../../render/verdict.js';
import { notCheckedLine } from './finding-lines.js';

export interface ReportOptions {
  /** Every problem in full, with its steps and all evidence. */
  verbose?: boolean;
  /** The lines of a file that a finding is about, with the position marked. */
  excerptOf?(finding: Finding): string[];
  /** Rows left on the screen: the failure is shortened to fit. */
  maxRows?: number;
}

/** What follows the lines of the checks: the decisive failure in full, the others in a line each, the verdict. */
export function reportText(report: DoctorReport, style: Style, options: ReportOptions = {}): string {
  const problems = report.findings.filter(isProblem);
  const full = options.verbose ? problems : fullProblems(report, problems);
  // A warning may turn out to be the failure.
  const isSaid = ({ cause, title }: Finding) =>
    full.some((one) => cause !== undefined && one.cause === cause && one.title === title);
  const others = problems.filter((problem) => !full.includes(problem) && !isSaid(problem));
  const compose = (shown: readonly Finding[], unshown: readonly Finding[]) =>
    [
      options.verbose ? '' : notCheckedLine(report.findings, style),
      ...shown.map((problem) => `\n${blockOf(problem, style, options)}`),
      others.length ? `\n${others.map((other) => shortText(other, report, style)).join('')}` : '',
      unshown.length ? hint(unshown, style) : '',
      `\n${verdictLine(report, style)}`,
    ].join('');
  const text = compose(full, others);
  const [only] = full;
  if (options.verbose || full.length !== 1 || !only || fits(text, style, options)) return text;
  const shorter = BRIEFER.map((_, index) => BRIEFER.slice(0, index + 1).reduce((one, cut) => cut(one), only));
  const texts = shorter.map((problem) => compose([problem], [only, ...others]));
  return texts.find((one) => fits(one, style, options)) ?? texts.at(-1)!;
}

/** What can be left out, one after the other; `explain` has it all. */
const BRIEFER: readonly ((finding: Finding) => Finding)[] = [
  (finding) => ({ ...finding, docs: undefined }),
  (finding) => ({ ...finding, or: finding.or?.slice(0, 1) }),
  (finding) => ({ ...finding, why: finding.why?.replace(/(?<=[.!?]) .*$/s, '') }),
  (finding) => ({ ...finding, or: [] }),
  (finding) => ({ ...finding, why: undefined }),
];

function fits(
  text: string,
  { width }: Style,
  { maxRows = Number.POSITIVE_INFINITY }: ReportOptions,
): boolean {
  return rowsOf(text, width) <= maxRows;
}

/** Of a run without failures a single warning. */
function fullProblems(report: DoctorReport, problems: readonly Finding[]): readonly Finding[] {
  const decisive = decisiveFinding(report);
  if (decisive) return [decisive];
  return problems.length === 1 ? problems : [];
}

function blockOf(finding: Finding, style: Style, { verbose, excerptOf }: ReportOptions): string {
  return problemText(finding, style, { heading: titleOf(finding), verbose, excerpt: excerptOf?.(finding) });
}

/** With its fix, unless a failure comes first. */
function shortText(finding: Finding, { exitCode }: DoctorReport, style: Style): string {
  const { cause, status, title } = finding;
  const text = cause ? `${title} (${cause})` : `${titleOf(finding)}: ${title}`;
  const line = hang(` ${style.symbols[status]} `, text, style);
  return `${[line, ...(exitCode ? [] : fixLines(finding, style, '   Fix  '))].join('\n')}\n`;
}

/** Where to read what is not shown here. */
function hint(unshown: readonly Finding[], style: Style): string {
  const known = [...new Set(unshown.flatMap(({ cause }) => cause ?? []))];
  const explain = known.length ? `\`cf-aig explain ${known.length === 1 ? known[0] : '<name>'}\` or ` : '';
  return `${style.paint.dim(hang('  More  ', `${explain}\`cf-aig doctor --verbose\``, style))}\n`;
}
