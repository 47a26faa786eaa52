import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { KnownError, Missing } from '../shared/errors.js';
import { problemLines } from './cause-text.js';
import { truncate } from './columns.js';
import { LINE_OF_FILE } from './evidence-text.js';
import { hang } from './hang.js';
import type { Style } from './style.js';

export function errorText(
  error: Pick<KnownError, 'message' | 'hint' | 'details' | 'diagnosis'>,
  style: Style,
): string {
  if (error.diagnosis) return causeText(error.diagnosis, style);
  const lines = [hang('cf-aig: ', error.message, style)];
  const missing = (error.details.missing ?? []) as Missing[];
  for (const { flag, env, why } of missing)
    lines.push(hang(`  ${flag.padEnd(18)} `, `${env ? `or ${env}: ` : ''}${why}`, style));
  if (error.hint) lines.push(hang('  ', error.hint, style));
  if (error.details.stack) lines.push(String(error.details.stack));
  return `${lines.join('\n')}\n`;
}

function causeText({ title, ...diagnosis }: Diagnosis, style: Style): string {
  const excerpt = diagnosis.evidence.flatMap(
    (seen) => truncate(LINE_OF_FILE.exec(seen)?.[1] ?? '', style.width - 8, style) || [],
  );
  return `${[hang('cf-aig: ', title, style), ...problemLines(diagnosis, style, { excerpt })].join('\n')}\n`;
}
