import { printMember, printValue, separator } from './print.js';
import type { Container, Item } from './scan.js';
import { commentsWithin, insert, type Source, type Splice, skipSameLine } from './splice.js';
import { beginsLine, indentAt, readStyle, type Style, spansLines } from './style.js';

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

/** Appends an item: a member if there is a key, otherwise an element. */
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
    // printValue decides whether the new list fits on one line.
    const { start, end } = container;
    return [{ start, end, text: printValue([value], style, indentAt(text, start), flat) }];
  }
  if (!last) return fillEmpty(source, container, { style, item, flat, indent });

  const afterComments = endOfLineComments(source, last);
  const inserted = (flat ? separator(style).slice(1) : style.eol + indent) + item;
  if (last.comma !== undefined) return [insert(afterComments, `${inserted},`)];
  // A comment after the last item stays with it. In multi-line style the comma goes before that comment.
  return [insert(flat ? afterComments : last.end, ','), insert(afterComments, inserted)];
}

/** Inserts the first item of a container, after any comments in it. */
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

/** Offset after the item, its comma, and the comments that follow on the same line. */
function endOfLineComments({ text, tree }: Source, item: Item): number {
  let at = item.comma === undefined ? item.end : item.comma + 1;
  for (const comment of tree.comments) {
    if (comment.start < at) continue;
    if (skipSameLine(text, at) < comment.start) break;
    at = comment.end;
  }
  return at;
}

/** The indentation of the last item that begins a line, otherwise one level deeper than the container. */
function itemIndent(text: string, container: Container, unit: string): string {
  const model = container.items.findLast((item) => beginsLine(text, item.start));
  return model ? indentAt(text, model.start) : indentAt(text, container.start) + unit;
}
