/** `lib/dotenv/`: edits a `.env` and keeps every other byte. */

import * as util from 'node:util';
import { parse } from 'dotenv';
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

/** dotenv would not read the edited text back as intended. `message` never contains a value. */
export class DotenvRefused extends Error {
  override readonly name = 'DotenvRefused';
}

/** All assignments in order, and the values as npm dotenv reads them: the last of several duplicates wins. */
export function parseDotenv(text: string): { entries: DotenvEntry[]; values: Map<string, string> } {
  const entries = scanDotenv(text).map((assignment) => ({
    key: assignment.key,
    value: parseValue(text, assignment),
    line: text.slice(0, assignment.keyStart).split(/\r\n|\r|\n/).length,
    exported: assignment.exported,
  }));
  return { entries, values: read(text) };
}

/**
 * Applies the edits and leaves every other byte alone: comments, `export`, quotes, order, line endings, byte order
 * mark, a missing final newline. Setting a value that is already set returns the text unchanged.
 * Throws DotenvRefused if dotenv would read the result differently.
 */
export function editDotenv(text: string, edits: readonly DotenvEdit[]): string {
  return edits.reduce((current, { key, value }) => {
    if (value === null) return remove(current, key);
    return read(current).get(key) === value ? current : set(current, key, value);
  }, text);
}

function set(text: string, key: string, value: string): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(key)) throw new DotenvRefused(`"${key}" is not a valid variable name`);
  const last = scanDotenv(text).findLast((assignment) => assignment.key === key);
  const current = last && text.slice(last.valueStart, last.valueEnd);
  const wanted = read(text).set(key, value);
  const candidates = quoteCandidates(value, current)
    .map((quoted) => (last ? replaceValue(text, last, quoted) : append(text, `${key}=${quoted}`)))
    .filter((candidate) => sameValues(read(candidate), wanted));
  // OpenClaw uses dotenv, so dotenv decides; prefer a form that Node's own parser reads the same way.
  const best = candidates.find((candidate) => nodeReads(candidate, key) === value) ?? candidates[0];
  if (best === undefined) throw new DotenvRefused(`no quoting makes dotenv read ${key} back unchanged`);
  return best;
}

function remove(text: string, key: string): string {
  const assignments = scanDotenv(text).filter((assignment) => assignment.key === key);
  if (assignments.length === 0) return text;
  const wanted = read(text);
  wanted.delete(key);
  const after = assignments.reduceRight(cutLine, text);
  if (!sameValues(read(after), wanted)) {
    throw new DotenvRefused(`removing ${key} would change how the lines around it are read`);
  }
  return after;
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

function parseValue(text: string, { key, valueStart, valueEnd }: Assignment): string {
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
