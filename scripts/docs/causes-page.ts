import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../src/diagnosis/causes/catalogue.js';
import { CATEGORIES, CATEGORY_EXIT_CODES, type Category } from '../../src/diagnosis/causes/category.js';
import type { Cause } from '../../src/diagnosis/causes/cause.js';
import { makeDiagnosis } from '../../src/diagnosis/reading/diagnosis.js';
import { fill } from '../../src/diagnosis/reading/values.js';

const MEANING: Record<Category, string> = {
  config: 'Seen without the network: files, syntax, placeholders, variables, models.',
  network: 'The gateway was never reached, or what came back was not its answer.',
  'bad-url':
    'Cloudflare cannot route the request: account, gateway, path, provider or model prefix is unknown.',
  'bad-token': 'Cloudflare rejected its own credential, or did not get one.',
  'gateway-policy': 'The gateway knew the request and refused it by its own rules.',
  'upstream-error': 'The provider behind the gateway answered with an error. The gateway itself is in order.',
};

/** docs/causes.md: the catalogue as a page to read. */
export function renderCausesPage(): string {
  return [
    '# What can be wrong',
    '',
    'Every cause that `cf-aig doctor`, `cf-aig test-model` and `cf-aig explain` can name. The ids are stable. With several',
    'failures the first category in this order decides the exit code, because it hides the ones after it.',
    '',
    'A step that depends on something which is not known in your case (a nearest name, a time to wait) is left out.',
    '',
    'This page is generated from `src/diagnosis/causes/` by `npm run docs`.',
    '',
    ...CATEGORIES.map((category) => `- [${category}](#${category}): ${MEANING[category]}`),
    '',
    ...CATEGORIES.flatMap(renderCategory),
  ].join('\n');
}

function renderCategory(category: Category): string[] {
  const ids = CAUSE_IDS.filter((id) => CATALOGUE[id].category === category);
  return [
    `## ${category}`,
    '',
    `${MEANING[category]} Exit code ${CATEGORY_EXIT_CODES[category]}.`,
    '',
    ...ids.flatMap(renderCause),
  ];
}

function renderCause(id: CauseId): string[] {
  const { severity, transient, fixable, steps }: Cause = CATALOGUE[id];
  const { title, why, docs } = makeDiagnosis(id, {}, []);
  const marks = [
    severity === 'warn' && 'a warning',
    transient && 'may pass by itself',
    fixable && '`doctor --fix` can mend it',
  ].filter(Boolean);
  return [
    `### ${id}`,
    '',
    `**${plain(title)}**${marks.length > 0 ? ` (${marks.join('; ')})` : ''}`,
    '',
    plain(why),
    '',
    ...steps.map((step, index) => `${index + 1}. ${plain(fill(step, {}))}`),
    '',
    ...(docs ? [`See ${docs}`, ''] : []),
  ];
}

/** Angle brackets would be taken for HTML outside of code. */
function plain(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replaceAll('<', '\\<').replaceAll('*', '\\*') : part))
    .join('`');
}
