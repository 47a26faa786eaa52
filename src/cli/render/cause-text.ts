import { CATALOGUE, type CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Category } from '../../diagnosis/causes/category.js';
import type { Fix } from '../../diagnosis/causes/cause.js';
import { displayWidth } from './columns.js';
import { seenLine } from './evidence-text.js';
import { hang } from './hang.js';
import { textForPeople } from './people/for-people.js';
import type { Style } from './style.js';

/** What a finding, a diagnosis, a model's result and a section of `verify` have in common. */
export interface Problem {
  category?: Category;
  cause?: CauseId;
  title?: string;
  why?: string;
  fix?: Fix;
  or?: readonly string[];
  /** The same by hand, in order. */
  steps?: readonly string[];
  /** Everything that can be done in one list. */
  remedy: readonly string[];
  evidence: readonly string[];
  docs?: string;
  /** Other causes that it may be. */
  alternatives?: readonly CauseId[];
}

export interface ProblemOptions {
  /** With the numbered steps and all the evidence. */
  verbose?: boolean;
  /** Lines of source text with the position marked, below the evidence. */
  excerpt?: readonly string[];
  notes?: readonly string[];
}

/** The one way to show what is wrong: title, Why, Fix, Or, Seen, Docs. The heading above it is the caller's. */
export function problemLines(
  problem: Problem,
  style: Style,
  { verbose = false, excerpt = [], notes = [] }: ProblemOptions = {},
): string[] {
  const { title, why, or = [], alternatives = [], evidence, docs } = problem;
  const line = (label: string, text: string) => hang(`  ${label.padEnd(LABEL_COLUMNS)}`, text, style);
  const rest = (label: string, texts: readonly string[]) =>
    texts.map((text, index) => line(index ? '' : label, text));
  const known = `${title} ${problem.fix?.what}`;
  const room = style.width - LABEL_COLUMNS - 2;
  const quote = problem.cause !== undefined && CATALOGUE[problem.cause].inTheMessage;
  const seen = verbose ? evidence : seenLine(evidence, room, { known, quote, unicode: style.unicode });
  return [
    ...(title ? [hang('  ', title, style)] : []),
    ...(why ? [line('Why', why)] : []),
    ...fixLines(problem, style),
    ...(verbose ? stepLines(problem, style) : []),
    ...or.map((text) => line('Or', text)),
    ...(alternatives.length ? [line('Maybe', alternatives.join(', '))] : []),
    ...rest('Seen', seen),
    ...excerpt.map((text) => `${' '.repeat(LABEL_COLUMNS + 2)}${text}`),
    ...rest('Note', notes),
    ...(docs ? [line('Docs', docs)] : []),
  ];
}

/** With its heading: `bad-url · gateway-not-found`. */
export function problemText(
  problem: Problem & { status?: string },
  style: Style,
  options: ProblemOptions & { heading?: string } = {},
): string {
  const { paint } = style;
  const colour = problem.status === 'warn' ? paint.yellow : paint.red;
  const heading = nameOf(problem) ?? options.heading ?? '';
  return `${[colour(paint.bold(heading)), ...problemLines(problem, style, options)].join('\n')}\n`;
}

/** `bad-url · gateway-not-found`; undefined if it has no cause. */
export function nameOf({ category, cause }: Pick<Problem, 'category' | 'cause'>): string | undefined {
  return cause && `${category} · ${cause}`;
}

/** Wide enough for each label and a space. */
const LABEL_COLUMNS = 6;

/** The command stays whole, so that it can be pasted; what it does follows on the same line if it fits. */
export function fixLines(
  { fix, remedy }: Pick<Problem, 'fix' | 'remedy'>,
  style: Style,
  label = `  ${'Fix'.padEnd(LABEL_COLUMNS)}`,
): string[] {
  const { command, what } = fix ?? { command: undefined, what: remedy[0] };
  if (command === undefined) return what ? [hang(label, what, style)] : [];
  const pasted = textForPeople(command, style);
  const line = `${label}${style.paint.bold(pasted)}${GAP}${textForPeople(what!, style)}`;
  if (displayWidth(line) <= style.width) return [line];
  const blanks = ' '.repeat(label.length);
  const rows = commandRows(pasted, style.width - label.length, style);
  return [
    ...rows.map((row, index) => `${index ? blanks : label}${style.paint.bold(row)}`),
    hang(blanks, what!, style),
  ];
}

/** A command that is too wide goes on behind a backslash, where the shell takes one: on Windows it is not broken. */
function commandRows(command: string, room: number, { home }: Pick<Style, 'home'>): string[] {
  if (command.length <= room || home === undefined) return [command];
  const rows: string[] = [];
  for (const word of command.match(/(?:\\.|[^\s"'\\]|'[^']*'|"[^"]*")+/g) ?? []) {
    const row = rows.at(-1);
    const isLast = row !== undefined && row.length + word.length + ' '.length + CONTINUED.length > room;
    if (row === undefined || isLast) rows.push(word);
    else rows[rows.length - 1] = `${row} ${word}`;
  }
  return rows.map((row, index) => (index < rows.length - 1 ? row + CONTINUED : row));
}

const CONTINUED = ' \\';
const GAP = '   ';

/** Nothing if the only step is what the fix says. */
function stepLines({ steps = [], fix }: Pick<Problem, 'steps' | 'fix'>, style: Style): string[] {
  if (steps.length === 1 && steps[0] === fix?.what) return [];
  return steps.map((step, index) => {
    const number = steps.length > 1 ? `${index + 1}. ` : '';
    return hang(`  ${(index ? '' : 'Steps').padEnd(LABEL_COLUMNS)}${number}`, step, style);
  });
}
