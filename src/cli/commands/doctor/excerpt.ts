import type { Finding } from '../../../doctor/check/finding.js';
import { maskSecrets } from '../../../openclaw/secrets/secrets-in-text.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';

/** A place in a text; both 1-based, the column in UTF-16 code units. */
interface Position {
  line: number;
  column: number;
}

/** The lines that the finding's evidence points at (`file:line:column: ...`), if the file is part of the config. */
export function excerptOf(
  { evidence }: Pick<Finding, 'evidence'>,
  { config }: Pick<Snapshot, 'config'>,
  width: number,
): string[] {
  const [, file, line, column] = /^(.+?):(\d+):(\d+): /.exec(evidence[0] ?? '') ?? [];
  const text = config.problem?.values.file === file ? config.problem?.text : textOf(config, file);
  if (text === undefined) return [];
  return excerpt(text, { line: Number(line), column: Number(column) }, width);
}

function textOf({ parts }: Snapshot['config'], file: string | undefined): string | undefined {
  return parts.find(({ path }) => path === file)?.file.text;
}

/**
 * The line with a caret below it, and the line before it, where the mistake often is. Secrets are masked; a line that is
 * too long is cut around the column.
 */
export function excerpt(text: string, { line, column }: Position, width: number): string[] {
  const lines = text.split(LINE_BREAK);
  const masked = maskSecrets(text).split(LINE_BREAK);
  const at = columnIn(lines[line - 1] ?? '', masked[line - 1] ?? '', column);
  const shown = [line - 1, line].filter((number) => masked[number - 1]?.trim());
  const gutter = String(line).length;
  const room = Math.max(20, width - gutter - SEPARATOR.length);
  const start = startOf(expand(masked[line - 1] ?? ''), at, room);
  return [
    ...shown.map((number) => {
      const cut = cutLine(expand(masked[number - 1]!), start, room);
      return `${String(number).padStart(gutter)}${SEPARATOR}${cut}`.trimEnd();
    }),
    `${' '.repeat(gutter)}${SEPARATOR}${' '.repeat(at - start)}^`,
  ];
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
const SEPARATOR = ' | ';
const TAB = '  ';
const ELLIPSIS = '...';

/** Without tabs, and without control characters, which would move the cursor. */
function expand(text: string): string {
  return text.replaceAll('\t', TAB).replace(/\p{Cc}/gu, ' ');
}

/** Where the column is once secrets are masked and tabs are expanded; 0-based. */
function columnIn(original: string, masked: string, column: number): number {
  let at = Math.min(column - 1, original.length);
  if (original !== masked) {
    const before = commonStart(original, masked);
    const after = commonStart(reverse(original), reverse(masked));
    if (at >= original.length - after) at += masked.length - original.length;
    else at = Math.min(at, before);
  }
  return expand(masked.slice(0, at)).length;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

/** Where the visible part of a long line begins. */
function startOf(text: string, at: number, room: number): number {
  return text.length <= room ? 0 : Math.max(0, Math.min(at - Math.floor(room / 2), text.length - room));
}

function cutLine(text: string, start: number, room: number): string {
  const part = text.slice(start, start + room);
  const head = start > 0 ? ELLIPSIS + part.slice(ELLIPSIS.length) : part;
  return start + room < text.length ? head.slice(0, -ELLIPSIS.length) + ELLIPSIS : head;
}
