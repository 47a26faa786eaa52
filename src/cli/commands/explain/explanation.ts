import { CATEGORY_EXIT_CODES, CATEGORY_MEANINGS, type Category } from '../../../diagnosis/causes/category.js';
import type { Diagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { nameOf, problemLines } from '../../render/cause-text.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

/** `text`: what was to be explained. */
export function explanationText(
  { diagnosis, count, excerpt }: { diagnosis: Diagnosis; count: number; excerpt: string },
  text: string,
  style: Style,
): string {
  const { paint } = style;
  const times = count > 1 ? paint.dim(` (${count} times)`) : '';
  return `${[
    `${paint.bold(nameOf(diagnosis)!)}${times}`,
    ...problemLines({ ...diagnosis, evidence: [] }, style, { verbose: true }),
    ...(excerpt && excerpt !== text.trim() ? [paint.dim(hang('  In    ', excerpt, style))] : []),
  ].join('\n')}\n`;
}

/** The meaning of a category, and its causes. */
export function categoryText(
  category: Category,
  explanations: readonly { diagnosis: Diagnosis }[],
  style: Style,
): string {
  const { paint } = style;
  return `${[
    `${paint.bold(category)}${paint.dim(` (exit code ${CATEGORY_EXIT_CODES[category]})`)}`,
    hang('  ', CATEGORY_MEANINGS[category], style),
    ...explanations.flatMap(({ diagnosis: { cause, title } }) => [
      `  ${paint.bold(cause)}`,
      hang('    ', title, style),
    ]),
    paint.dim(hang('  ', 'For details of a cause: `cf-aig explain <cause>`.', style)),
  ].join('\n')}\n`;
}
