export interface Bar {
  name: string;
  value: number;
  /** Share at the start of the bar, in another colour. */
  part?: number;
}

const WIDTH = 900;
const NAME_WIDTH = 330;
const VALUE_WIDTH = 70;
const ROW_HEIGHT = 20;
const MAX_NAME_LENGTH = 48;

/** A horizontal bar chart as inline SVG. */
export function barChart(bars: readonly Bar[], label: (value: number | undefined) => string): string {
  const max = Math.max(...bars.map(({ value }) => value), 1e-9);
  const scale = (value: number) => Math.max(1, (value / max) * (WIDTH - NAME_WIDTH - VALUE_WIDTH)).toFixed(1);
  const rows = bars.map(({ name, value, part }, index) => {
    const y = index * ROW_HEIGHT;
    const short = name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1)}…` : name;
    return [
      `<g><title>${escapeHtml(`${name}: ${label(value)}`)}</title>`,
      `<text x="${NAME_WIDTH - 8}" y="${y + 14}" text-anchor="end">${escapeHtml(short)}</text>`,
      `<rect class="bar" x="${NAME_WIDTH}" y="${y + 3}" width="${scale(value)}" height="${ROW_HEIGHT - 6}" rx="2"/>`,
      part === undefined
        ? ''
        : `<rect class="part" x="${NAME_WIDTH}" y="${y + 3}" width="${scale(part)}" height="${ROW_HEIGHT - 6}" rx="2"/>`,
      `<text x="${NAME_WIDTH + Number(scale(value)) + 6}" y="${y + 14}">${escapeHtml(label(value))}</text></g>`,
    ].join('');
  });
  return `<svg viewBox="0 0 ${WIDTH} ${bars.length * ROW_HEIGHT}" role="img">${rows.join('')}</svg>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
