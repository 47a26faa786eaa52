import measure from 'fast-string-truncated-width';
import { visible } from '../../lib/text/visible.js';
import type { Style } from './style.js';

/** Characters of one column. In a text of them alone, nothing has to be known of emoji and scripts, whose tables load for 2 ms. */
const NARROW = /^[ -~\u00a0-\u00ff\u2010-\u2027✔✖]*$/;

/** Columns that the text takes in a terminal: wide characters take two, escape codes none. */
export function displayWidth(text: string): number {
  return NARROW.test(text) ? text.length : measure(text).width;
}

/** Rows that lines, each ended by a line feed, take in a terminal of this width. */
export function rowsOf(text: string, width: number): number {
  const lines = text.split('\n').slice(0, -1);
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / width)), 0);
}

/** Truncates text without colours to a width, with an ellipsis. Control characters in it become visible. */
export function truncate(text: string, width: number, { unicode }: Pick<Style, 'unicode'>): string {
  const mark = unicode ? '…' : '~';
  const shown = visible(text);
  const { index, truncated } = measure(shown, { limit: width, ellipsis: mark });
  if (!truncated) return shown;
  // The index is one too far behind a character that is not ASCII.
  const short = [...shown.slice(0, index)];
  while (short.length && displayWidth(`${short.join('')}${mark}`) > width) short.pop();
  return `${short.join('')}${mark}`;
}

/** Left-aligned: truncated or padded to exactly this width. */
export function left(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  return padEnd(cell(text, width, style), width);
}

/** Right-aligned. */
export function right(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  const short = cell(text, width, style);
  return `${' '.repeat(Math.max(0, width - displayWidth(short)))}${short}`;
}

/** A cell is one line. */
function cell(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  return truncate(text.replace(/\r?\n/g, '\\u000a'), width, style);
}

/** Padded with spaces to this display width. */
function padEnd(text: string, width: number): string {
  return `${text}${' '.repeat(Math.max(0, width - displayWidth(text)))}`;
}

/** US dollars; a request often costs only a fraction of a cent. */
export function dollars(value: number | undefined): string {
  if (value === undefined) return '';
  if (value === 0) return '$0';
  if (value < 0.000_000_5) return '<$0.00001';
  if (value >= 100) return `$${value.toFixed(0)}`;
  return value >= 0.01 ? `$${value.toFixed(2)}` : `$${value.toFixed(6).replace(/0+$/, '')}`;
}

export function seconds(ms: number | undefined): string {
  if (ms === undefined) return '';
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** 1234567 becomes 1.23M. */
export function abbreviate(value: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (value >= size * 10 || (value >= size && unit !== 'k'))
      return `${Number((value / size).toPrecision(3))}${unit}`;
  }
  return String(value);
}
