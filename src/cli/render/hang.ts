import { wrapAnsi } from 'fast-wrap-ansi';
import { type Printable, withStyles } from '../../lib/text/printable.js';
import { displayWidth } from './columns.js';
import { shortLink } from './links.js';
import { textForPeople } from './people/for-people.js';
import type { Style } from './style.js';

/** What a text needs to know of the terminal. */
export type Layout = Pick<Style, 'width'> &
  Partial<Pick<Style, 'home' | 'program' | 'shell' | 'links' | 'unicode'>>;

/** Columns: with fewer, the text begins on a line of its own. */
const MIN_ROOM = 20;
const URL_WORD = /(?<!\S)\S*?https?:\/\/\S+/g;
const URL_ITSELF = /https?:\/\/[^\s“”‘’"'`<>\u001b]*[^\s“”‘’"'`<>\u001b.,;:!?)\]}]/;

/**
 * Wraps text to the width with a hanging indent: `first` on the first line, spaces of its width on the others. No line is
 * wider, unless it is a URL alone: URLs are never broken.
 */
export function hang(first: string, text: string, layout: Layout): string {
  const { width, ...rest } = layout;
  const adapted = textForPeople(text, rest);
  return withStyles(first, (label) => withStyles(adapted, (plain) => hangPlain(label, plain, width, rest)));
}

function hangPlain(first: Printable, text: Printable, width: number, rest: Omit<Layout, 'width'>): string {
  const indent = displayWidth(first);
  if (width - indent >= MIN_ROOM) return indentLines(first, wrap(text, width - indent, rest), indent);
  const room = Math.max(1, Math.min(width, MIN_ROOM));
  const body = indentLines(' '.repeat(width - room), wrap(text, room, rest), width - room);
  return first.trim() ? `${breakWords(first.trimEnd(), width)}\n${body}` : body;
}

function breakWords(line: string, width: number): string {
  return displayWidth(line) <= width ? line : wrapAnsi(line, Math.max(1, width), { hard: true });
}

const NO_BREAK = '\u2007';

/** A command stays on one row, where it fits, so that it can be pasted. */
function keepCommands(text: string, room: number): string {
  return text.replace(/`[^`\n]+`/g, (command) =>
    displayWidth(command) <= room ? command.replaceAll(' ', NO_BREAK) : command,
  );
}

interface Row {
  text: string;
  /** A URL that is wider than the room for text. */
  isWide: boolean;
}

function wrap(
  text: string,
  room: number,
  { links, unicode }: Partial<Pick<Style, 'links' | 'unicode'>>,
): Row[] {
  const fitting = text.replace(URL_WORD, (word) => {
    if (!links || displayWidth(word) <= room) return word;
    const linked = word.replace(URL_ITSELF, (url) => shortLink(url, unicode === false ? '...' : '…') ?? url);
    return displayWidth(linked) <= room ? linked : word;
  });
  if (isOneRow(fitting, room)) return [{ text: fitting, isWide: false }];
  const rows: Row[] = [];
  let from = 0;
  const wrapUpTo = (to: number) => {
    const isLast = to === fitting.length;
    const part = isLast ? fitting.slice(from) : fitting.slice(from, to).replace(/ *\n? *$/, '');
    if (part !== '' || (isLast && from === 0))
      rows.push(
        ...wrapAnsi(keepCommands(part, room), room, { hard: true })
          .split('\n')
          .map((row) => ({ text: row.replaceAll(NO_BREAK, ' '), isWide: false })),
      );
  };
  for (const { 0: word, index } of fitting.matchAll(URL_WORD)) {
    if (displayWidth(word) <= room) continue;
    wrapUpTo(index);
    rows.push({ text: word, isWide: true });
    from = index + word.length;
    if (fitting[from] === '\n' || fitting[from] === ' ') from++;
  }
  wrapUpTo(fitting.length);
  return rows;
}

/** Without what wrapping changes: blanks around the text, colours. */
function isOneRow(text: string, room: number): boolean {
  return /^[^\s\u001b](?:[^\n\u001b\u2007]*[^\s\u001b])?$/.test(text) && displayWidth(text) <= room;
}

function indentLines(first: string, rows: readonly Row[], indent: number): string {
  const lines = rows.map(({ text, isWide }, index) => {
    if (!isWide) return index ? ' '.repeat(indent) + text : first + text;
    return index || !first.trim() ? text : `${first.trimEnd()}\n${text}`;
  });
  return lines.join('\n');
}

/** Hangs a list whose items are not broken: `one · two`. */
export function hangItems(first: string, items: readonly string[], layout: Layout): string {
  const whole = items.map((item) => item.replaceAll(' ', '\u00a0'));
  return hang(first, whole.join('\u00a0· '), layout).replaceAll('\u00a0', ' ');
}
