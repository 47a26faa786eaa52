import * as util from 'node:util';
import { parse } from 'dotenv';
import { quotings } from './quote.js';
import { type Assignment, scanDotenv } from './scan.js';

export interface DotenvEntry {
  key: string;
  /** As npm dotenv reads this line by itself. */
  value: string;
  /** Line of the key, from 1. */
  line: number;
  exported: boolean;
}

export interface DotenvEdit {
  key: string;
  /** null removes every line of the key. */
  value: string | null;
}

/** The edit cannot be made so that dotenv reads back exactly what was wanted; `message` never holds a value. */
export class DotenvRefused extends Error {
  override readonly name = 'DotenvRefused';
}

/** All assignments in order, and the values as npm dotenv reads them: of duplicates the last wins. */
export function parseDotenv(text: string): { entries: DotenvEntry[]; values: Map<string, string> } {
  const entries = scanDotenv(text).map((assignment) => ({
    key: assignment.key,
    value: valueAlone(text, assignment),
    line: text.slice(0, assignment.keyStart).split(/\r\n|\r|\n/).length,
    exported: assignment.exported,
  }));
  return { entries, values: read(text) };
}

/**
 * The text with the edits applied, every other byte as it was: comments, `export`, quotes, order, line endings, byte
 * order mark, a missing final line break. A value that is already set gives back the very same text.
 * Throws DotenvRefused rather than write what dotenv would read differently.
 */
export function editDotenv(text: string, edits: readonly DotenvEdit[]): string {
  return edits.reduce((current, { key, value }) => {
    if (value === null) return remove(current, key);
    return read(current).get(key) === value ? current : set(current, key, value);
  }, text);
}

function set(text: string, key: string, value: string): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(key)) throw new DotenvRefused(`"${key}" is not a name for a variable`);
  const last = scanDotenv(text).findLast((assignment) => assignment.key === key);
  const written = last && text.slice(last.valueStart, last.valueEnd);
  const wanted = read(text).set(key, value);
  const candidates = quotings(value, written)
    .map((quoted) => (last ? replaceValue(text, last, quoted) : append(text, `${key}=${quoted}`)))
    .filter((candidate) => sameValues(read(candidate), wanted));
  // dotenv, which OpenClaw uses, decides; a form that Node's own parser reads alike is better still.
  const best = candidates.find((candidate) => nodeReads(candidate, key) === value) ?? candidates[0];
  if (best === undefined) throw new DotenvRefused(`no way of quoting makes dotenv read ${key} back as given`);
  return best;
}

function remove(text: string, key: string): string {
  const doomed = scanDotenv(text).filter((assignment) => assignment.key === key);
  if (doomed.length === 0) return text;
  const wanted = read(text);
  wanted.delete(key);
  const after = doomed.reduceRight(cutLine, text);
  if (!sameValues(read(after), wanted)) {
    throw new DotenvRefused(`taking out ${key} would change how the lines around it are read`);
  }
  return after;
}

function replaceValue(text: string, { valueStart, valueEnd }: Assignment, quoted: string): string {
  const before = text.slice(0, valueStart);
  // `KEY:` needs a space where `KEY=` does not; a comment needs one after a value that was empty.
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
  // The last line takes the line break before it along when it has none of its own.
  const unended = tail === '' && !/[\r\n]$/.test(text);
  return (unended ? head.replace(/(\r\n|\n|\r)$/, '') : head) + tail;
}

function valueAlone(text: string, { key, valueStart, valueEnd }: Assignment): string {
  return parse(`${key}=${text.slice(valueStart, valueEnd)}`)[key] ?? '';
}

function read(text: string): Map<string, string> {
  return new Map(Object.entries(parse(text)));
}

function nodeReads(text: string, key: string): string | undefined {
  return util.parseEnv(text.replace(/^\uFEFF/, ''))[key];
}

function sameValues(a: Map<string, string>, b: Map<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value && b.has(key));
}
