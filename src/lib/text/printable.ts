import { randomInt } from 'node:crypto';
import { visible } from './visible.js';

declare const IS_PRINTABLE: unique symbol;

/**
 * Text as the terminal may get it: the only control sequences in it are those of this program. No string is one; only the
 * functions and constants of this file make them.
 */
export type Printable = string & { readonly [IS_PRINTABLE]: true };

/** Parameters that cannot be guessed, so that no text from outside has them. Four digits each: what measures widths takes no more. */
const KEY = Array.from({ length: 4 }, () => randomInt(1000, 10_000)).join(';');
const LINK_KEY = KEY.replaceAll(';', '-');
/** A colour or the start or end of a link (OSC 8), with the key. */
const SIGNED = new RegExp(
  `\\u001b\\[(\\d+);${KEY}m|\\u001b\\]8;${LINK_KEY};([^\\u0000-\\u001f\\u007f-\\u009f]*)\\u0007`,
  'g',
);
const PLAIN = /\u001b\[(\d+)m|\u001b\]8;;([^\u0000-\u001f\u007f-\u009f]*)\u0007/g;

/** What reaches a terminal or a log: signed colours and links take effect, every other control character becomes visible. */
export function printable(text: string): Printable {
  let result = '';
  let at = 0;
  for (const { 0: whole, 1: colour, 2: url, index } of text.matchAll(SIGNED)) {
    result += visible(text.slice(at, index)) + (colour ? `\u001b[${colour}m` : `\u001b]8;;${url}\u0007`);
    at = index + whole.length;
  }
  return (result + visible(text.slice(at))) as Printable;
}

/**
 * Changes a text with a function that writes colours or links, or has to know them. The function has nothing from outside
 * but its argument. The result can be part of another text: its colours and links are signed, so that `printable` knows
 * them for the program's own.
 */
export function withStyles(text: string, change: (text: Printable) => string): string {
  return sign(change(printable(text)));
}

/** Output of this program itself, from another process. */
export function ownOutput(output: string): string {
  return sign(output);
}

function sign(text: string): string {
  return text.replace(PLAIN, (_, colour, url) =>
    colour ? `\u001b[${colour};${KEY}m` : `\u001b]8;${LINK_KEY};${url}\u0007`,
  );
}

/** Breaks up what a GitHub runner reads as a command: `::name` that begins a line, and `##[name]` anywhere. */
export function withoutWorkflowCommands(text: Printable): Printable {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\:').replaceAll('##[', '##\\[') as Printable;
}

/** Any number of texts as one. */
export function join(...texts: readonly Printable[]): Printable {
  return texts.join('') as Printable;
}

/** The line of the cursor. */
export const ERASE_LINE = '\r\u001b[2K' as Printable;
/** The whole screen, and the cursor to its first row. */
export const CLEAR_SCREEN = '\u001b[H\u001b[J' as Printable;
export const HIDE_CURSOR = '\u001b[?25l' as Printable;
/** The terminal puts brackets around pastes. */
export const BRACKETS_ON = '\u001b[?2004h' as Printable;
export const BRACKETS_OFF = '\u001b[?2004l' as Printable;

/** The last rows, above that of the cursor. */
export function eraseRows(count: number): Printable {
  return (count ? `\u001b[${count}F\u001b[0J` : '') as Printable;
}

/** The last columns of the line. */
export function eraseColumns(count: number): Printable {
  return '\b \b'.repeat(count) as Printable;
}

/** Moves of the cursor and erasing, as prompts that redraw themselves write them, and colours. */
const DRAWN = /(\u001b\[(?:\d*[A-DGJKm]|\?25[hl])|\r(?=\n))/;

/** What a prompt draws: with text that was printable before, since its colours look like any others. */
export function drawing(text: string): Printable {
  return text
    .split(DRAWN)
    .map((part, index) => (index % 2 ? part : visible(part)))
    .join('') as Printable;
}
