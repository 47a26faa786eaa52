import type { DiagnosedRow } from '../../../logs/diagnose-row.js';
import { withoutProvider } from '../../../logs/logged-model.js';
import { dollars, left, right, seconds } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import { type Style, symbolWidth } from '../../render/style.js';
import { timeIn, type Zone } from '../../render/zone.js';

interface Column {
  title: string;
  width: number;
  text(row: DiagnosedRow): string;
}

/** After the model, in the order in which narrow terminals keep them. */
const NUMBERS: readonly Column[] = [
  { title: 'took', width: 8, text: ({ durationMs }) => seconds(durationMs) },
  { title: 'cost', width: 9, text: ({ cached, costUsd }) => (cached ? 'cached' : dollars(costUsd)) },
  {
    title: 'tokens in+out',
    width: 13,
    text: ({ ok, inputTokens, outputTokens }) => (ok ? `${inputTokens ?? '?'}+${outputTokens ?? '?'}` : ''),
  },
];

/** `11-23 05:01:02`; the title has the zone. */
const TIME_WIDTH = 14;
const STATUS_WIDTH = 4;
const MIN_MODEL_WIDTH = 18;
/** Marks requests of cf-aig itself. */
export const OWN_MARK = '*';

/** Titles of the columns. */
export function logHead(zone: Zone, style: Style): string {
  const { numbers, modelWidth } = layout(style);
  const cells = [
    ' '.repeat(symbolWidth(style)),
    left(`time ${zone.label}`, TIME_WIDTH, style),
    right('HTTP', STATUS_WIDTH, style),
    left('model', modelWidth, style),
    ...numbers.map(({ title, width }) => right(title, width, style)),
  ];
  return `${style.paint.dim(cells.join(' ').trimEnd())}\n`;
}

/** One line, never wider than the terminal, and the diagnosis of a failed request below it. */
export function logRowText(row: DiagnosedRow, zone: Zone, style: Style): string {
  const { numbers, modelWidth } = layout(style);
  const model = modelName(row);
  const rest = [
    left(timeOf(row.createdAt, zone), TIME_WIDTH, style),
    right(String(row.httpStatus ?? '???'), STATUS_WIDTH, style),
    row.own
      ? `${left(model, modelWidth - 2, style).trimEnd()} ${OWN_MARK}`.padEnd(modelWidth)
      : left(model, modelWidth, style),
    ...numbers.map(({ text, width }) => right(text(row), width, style)),
  ].join(' ');
  const symbol = row.ok ? style.symbols.pass : style.symbols.fail;
  const line = row.own ? style.paint.dim(rest.trimEnd()) : rest.trimEnd();
  return `${symbol} ${line}\n${row.diagnosis ? diagnosisText(row, style) : ''}`;
}

export function modelName({ provider, model }: { provider: string; model: string }): string {
  return [provider, withoutProvider(provider, model)].filter(Boolean).join('/') || '(unknown)';
}

function diagnosisText({ diagnosis }: DiagnosedRow, style: Style): string {
  const { category, cause, title, from, alternatives } = diagnosis!;
  const guess = from === 'status' ? ' (by the status only)' : '';
  const others =
    from === 'status' && alternatives?.length ? ` Or: ${alternatives.slice(0, 3).join(', ')}.` : '';
  const name = style.paint.red(`${category} · ${cause}${guess}:`);
  return `${hang('    ', `${name} ${title}${others}`, style)}\n`;
}

/** As many columns as leave enough room for the model. */
function layout(style: Style): { numbers: Column[]; modelWidth: number } {
  let modelWidth = style.width - symbolWidth(style) - TIME_WIDTH - STATUS_WIDTH - 3;
  const numbers: Column[] = [];
  for (const column of NUMBERS) {
    if (modelWidth - column.width - 1 < MIN_MODEL_WIDTH) break;
    modelWidth -= column.width + 1;
    numbers.unshift(column);
  }
  return { numbers, modelWidth: Math.max(modelWidth, 3) };
}

function timeOf(iso: string, zone: Zone): string {
  const local = timeIn(zone, Date.parse(iso));
  return local ? `${local.date.slice(-5)} ${local.time}` : '?';
}
