import type { Section, SectionId } from '../../../verify/section-result.js';
import { SECTIONS } from '../../../verify/verify.js';
import { problemText } from '../../render/cause-text.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

const TITLE_COLUMNS = 11;

export function planText(ids: readonly SectionId[], model: string, width: number): string {
  const lines = ids.map((id) =>
    hang(`  ${SECTIONS[id].title.padEnd(TITLE_COLUMNS)} `, SECTIONS[id].sends, width),
  );
  return `To ${model}, through your gateway; this costs a few tokens:\n${lines.join('\n')}\n\n`;
}

export function sectionLine(section: Section, title: string, style: Style): string {
  const { paint, symbols, width } = style;
  const line = hang(` ${symbols[section.status]} ${title.padEnd(TITLE_COLUMNS)} `, section.title, width);
  const details = section.status === 'pass' ? [...section.evidence, ...section.notes] : [];
  const blanks = ' '.repeat(4);
  return [line, ...details.map((text) => paint.dim(hang(blanks, text, width))), ''].join('\n');
}

/** For sections that failed or have a remedy. */
export function sectionDetails(section: Section, style: Style): string {
  const status = section.status === 'fail' ? 'fail' : 'warn';
  const heading = SECTIONS[section.section].title;
  return problemText({ ...section, status }, style, { heading, notes: section.notes });
}

export function sectionsSummary(sections: readonly Section[], { paint }: Style): string {
  const count = (status: Section['status']) => sections.filter((section) => section.status === status).length;
  const text = [
    `${count('pass')} of ${sections.length} shown to work`,
    count('fail') && `${count('fail')} failed`,
    count('skip') && `${count('skip')} not tested`,
  ]
    .filter(Boolean)
    .join(', ');
  return `${count('fail') ? paint.red.bold(text) : paint.green.bold(text)}\n`;
}
