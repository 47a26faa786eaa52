/** `lib/dotenv/`: edits a `.env` and keeps every other byte. */

import * as util from 'node:util';
import { parse } from 'dotenv';
import { memoize } from '../memoize.js';
import { quoteCandidates } from './quote.js';
import { type Assignment, scanDotenv } from './scan.js';

export interface DotenvEntry {
  key: string;
  /** As npm dotenv reads this line on its own. */
  value: string;
  /** Line of the key, 1-based. */
  line: number;
  exported: boolean;
}

export interface DotenvEdit {
  key: string;
  /** null removes every line of the key. */
  value: string | null;
}

/** dotenv reads such a value as it is written: printable ASCII without quotes and `#`. */
const PLAIN = /^[ !$%&(-_a-~]*$/;

const LINE_BREAK = /\r\n|\r|\n/;

/** A comment or an assignment, but not the end of a key in base64. */
const OWN_LINE = /^\s*(#|(export\s+)?[A-Za-z_][\w.-]*\s*=(?!=*\s*$))/;

/** dotenv would not read the edited text back as intended. `message` never contains a value. */
export class DotenvRefused extends Error {
  override readonly name = 'DotenvRefused';
}

export interface Dotenv {
  /** All assignments in order. */
  entries: readonly DotenvEntry[];
  /** As npm dotenv reads them: the last of several duplicates wins. Like its object, the map has no `__proto__`. */
  values: ReadonlyMap<string, string>;
}

export const parseDotenv = memoize((text): Dotenv => {
  const lineAt = lineCounter(text);
  const entries = scanDotenv(text).map((assignment) => ({
    key: assignment.key,
    value: parseValue(text, assignment),
    line: lineAt(assignment.keyStart),
    exported: assignment.exported,
  }));
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  values.delete('__proto__');
  return { entries, values };
});

/** The line of an offset, 1-based. The offsets must ascend, so that the text is read only once. */
function lineCounter(text: string): (offset: number) => number {
  const lineBreak = /\r\n|\r|\n/g;
  let line = 1;
  let next = lineBreak.exec(text);
  return (offset) => {
    for (; next && lineBreak.lastIndex <= offset; next = lineBreak.exec(text)) line++;
    return line;
  };
}

/**
 * Applies the edits and leaves every other byte alone: comments, `export`, quotes, order, line endings, byte order
 * mark, a missing final newline. Setting a value that is already set returns the text unchanged.
 * Throws DotenvRefused if dotenv would read the result differently, or if lines would be lost that an open quote takes in.
 */
export function editDotenv(text: string, edits: readonly DotenvEdit[]): string {
  return edits.reduce((current, { key, value }) => {
    if (value === null) return remove(current, key);
    return valuesOf(current).get(key) === value ? current : set(current, key, value);
  }, text);
}

function set(text: string, key: string, value: string): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(key)) throw new DotenvRefused(`"${key}" is not a valid variable name`);
  const last = scanDotenv(text).findLast((assignment) => assignment.key === key);
  if (last) refuseSwallowed(text, last);
  const current = last && text.slice(last.valueStart, last.valueEnd);
  const wanted = new Map(valuesOf(text)).set(key, value);
  let second: string | undefined;
  for (const quoted of quoteCandidates(value, current)) {
    const candidate = last ? replaceValue(text, last, quoted) : append(text, `${key}=${quoted}`);
    if (!sameValues(valuesOf(candidate), wanted)) continue;
    // OpenClaw uses dotenv, so dotenv decides; prefer a form that Node's own parser reads the same way.
    if (nodeReads(candidate, key) === value) return candidate;
    second ??= candidate;
  }
  if (second === undefined) throw new DotenvRefused(`no quoting makes dotenv read ${key} back unchanged`);
  return second;
}

function remove(text: string, key: string): string {
  const assignments = scanDotenv(text).filter((assignment) => assignment.key === key);
  if (assignments.length === 0) return text;
  for (const assignment of assignments) refuseSwallowed(text, assignment);
  const wanted = new Map(valuesOf(text));
  wanted.delete(key);
  const after = assignments.reduceRight(cutLine, text);
  if (!sameValues(valuesOf(after), wanted)) {
    throw new DotenvRefused(`removing ${key} would change how the lines around it are read`);
  }
  return after;
}

/** A quote that is not closed goes on to the next one, however many lines below. They would go with the value. */
function refuseSwallowed(text: string, { key, valueStart, valueEnd }: Assignment): void {
  const [, ...below] = text.slice(valueStart, valueEnd).split(LINE_BREAK);
  const index = below.findIndex((line) => OWN_LINE.test(line));
  if (index === -1) return;
  const line = lineCounter(text)(valueStart) + index + 1;
  throw new DotenvRefused(
    `the value of ${key} goes on over line ${line}, which looks like one of its own; is its quote closed?`,
  );
}

function replaceValue(text: string, { valueStart, valueEnd }: Assignment, quoted: string): string {
  const before = text.slice(0, valueStart);
  // `KEY:` needs a space, `KEY=` does not. A comment directly after an empty value needs one too.
  const lead = before.endsWith(':') ? ' ' : '';
  const tail = valueStart === valueEnd && text[valueEnd] === '#' ? ' ' : '';
  return before + lead + quoted + tail + text.slice(valueEnd);
}

function append(text: string, line: string): string {
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  if (text.replace(/^\uFEFF/, '') === '') return text + line + eol;
  return /[\r\n]$/.test(text) ? text + line + eol : text + eol + line;
}

function cutLine(text: string, { lineStart, lineEnd }: Assignment): string {
  const bom = lineStart === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  const head = text.slice(0, lineStart + bom);
  const tail = text.slice(lineEnd);
  // A last line without a newline takes the newline before it along.
  const lacksNewline = tail === '' && !/[\r\n]$/.test(text);
  return (lacksNewline ? head.replace(/(\r\n|\n|\r)$/, '') : head) + tail;
}

/** Line by line: given the whole text, dotenv's pattern takes quadratic time for blank lines. */
function parseValue(text: string, { key, valueStart, valueEnd }: Assignment): string {
  const written = text.slice(valueStart, valueEnd);
  if (PLAIN.test(written)) return written;
  return parse(`${key}=${written}`)[key] ?? '';
}

function valuesOf(text: string): ReadonlyMap<string, string> {
  return parseDotenv(text).values;
}

function nodeReads(text: string, key: string): string | undefined {
  return util.parseEnv(text.replace(/^\uFEFF/, ''))[key];
}

function sameValues(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value && b.has(key));
}
