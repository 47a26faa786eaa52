import type { Style } from './style.js';
import { timeIn, type Zone } from './zone.js';

export interface ChartRow {
  name: string;
  /** One per interval, oldest first; not negative. */
  values: readonly number[];
  /** Lines of text. */
  height: number;
  format(value: number): string;
}

export interface TimeSpan {
  /** Milliseconds since the epoch. */
  from: number;
  until: number;
}

const BARS = { unicode: '▁▂▃▄▅▆▇█', ascii: '.:-=+*#@' };
const AXES = {
  unicode: { side: '┤', line: '─', corner: '└', tick: '┴' },
  ascii: { side: '|', line: '-', corner: '+', tick: '+' },
};
/** Name, maximum and axis of each row. */
const LABEL_WIDTH = 20;
/** Intervals between two ticks of the time axis. */
const TICK = 12;
const DAY_MS = 24 * 3_600_000;

/** Bars over one time axis, each row with its own scale from 0 to the maximum at its axis. */
export function barChart(rows: readonly ChartRow[], span: TimeSpan, zone: Zone, style: Style): string[] {
  const columns = rows[0]?.values.length ?? 0;
  const axis = style.unicode ? AXES.unicode : AXES.ascii;
  return [
    ...rows.flatMap((row) => barLines(row, axis.side, style)),
    `${' '.repeat(LABEL_WIDTH - 1)}${axis.corner}${ticks(columns, axis)}`,
    `${' '.repeat(LABEL_WIDTH - 1)}${timeLabels(columns, span, zone)}`.trimEnd(),
  ];
}

/** How many neighbours to add up so that this many values fit the terminal: a divisor of their number. */
export function groupSize(count: number, { width }: Pick<Style, 'width'>): number {
  for (let size = 1; size < count; size++) {
    if (count % size === 0 && LABEL_WIDTH + count / size <= width) return size;
  }
  return Math.max(1, count);
}

function barLines({ name, values, height, format }: ChartRow, side: string, style: Style): string[] {
  const bars = style.unicode ? BARS.unicode : BARS.ascii;
  const max = Math.max(...values);
  // Rounded up, so that every value above zero is visible.
  const levels = values.map((value) => (max > 0 ? Math.ceil((value / max) * height * bars.length) : 0));
  return Array.from({ length: height }, (_, line) => {
    const floor = (height - 1 - line) * bars.length;
    const cells = levels.map((level) =>
      level > floor ? bars[Math.min(bars.length, level - floor) - 1] : ' ',
    );
    const zero = line === height - 1 ? '0' : '';
    const label = line ? zero.padStart(LABEL_WIDTH - 4) : `${name.padEnd(9)}${format(max).padStart(7)}`;
    return `  ${label.padEnd(LABEL_WIDTH - 3)}${style.paint.dim(side)}${style.paint.cyan(cells.join('').trimEnd())}`;
  });
}

function ticks(columns: number, { line, tick }: { line: string; tick: string }): string {
  return Array.from({ length: columns + 1 }, (_, at) => (at % TICK === 0 || at === columns ? tick : line))
    .join('')
    .slice(1);
}

/** The end first, then as many others as have room. */
function timeLabels(columns: number, span: TimeSpan, zone: Zone): string {
  const line = Array.from({ length: columns + 1 }, () => ' ');
  const at = (index: number) => span.from + ((span.until - span.from) * index) / columns;
  const place = (label: string, start: number) => {
    const around = line.slice(Math.max(0, start - 1), start + label.length + 1);
    if (around.every((sign) => sign === ' ')) line.splice(start, label.length, ...label);
  };
  const last = timeLabel(at(columns), span, zone);
  place(last, columns + 1 - last.length);
  for (const index of [0, 2 * TICK, TICK, 3 * TICK]) {
    if (index < columns) place(timeLabel(at(index), span, zone), index);
  }
  return line.join('');
}

/** As precise as the span needs. */
function timeLabel(at: number, { from, until }: TimeSpan, zone: Zone): string {
  const days = (until - from) / DAY_MS;
  const { date, time } = timeIn(zone, at) ?? { date: '', time: '' };
  if (days <= 2) return time.slice(0, 5);
  if (days <= 14) return `${date.slice(-5)} ${time.slice(0, 5)}`;
  return days <= 366 ? date.slice(-5) : date;
}
