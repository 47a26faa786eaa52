import type { Span, Tree } from './scan.js';

/** Replaces a range of the text; an empty range inserts. */
export interface Splice extends Span {
  text: string;
}

/** A text and the spans of everything in it. */
export interface Source {
  text: string;
  tree: Tree;
}

/** Ends a `//` comment. */
export const LINE_BREAK = /[\n\r\u2028\u2029]/;
const SAME_LINE = /^[^\S\n\r\u2028\u2029]*/;

/** Splices must not overlap; those at the same offset keep their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const splice of splices.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  return parts.join('') + text.slice(at);
}

export function insert(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

export function cut(start: number, end: number): Splice {
  return { start, end, text: '' };
}

/** All comments inside the range. */
export function commentsWithin({ tree }: Source, { start, end }: Span): Span[] {
  return tree.comments.filter((comment) => start <= comment.start && comment.end <= end);
}

/** Offset of the next character that is not white space, or of the end of the line. */
export function skipSameLine(text: string, from: number): number {
  return from + SAME_LINE.exec(text.slice(from))![0].length;
}
