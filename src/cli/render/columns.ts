import type { Style } from './style.js';

/** Truncates text to a width, with an ellipsis. */
export function truncate(text: string, width: number, { unicode }: Pick<Style, 'unicode'>): string {
  if (text.length <= width) return text;
  const mark = unicode ? '…' : '~';
  return `${text.slice(0, Math.max(0, width - mark.length))}${mark}`;
}

/** Left-aligned: truncated or padded to exactly this width. */
export function left(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  return truncate(text, width, style).padEnd(width);
}

/** Right-aligned. */
export function right(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  return truncate(text, width, style).padStart(width);
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
