import type { Style } from './style.js';

/** Text cut to a width; what was cut off shows by its mark. */
export function cut(text: string, width: number, { unicode }: Pick<Style, 'unicode'>): string {
  if (text.length <= width) return text;
  const mark = unicode ? '…' : '~';
  return `${text.slice(0, Math.max(0, width - mark.length))}${mark}`;
}

/** Always as wide as told: cut, or filled with blanks at the end. */
export function left(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  return cut(text, width, style).padEnd(width);
}

/** The same with the blanks before it. */
export function right(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  return cut(text, width, style).padStart(width);
}

/** US dollars in few characters: what a request costs is often a fraction of a cent. */
export function dollars(value: number | undefined): string {
  if (value === undefined) return '';
  if (value === 0) return '$0';
  if (value >= 100) return `$${value.toFixed(0)}`;
  return value >= 0.01 ? `$${value.toFixed(2)}` : `$${value.toFixed(6).replace(/0+$/, '')}`;
}

export function seconds(ms: number | undefined): string {
  if (ms === undefined) return '';
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** 1 234 567 as 1.23M. */
export function short(value: number): string {
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

const BARS = { unicode: '▁▂▃▄▅▆▇█', ascii: '.:-=+*#@' };

/** One character per value, as high as it is against the greatest; nothing at all is a blank. */
export function sparkline(values: readonly number[], { unicode }: Pick<Style, 'unicode'>): string {
  const bars = unicode ? BARS.unicode : BARS.ascii;
  const most = Math.max(...values, 0);
  return values
    .map((value) =>
      value <= 0 ? ' ' : bars[Math.min(bars.length - 1, Math.ceil((value / most) * bars.length) - 1)],
    )
    .join('');
}
