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
  let line = 1;
  let start = bomLength(text);
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: Math.max(offset - start, 0) + 1 };
}

/** The line without its line break; `''` if there is no such line. */
export function lineAt(text: string, line: number): string {
  const found = text.slice(bomLength(text)).split('\n')[line - 1] ?? '';
  return found.endsWith('\r') ? found.slice(0, -1) : found;
}
