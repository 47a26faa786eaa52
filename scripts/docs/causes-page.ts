import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../src/diagnosis/causes/catalogue.js';
import {
  CATEGORIES,
  CATEGORY_EXIT_CODES,
  CATEGORY_MEANINGS,
  type Category,
} from '../../src/diagnosis/causes/category.js';
import type { Cause, Fix } from '../../src/diagnosis/causes/cause.js';
import { makeDiagnosis } from '../../src/diagnosis/reading/diagnosis.js';
import { fill } from '../../src/diagnosis/reading/values.js';
import { EXAMPLE, fixText, plain } from './filled-cause.js';

/** docs/causes.md: the catalogue as a page to read. */
export function renderCausesPage(): string {
  return [
    '# What can be wrong',
    '',
    'Every cause that `cf-aig doctor`, `cf-aig test-model` and `cf-aig explain` can name. The ids are stable. With several',
    'failures the first category in this order decides the exit code, because it hides the ones after it.',
    '',
    'Each has one fix, the steps to do the same by hand, and sometimes alternatives. A text that depends on something which is',
    'not known in your case (a nearest name, a time to wait) is left out; where `cf-aig doctor --fix` can do it for the setup',
    'at hand, `cf-aig doctor` says so.',
    '',
    'This page is generated from `src/diagnosis/causes/` by `npm run docs`.',
    '',
    ...CATEGORIES.map((category) => `- [${category}](#${category}): ${CATEGORY_MEANINGS[category]}`),
    '',
    ...CATEGORIES.flatMap(renderCategory),
  ].join('\n');
}

function renderCategory(category: Category): string[] {
  const ids = CAUSE_IDS.filter((id) => CATALOGUE[id].category === category);
  return [
    `## ${category}`,
    '',
    `${CATEGORY_MEANINGS[category]} Exit code ${CATEGORY_EXIT_CODES[category]}.`,
    '',
    ...ids.flatMap(renderCause),
  ];
}

function renderCause(id: CauseId): string[] {
  const { severity, transient, fixable, fix, steps, or }: Cause = CATALOGUE[id];
  const { title, why, docs } = makeDiagnosis(id, EXAMPLE, []);
  const marks = [
    severity === 'warn' && 'a warning',
    transient && 'may pass by itself',
    fixable && '`doctor --fix` can fix it',
  ].filter(Boolean);
  return [
    `### ${id}`,
    '',
    `**${plain(title)}**${marks.length > 0 ? ` (${marks.join('; ')})` : ''}`,
    '',
    plain(why),
    '',
    ...fixLines([fix].flat()),
    '',
    ...list(steps, (index) => `${index + 1}.`),
    ...(or.length ? ['Or:', '', ...list(or, () => '-')] : []),
    ...(docs ? [`See ${docs}`, ''] : []),
  ];
}

/** The fix, and those for when more is known, which come before it. */
function fixLines(fixes: readonly Fix[]): string[] {
  const texts = fixes.map(fixText);
  return texts.length === 1
    ? [`Fix: ${texts[0]}`]
    : ['Fix, the first that applies:', ...texts.map((text) => `- ${text}`)];
}

function list(texts: readonly string[], mark: (index: number) => string): string[] {
  return texts.length
    ? [...texts.map((text, index) => `${mark(index)} ${plain(fill(text, EXAMPLE))}`), '']
    : [];
}
