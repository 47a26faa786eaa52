export interface Bar {
  name: string;
  value: number;
  /** What of it comes first, in another colour. */
  part?: number;
}

const WIDTH = 900;
const NAMES = 330;
const VALUES = 70;
const ROW = 20;
const LONGEST_NAME = 48;

/** Horizontal bars, one for each row, as SVG to be put into a page. */
export function barChart(bars: readonly Bar[], label: (value: number | undefined) => string): string {
  const most = Math.max(...bars.map(({ value }) => value), 1e-9);
  const scale = (value: number) => Math.max(1, (value / most) * (WIDTH - NAMES - VALUES)).toFixed(1);
  const rows = bars.map(({ name, value, part }, index) => {
    const y = index * ROW;
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
    return [
      `<g><title>${asHtml(`${name}: ${label(value)}`)}</title>`,
      `<text x="${NAMES - 8}" y="${y + 14}" text-anchor="end">${asHtml(short)}</text>`,
      `<rect class="bar" x="${NAMES}" y="${y + 3}" width="${scale(value)}" height="${ROW - 6}" rx="2"/>`,
      part === undefined
        ? ''
        : `<rect class="part" x="${NAMES}" y="${y + 3}" width="${scale(part)}" height="${ROW - 6}" rx="2"/>`,
      `<text x="${NAMES + Number(scale(value)) + 6}" y="${y + 14}">${asHtml(label(value))}</text></g>`,
    ].join('');
  });
  return `<svg viewBox="0 0 ${WIDTH} ${bars.length * ROW}" role="img">${rows.join('')}</svg>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for a page. */
export function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
