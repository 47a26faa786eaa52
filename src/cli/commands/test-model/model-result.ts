import type { TestedModel } from '../../../models/tested-model.js';
import { nameOf, problemLines } from '../../render/cause-text.js';
import { dollars } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import { notesOf } from '../../render/model-table.js';
import type { Style } from '../../render/style.js';

/** Characters. */
const MAX_REPLY = 200;

export function modelResultText(result: TestedModel, style: Style): string {
  return result.ok ? success(result, style) : failure(result, style);
}

export function modelsSummary(results: readonly TestedModel[], { paint }: Style): string {
  const failed = results.filter(({ ok }) => !ok).length;
  const succeeded = results.length - failed;
  const text = `${succeeded} of ${results.length} model${results.length === 1 ? '' : 's'} answered\n`;
  return failed ? paint.red(paint.bold(text)) : paint.green(paint.bold(text));
}

function success(result: TestedModel, style: Style): string {
  const { paint, symbols } = style;
  const facts = [
    `${result.totalMs} ms (first byte ${result.firstByteMs ?? '?'} ms)`,
    result.outputTokens !== undefined && `${result.inputTokens ?? '?'} + ${result.outputTokens} tokens`,
    result.tokensPerSecond !== undefined && `${result.tokensPerSecond} tokens/s`,
    result.costUsd !== undefined && dollars(result.costUsd),
    result.cache && `cache ${result.cache}`,
    result.logId && `log ${result.logId}`,
  ].filter(Boolean);
  const reply = (result.reply || '(an empty reply)').slice(0, MAX_REPLY).replace(/\s+/g, ' ');
  return `${[
    ` ${symbols.pass} ${paint.bold(result.model)}`,
    hang('   ', reply, style),
    paint.dim(hang('   ', facts.join(' · '), style)),
    ...notesOf(result).map((note) => hang('   ', note, style)),
  ].join('\n')}\n`;
}

function failure(result: TestedModel, style: Style): string {
  const { paint, symbols } = style;
  return `${[
    ` ${symbols.fail} ${paint.bold(result.model)}  ${paint.red(paint.bold(nameOf(result)!))}`,
    ...problemLines(result, style, { notes: notesOf(result) }),
  ].join('\n')}\n\n`;
}
