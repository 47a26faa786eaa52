/** @typedef {import('./record.js').Piece} Piece */

/** Pixels. */
const CELL = { width: 8.4, height: 19 };
const MARGIN = 18;
/** By the terminal's number. @type {Record<number, string>} */
const COLOURS = { 1: '#ff7b72', 2: '#7ee787', 3: '#e3b341', 4: '#79c0ff', 6: '#79c0ff' };
const DIM = '#8b949e';
const PLAIN = '#e6edf3';

/**
 * @param {Piece[][]} lines
 * @param {{ columns: number, label: string }} options
 */
export function drawSvg(lines, { columns, label }) {
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN;
  const rows = lines.flatMap((pieces, row) => {
    const y = MARGIN + (row + 0.75) * CELL.height;
    return pieces.filter(({ text }) => text.trim()).map((piece) => textElement(piece, y));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(label)}">`,
    '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">',
    ...rows,
    '</g></svg>',
    '',
  ].join('\n');
}

/**
 * @param {Piece} piece
 * @param {number} y
 */
function textElement({ column, text, colour, bold, dim }, y) {
  const fill = dim ? DIM : (colour !== undefined && COLOURS[colour]) || PLAIN;
  const x = round(MARGIN + column * CELL.width);
  // Every font has its own width of a character.
  const length = round(text.length * CELL.width);
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text xml:space="preserve" x="${x}" y="${y}" textLength="${length}" fill="${fill}"${weight}>${escapeXml(text)}</text>`;
}

/** @param {number} pixels */
function round(pixels) {
  return Number(pixels.toFixed(1));
}

/** @param {string} text */
function escapeXml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
