import type { Container, Item } from './scan.js';
import { commentsWithin, cut, LINE_BREAK, type Source, type Splice, skipSameLine } from './splice.js';

/** Removes an item with its comma (the last item: with the comma before it). All comments stay. */
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
  return [...cuts, cutWithSpace(source, container, start, end)];
}

/** Cuts the range and its surplus white space: what is before it or, where that has to stay, what is after it. */
function cutWithSpace({ text, tree }: Source, container: Container, start: number, end: number): Splice {
  // Trailing spaces of a `//` comment belong to it.
  const comment = tree.comments.findLast((candidate) => candidate.end <= start);
  const before = Math.max(text.slice(0, start).trimEnd().length, comment?.end ?? 0);
  const afterLineComment = comment?.end === before && text.startsWith('//', comment.start);
  const behind = skipSameLine(text, end);
  const ownsLine = LINE_BREAK.test(text.slice(before, start));
  const endsLine = LINE_BREAK.test(text[behind] ?? '\n');
  const isLast = behind === container.end - 1;
  // White space that ends up after a `//` comment would become part of it.
  if (endsLine && afterLineComment) return cut(before, behind);
  if (start === before && !endsLine && !isLast) return cut(start, behind);
  if (endsLine || !ownsLine || (isLast && !afterLineComment)) return cut(before, end);
  return cut(start, behind);
}

function isSpace(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}
