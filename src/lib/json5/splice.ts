import { printMember, printValue, separator } from './print.js';
import type { Container, Item, Span, Tree } from './scan.js';
import { beginsLine, indentAt, readStyle, type Style, spansLines } from './style.js';

/** Replaces a range of the text; an empty range inserts. */
export interface Splice extends Span {
  text: string;
}

/** A text and where everything in it stands. */
export interface Source {
  text: string;
  tree: Tree;
}

/** What ends a `//` comment. */
const LINE_BREAK = /[\n\r\u2028\u2029]/;
/** The white space up to the next character or the end of the line. */
const SAME_LINE = /^[^\S\n\r\u2028\u2029]*/;

/** Splices must not overlap; those at the same place come out in the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((a, b) => a.start - b.start)
    .reduceRight(
      (result, splice) => result.slice(0, splice.start) + splice.text + result.slice(splice.end),
      text,
    );
}

/** A value in the place of another. */
export function replaceSplices(
  { text, tree }: Source,
  container: Container,
  item: Item,
  value: unknown,
): Splice[] {
  const { start, end } = item.value;
  const flat = !spansLines(text, container);
  return [{ start, end, text: printValue(value, readStyle(text, tree), indentAt(text, start), flat) }];
}

/** A new last item: a member if there is a key, else an element. */
export function addSplices(
  source: Source,
  container: Container,
  key: string | undefined,
  value: unknown,
): Splice[] {
  const { text, tree } = source;
  const style = readStyle(text, tree, container);
  const last = container.items.at(-1);
  const flat = !spansLines(text, container) && (last !== undefined || !style.multiline);
  const indent = flat ? '' : itemIndent(text, container, style.unit);
  const item =
    key === undefined ? printValue(value, style, indent, flat) : printMember(key, value, style, indent, flat);
  if (!last && key === undefined && commentsWithin(source, container).length === 0) {
    // A list of its own decides whether it fits on the line.
    const { start, end } = container;
    return [{ start, end, text: printValue([value], style, indentAt(text, start), flat) }];
  }
  if (!last) return fillEmpty(source, container, { style, item, flat, indent });

  const behind = endOfLineComments(source, last);
  const inserted = (flat ? separator(style).slice(1) : style.eol + indent) + item;
  if (last.comma !== undefined) return [insert(behind, `${inserted},`)];
  // On one line a comment after the last item stays with it; on lines of their own the comma goes before it.
  return [insert(flat ? behind : last.end, ','), insert(behind, inserted)];
}

/** The first item of a container, behind the comments that stand in it. */
function fillEmpty(
  source: Source,
  container: Container,
  { style, item, flat, indent }: { style: Style; item: string; flat: boolean; indent: string },
): Splice[] {
  const start = commentsWithin(source, container).at(-1)?.end ?? container.start + 1;
  const end = container.end - 1;
  if (flat) {
    const padding = container.kind === 'object' ? style.padding : '';
    return [{ start, end, text: padding + item + padding }];
  }
  const line = style.eol + indent + item + (style.trailingComma ? ',' : '');
  if (/[\n\r]/.test(source.text.slice(start, end))) return [insert(start, line)];
  return [{ start, end, text: line + style.eol + indentAt(source.text, container.start) }];
}

/** Takes an item out with its comma, or as the last one with the comma before it; every comment stays. */
export function removeSplices(source: Source, container: Container, item: Item): Splice[] {
  const { text } = source;
  const index = container.items.indexOf(item);
  const previous = container.items[index - 1];
  if (
    container.items.length === 1 &&
    commentsWithin(source, container).every(({ start }) => item.start < start && start < item.end)
  ) {
    return [cut(container.start + 1, container.end - 1)];
  }
  const cuts: Splice[] = [];
  let { start, end } = item;
  if (item.comma !== undefined) {
    if (isSpace(text, end, item.comma)) end = item.comma + 1;
    else cuts.push(cut(item.comma, item.comma + 1));
  } else if (previous?.comma !== undefined) {
    if (isSpace(text, previous.comma + 1, start)) start = previous.comma;
    else cuts.push(cut(previous.comma, previous.comma + 1));
  }
  return [...cuts, withSpace(source, container, start, end)];
}

/** The range to cut and the white space that would be left over: before it, or where that must stay, behind it. */
function withSpace({ text, tree }: Source, container: Container, start: number, end: number): Splice {
  // The blanks at the end of a `//` comment belong to it.
  const comment = tree.comments.findLast((candidate) => candidate.end <= start);
  const before = Math.max(text.slice(0, start).trimEnd().length, comment?.end ?? 0);
  const afterLineComment = comment?.end === before && text.startsWith('//', comment.start);
  const behind = end + SAME_LINE.exec(text.slice(end))![0].length;
  const ownsLine = LINE_BREAK.test(text.slice(before, start));
  const endsLine = LINE_BREAK.test(text[behind] ?? '\n');
  const isLast = behind === container.end - 1;
  // White space that came to stand behind a `//` comment would become part of it.
  if (endsLine && afterLineComment) return cut(before, behind);
  if (start === before && !endsLine && !isLast) return cut(start, behind);
  if (endsLine || !ownsLine || (isLast && !afterLineComment)) return cut(before, end);
  return cut(start, behind);
}

/** Behind the item, its comma, and the comments that follow on the same line. */
function endOfLineComments({ text, tree }: Source, item: Item): number {
  let at = item.comma === undefined ? item.end : item.comma + 1;
  for (const comment of tree.comments) {
    if (comment.start < at) continue;
    if (SAME_LINE.exec(text.slice(at))![0].length < comment.start - at) break;
    at = comment.end;
  }
  return at;
}

/** The comments that stand in the range, nested ones too. */
export function commentsWithin({ tree }: Source, { start, end }: Span): Span[] {
  return tree.comments.filter((comment) => start <= comment.start && comment.end <= end);
}

/** That of the last item which begins a line, else one level deeper than the container. */
function itemIndent(text: string, container: Container, unit: string): string {
  const model = container.items.findLast((item) => beginsLine(text, item.start));
  return model ? indentAt(text, model.start) : indentAt(text, container.start) + unit;
}

function isSpace(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

function insert(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function cut(start: number, end: number): Splice {
  return { start, end, text: '' };
}
