import type { DiagnosedRow } from '../../../logs/diagnose-row.js';
import { dollars, left, right, seconds } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

/** Width of all columns except the model. */
const FIXED_WIDTH = 56;
const MIN_MODEL_WIDTH = 16;
/** Marks requests of cf-aig itself. */
const OWN_MARK = ' (cf-aig)';

/** One line, and the diagnosis of a failed request below it. */
export function logRowText(row: DiagnosedRow, style: Style): string {
  const { symbols, width } = style;
  const model = `${row.provider}/${row.model}`;
  const modelWidth = Math.max(MIN_MODEL_WIDTH, width - FIXED_WIDTH);
  const tokens = row.ok ? `${row.inputTokens ?? '?'}+${row.outputTokens ?? '?'} tok` : '';
  const line = [
    row.ok ? symbols.pass : symbols.fail,
    timeOf(row.createdAt),
    String(row.httpStatus ?? '???'),
    row.own
      ? `${left(model, modelWidth - OWN_MARK.length, style).trimEnd()}${OWN_MARK}`.padEnd(modelWidth)
      : left(model, modelWidth, style),
    right(tokens, 13, style),
    right(row.cached ? 'cached' : dollars(row.costUsd), 9, style),
    right(seconds(row.durationMs), 8, style),
  ].join(' ');
  return `${line.trimEnd()}\n${row.diagnosis ? diagnosisText(row, style) : ''}`;
}

function diagnosisText({ diagnosis }: DiagnosedRow, { paint, width }: Style): string {
  const { category, cause, title, from, alternatives } = diagnosis!;
  const guess = from === 'status' ? ' (by the status only)' : '';
  const others =
    from === 'status' && alternatives?.length ? ` Or: ${alternatives.slice(0, 3).join(', ')}.` : '';
  const name = `    ${category} · ${cause}${guess}: `;
  return `${hang('    ', `${name.trim()} ${title}${others}`, width).replace(name.trim(), paint.red(name.trim()))}\n`;
}

/** In the user's time zone: `11-23 05:01:02`. */
function timeOf(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '?'.padEnd(14);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
