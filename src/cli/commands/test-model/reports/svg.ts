import { escapeMarkup } from '../../../../lib/text/markup.js';

export interface Bar {
  name: string;
  value: number;
  /** Share at the start of the bar, in another colour. */
  part?: number;
}

/** A row for each bar: its name and value are text, which wraps on a narrow screen; the bar takes the width that is left. */
export function barChart(bars: readonly Bar[], label: (value: number | undefined) => string): string {
  const max = Math.max(...bars.map(({ value }) => value), 1e-9);
  const width = (value: number) => `${Math.max(0.5, (value / max) * 100).toFixed(1)}%`;
  const rows = bars.map(({ name, value, part }) => {
    const rects = [
      `<rect class="bar" width="${width(value)}" height="14" rx="2"/>`,
      ...(part === undefined ? [] : [`<rect class="part" width="${width(part)}" height="14" rx="2"/>`]),
    ].join('');
    return `<li><span>${escapeMarkup(name)}</span><svg width="100%" height="14" aria-hidden="true">${rects}</svg><span class="n">${escapeMarkup(label(value))}</span></li>`;
  });
  return `<ul class="bars">\n${rows.join('\n')}\n</ul>`;
}
