import { memoize } from '../memoize.js';

/** One assignment in the text. Offsets are half-open and count UTF-16 code units. */
export interface Assignment {
  key: string;
  keyStart: number;
  exported: boolean;
  /** The value with its quotes, without surrounding white space; an empty range if there is no value. */
  valueStart: number;
  valueEnd: number;
  /** The whole lines of the assignment, including the final line break. */
  lineStart: number;
  lineEnd: number;
}

/**
 * npm dotenv's own pattern (version 18), so that both see the same lines. Theirs begins with `^\s*`, which reads a run of
 * blank lines again from each of them; white space on the line of the key finds the same assignments in linear time.
 */
const ASSIGNMENT =
  /^[^\S\n\u2028\u2029]*(export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/dgm;

/** Every assignment that dotenv sees, in the order of the text. */
export const scanDotenv = memoize((text): readonly Assignment[] => {
  const { lines, offsetInText } = unifyLineBreaks(text);
  return Array.from(lines.matchAll(ASSIGNMENT), (match) => readAssignment(lines, match, offsetInText));
});

/** dotenv reads `\r\n` and `\r` as `\n`. `offsetInText` maps an offset in `lines` back to the original text. */
function unifyLineBreaks(text: string): { lines: string; offsetInText(offset: number): number } {
  const dropped: number[] = [];
  const lines = text.replace(/\r(\n?)/g, (_, feed: string, at: number) => {
    if (feed) dropped.push(at - dropped.length);
    return '\n';
  });
  return { lines, offsetInText: (offset) => offset + countBelow(dropped, offset) };
}

/** How many of the ascending numbers are below the limit. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readAssignment(lines: string, match: RegExpExecArray, offset: (at: number) => number): Assignment {
  const [, , keySpan, valueSpan] = match.indices!;
  const [, exported] = match;
  const [keyStart, keyEnd] = keySpan!;
  const [from, to] = valueSpan ?? separatorEnd(lines, keyEnd);
  const written = lines.slice(from, to);
  const valueStart = from + (written.length - written.trimStart().length);
  // The pattern goes on over blank lines and a comment on a later line, which are not part of it.
  const lineEnd = lines.indexOf('\n', to);
  return {
    key: match[2]!,
    keyStart: offset(keyStart),
    // To dotenv an `export` on a line of its own belongs to the next one; to a shell it does not.
    exported: exported !== undefined && !exported.includes('\n'),
    valueStart: offset(valueStart),
    valueEnd: offset(valueStart + written.trim().length),
    lineStart: offset(lines.lastIndexOf('\n', keyStart) + 1),
    lineEnd: offset(lineEnd === -1 ? lines.length : lineEnd + 1),
  };
}

/** The empty range after `=` where a value would go. */
function separatorEnd(lines: string, keyEnd: number): [number, number] {
  const at = keyEnd + lines.slice(keyEnd).search(/[=:]/) + 1;
  return [at, at];
}
