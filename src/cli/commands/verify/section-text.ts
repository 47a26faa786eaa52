import type { Section, SectionId } from '../../../verify/section-result.js';
import { SECTIONS } from '../../../verify/verify.js';
import { nameOf, problemLines } from '../../render/cause-text.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

const TITLE_COLUMNS = 11;

export function planText(ids: readonly SectionId[], model: string, style: Style): string {
  const lines = ids.map((id) =>
    hang(`  ${SECTIONS[id].title.padEnd(TITLE_COLUMNS)} `, SECTIONS[id].sends, style),
  );
  const head = hang('', `To ${model}, through your gateway; this costs a few tokens:`, style);
  return `${head}\n${lines.join('\n')}\n\n`;
}

/** The result, and below it what to know or do, unless it failed: then `failureText` has that. */
export function sectionLine(section: Section, style: Style, { verbose }: { verbose?: boolean } = {}): string {
  const { paint, symbols } = style;
  const { status, section: id, title, evidence, notes, remedy } = section;
  const first = ` ${symbols[status]} ${SECTIONS[id].title.padEnd(TITLE_COLUMNS)} `;
  const shown = { pass: notes, skip: remedy, fail: [] }[status];
  const details = verbose && status !== 'fail' ? [...evidence, ...notes, ...remedy] : shown;
  const lines = details.map((text) => paint.dim(hang('     ', text, style)));
  return `${[hang(first, title, style), ...lines].join('\n')}\n`;
}

/** Why sections failed, and what to do: once for each cause. The titles are in the lines above. */
export function failuresText(sections: readonly Section[], style: Style, verbose = false): string {
  const failed = sections.filter(({ status }) => status === 'fail');
  const first = failed.filter(
    ({ cause }, index) => failed.findIndex((section) => section.cause === cause) === index,
  );
  return first
    .map((section) => {
      const sameCause = failed.filter(({ cause }) => cause === section.cause);
      const heading = `${sameCause.map((one) => SECTIONS[one.section].title).join(', ')}: ${nameOf(section)}`;
      const { notes } = section;
      const lines = problemLines({ ...section, title: undefined }, style, { notes, verbose });
      return `\n${[style.paint.red(style.paint.bold(hang('', heading, style))), ...lines].join('\n')}\n`;
    })
    .join('');
}

export function sectionsSummary(sections: readonly Section[], style: Style): string {
  const { paint } = style;
  const count = (status: Section['status']) => sections.filter((section) => section.status === status).length;
  const [passed, failed, skipped] = [count('pass'), count('fail'), count('skip')];
  const text = [
    `${passed} of ${sections.length} shown to work`,
    failed && `${failed} failed`,
    skipped && `${skipped} not tested`,
  ]
    .filter(Boolean)
    .join(', ');
  const colour = failed ? paint.red : passed ? paint.green : paint.yellow;
  return `${colour(paint.bold(hang('', text, style)))}\n`;
}
