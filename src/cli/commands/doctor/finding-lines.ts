import type { AnyCheck } from '../../../doctor/check/check.js';
import type { CheckId } from '../../../doctor/check/check-ids.js';
import { type Finding, isNotChecked, isProblem } from '../../../doctor/check/finding.js';
import { titleOf } from '../../../doctor/checks.js';
import { displayWidth, truncate } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import { textForPeople } from '../../render/people/for-people.js';
import type { Style } from '../../render/style.js';
import { type Facts, GROUPS, type GroupId, PLACES } from './groups.js';

const TITLE_COLUMNS = 16;

/** One line per finding: symbol, check, title. */
export function findingLine(finding: Finding, style: Style): string {
  const text = hang(head(finding.status, titleOf(finding), style), finding.title, style);
  return `${finding.status === 'skip' ? style.paint.dim(text) : text}\n`;
}

/** What is known before any check has run. */
type Known = Pick<Facts, 'snapshot' | 'target'>;

/** Takes the findings check by check, and gives the lines of a group when its last check is done. */
export class Folder {
  readonly #style: Style;
  readonly #facts: Known;
  /** The group of each check, in the order of output. */
  readonly #order: readonly GroupId[];
  readonly #findings: Finding[] = [];
  #done = 0;

  constructor(checks: readonly AnyCheck[], facts: Known, style: Style) {
    this.#order = checks.map(({ id }) => PLACES[id].group);
    this.#facts = facts;
    this.#style = style;
  }

  /** `''` while the group is not complete. */
  add(findings: readonly Finding[]): string {
    this.#findings.push(...findings);
    const group = this.#order[this.#done++]!;
    if (this.#order.slice(this.#done).includes(group)) return '';
    const own = this.#findings.filter(({ check }) => groupOf(check) === group);
    return groupLines(group, own, this.#facts, this.#style);
  }
}

function groupOf(check: string): GroupId {
  return PLACES[check as CheckId].group;
}

/** The checks that passed in one line, then a row for every other finding. */
export function groupLines(group: GroupId, findings: readonly Finding[], facts: Known, style: Style): string {
  const passed = new Map<CheckId, string>();
  for (const { check, status, title } of findings)
    if (status === 'pass' && !passed.has(check as CheckId)) passed.set(check as CheckId, title);
  const { title, summary } = GROUPS[group];
  const skipped = new Map(
    findings.flatMap(({ check, status, title: reason }) => (status === 'skip' ? [[check, reason]] : [])),
  );
  const parts = summary({ ...facts, passed, skipped, unicode: style.unicode }).filter(Boolean);
  const folded = hang(head('pass', `${title} (${passed.size})`, style), parts.join(', '), style);
  return [
    ...(passed.size ? [folded.trimEnd()] : []),
    ...skipLines(findings, style),
    ...findings.filter(isProblem).map((one) => line(one, style)),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

/** Checks that were skipped for the same reason share a line. */
function skipLines(findings: readonly Finding[], style: Style): string[] {
  const shown = findings.filter(
    (finding) =>
      finding.status === 'skip' && !isNotChecked(finding) && !PLACES[finding.check as CheckId].quiet,
  );
  return [...new Set(shown.map(({ title }) => title))].map((reason) => {
    const titles = titlesOf(shown.filter(({ title }) => title === reason));
    const text =
      titles.length > 1
        ? hang(` ${style.symbols.skip} `, `${titles.join(', ')}: ${reason}`, style)
        : hang(head('skip', titles[0]!, style), reason, style);
    return style.paint.dim(text);
  });
}

/** One row: more about it follows. */
function line(finding: Finding, style: Style): string {
  const start = head(finding.status, titleOf(finding), style);
  return start + truncate(textForPeople(finding.title, style), style.width - displayWidth(start), style);
}

/** In one row: `4 more were not checked because of it: Gateway token, Provider, ...` */
export function notCheckedLine(findings: readonly Finding[], style: Style): string {
  const [offline, others] = [true, false].map((wanted) =>
    titlesOf(findings.filter((finding) => isNotChecked(finding) && isOffline(finding) === wanted)),
  );
  const hasFailed = findings.some(({ status }) => status === 'fail');
  const be = others!.length === 1 ? 'was' : 'were';
  const because = hasFailed ? `more ${be} not checked because of it` : `${be} not checked`;
  return namesRow(because, others!, style) + namesRow('not checked (--offline)', offline!, style);
}

/** As many names as fit. */
function namesRow(text: string, names: readonly string[], style: Style): string {
  if (!names.length) return '';
  const start = ` ${style.symbols.skip} `;
  const counted = `${names.length} ${text}`;
  const rows = names.map((_, index) => {
    const named = names.slice(0, names.length - index);
    return `${start}${counted}: ${[...named, ...(index ? ['...'] : [])].join(', ')}`;
  });
  const row = rows.find((one) => displayWidth(one) <= style.width) ?? hang(start, counted, style);
  return `${style.paint.dim(row)}\n`;
}

function isOffline({ title }: Finding): boolean {
  return title.endsWith('--offline');
}

function titlesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(titleOf))];
}

function head(status: Finding['status'], title: string, { symbols }: Style): string {
  return ` ${symbols[status]} ${title.padEnd(TITLE_COLUMNS)} `;
}
