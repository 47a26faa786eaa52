import { CATEGORY_EXIT_CODES, CATEGORY_MEANINGS, type Category } from '../../../diagnosis/causes/category.js';
import { type Diagnosis, stepsOf } from '../../../diagnosis/reading/diagnosis.js';
import { numbered } from '../../render/findings.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

export function explanationText(
  { diagnosis, count, excerpt }: { diagnosis: Diagnosis; count: number; excerpt: string },
  { paint, width }: Style,
): string {
  const { category, cause, title, why, fix, or, docs, alternatives } = diagnosis;
  const times = count > 1 ? paint.dim(` (${count} times)`) : '';
  return `${[
    `${paint.bold(`${category} · ${cause}`)}${times}`,
    hang('  ', title, width),
    hang('  Why   ', why, width),
    hang('  Fix   ', [fix.command, fix.what].filter(Boolean).join('   '), width),
    ...numbered(stepsOf(diagnosis), width),
    ...or.map((way, index) => hang(index ? '        ' : '  Or    ', way, width)),
    ...(alternatives?.length ? [hang('  Also  ', `it may be: ${alternatives.join(', ')}`, width)] : []),
    ...(excerpt ? [paint.dim(hang('  In    ', excerpt, width))] : []),
    ...(docs ? [`  Docs  ${docs}`] : []),
  ].join('\n')}\n`;
}

/** The meaning of a category, and its causes. */
export function categoryText(
  category: Category,
  explanations: readonly { diagnosis: Diagnosis }[],
  { paint, width }: Style,
): string {
  return `${[
    `${paint.bold(category)}${paint.dim(` (exit code ${CATEGORY_EXIT_CODES[category]})`)}`,
    hang('  ', CATEGORY_MEANINGS[category], width),
    ...explanations.flatMap(({ diagnosis: { cause, title } }) => [
      `  ${paint.bold(cause)}`,
      hang('    ', title, width),
    ]),
    paint.dim(hang('  ', 'For details of a cause: `cf-aig explain <cause>`.', width)),
  ].join('\n')}\n`;
}
