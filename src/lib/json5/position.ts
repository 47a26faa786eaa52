import { memoize } from '../memoize.js';

/** 1-based; columns count UTF-16 code units, as editors do. A leading byte order mark takes no column. */
export interface Position {
  line: number;
  column: number;
}

const BOM = '\uFEFF';

/** Length of the leading byte order mark: 0 or 1. */
export function bomLength(text: string): number {
  return text.startsWith(BOM) ? 1 : 0;
}

export function positionAt(text: string, offset: number): Position {
  const starts = lineStarts(text);
  let line = 1;
  for (let after = starts.length; line < after; ) {
    const middle = (line + after) >> 1;
    if (starts[middle]! <= offset) line = middle + 1;
    else after = middle;
  }
  return { line, column: Math.max(offset - starts[line - 1]!, 0) + 1 };
}

/** Offsets; the first line begins after the byte order mark. */
const lineStarts = memoize((text): number[] => {
  const starts = [bomLength(text)];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
});

/** The line without its line break; `''` if there is no such line. */
export function lineAt(text: string, line: number): string {
  const found = text.slice(bomLength(text)).split('\n')[line - 1] ?? '';
  return found.endsWith('\r') ? found.slice(0, -1) : found;
}
