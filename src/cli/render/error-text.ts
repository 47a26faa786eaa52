import type { KnownError, Missing } from '../shared/errors.js';
import { hang } from './hang.js';
import type { Style } from './style.js';

export function errorText(error: Pick<KnownError, 'message' | 'hint' | 'details'>, style: Style): string {
  const lines = [hang(`${'cf-aig:'} `, error.message, style)];
  const missing = (error.details.missing ?? []) as Missing[];
  for (const { flag, env, why } of missing)
    lines.push(hang(`  ${flag.padEnd(18)} `, `${env ? `or ${env}: ` : ''}${why}`, style));
  if (error.hint) lines.push(hang('  ', error.hint, style));
  if (error.details.stack) lines.push(String(error.details.stack));
  return `${lines.join('\n')}\n`;
}
