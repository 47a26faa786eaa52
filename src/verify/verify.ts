/** `verify/`: shows on the wire that what is set up works. */

import { deciding } from '../diagnosis/causes/category.js';
import { caching } from './prove-caching.js';
import { fallback } from './prove-fallback.js';
import { logs } from './prove-logs.js';
import { BLIND_BURST, LONGEST_BURST, rateLimit } from './prove-rate-limit.js';
import type { Outcome, Section, SectionId } from './section.js';
import type { Subject } from './subject.js';

interface Row {
  title: string;
  /** What it will send, for the user to agree to. */
  sends: string;
  run(subject: Subject): Promise<Outcome>;
}

/** A new section is a file and a row. They run in this order: what may use up the rate limit comes last. */
export const SECTIONS: Record<SectionId, Row> = {
  caching: {
    title: 'Caching',
    sends: 'the same small completion twice; the second should come from the cache',
    run: caching,
  },
  logs: {
    title: 'Logs',
    sends: 'one small completion with metadata, then questions about its log row',
    run: logs,
  },
  fallback: {
    title: 'Fallback',
    sends:
      'one completion of two steps, the first with a model that does not exist; one more for a dynamic route, if there is any',
    run: fallback,
  },
  'rate-limit': {
    title: 'Rate limit',
    sends: `nothing if the settings can be read; else, or with --measure, up to ${BLIND_BURST} (with a known limit ${LONGEST_BURST}) requests without messages: they cost nothing, but count against the limit`,
    run: rateLimit,
  },
};

export function inOrder(wanted: readonly SectionId[]): SectionId[] {
  return (Object.keys(SECTIONS) as SectionId[]).filter((id) => !wanted.length || wanted.includes(id));
}

/** One section after the other, since each would disturb the others' counts and times. */
export async function verify(
  subject: Subject,
  wanted: readonly SectionId[],
  on: { start(id: SectionId): void; done(section: Section): void },
): Promise<Section[]> {
  const sections: Section[] = [];
  for (const id of inOrder(wanted)) {
    on.start(id);
    const start = subject.effects.now();
    const outcome = await SECTIONS[id].run(subject);
    const section = { section: id, ...outcome, durationMs: Math.round(subject.effects.now() - start) };
    sections.push(section);
    on.done(section);
  }
  return sections;
}

export function verdictOf(
  sections: readonly Section[],
): Pick<Section, 'section' | 'category' | 'cause'> | null {
  const worst = deciding(sections.filter(({ status }) => status === 'fail'));
  return worst ? { section: worst.section, category: worst.category, cause: worst.cause } : null;
}
