/** `verify/`: shows on the wire that what is set up works. */

import { deciding } from '../diagnosis/causes/category.js';
import { caching } from './prove-caching.js';
import { fallback } from './prove-fallback.js';
import { logs } from './prove-logs.js';
import { MAX_BURST, rateLimit } from './prove-rate-limit.js';
import { type Outcome, problem, type Section, type SectionId, skip } from './section-result.js';
import type { VerifyContext } from './verify-context.js';

interface Row {
  title: string;
  /** What it sends, to ask for the user's consent. */
  sends: string;
  run(context: VerifyContext): Promise<Outcome>;
}

/** In the order of running: the one that may exhaust the rate limit comes last. */
export const SECTIONS: Record<SectionId, Row> = {
  caching: {
    title: 'Caching',
    sends: 'the same small request twice',
    run: caching,
  },
  logs: {
    title: 'Logs',
    sends: 'one small request, to find it in the gateway’s log',
    run: logs,
  },
  fallback: {
    title: 'Fallback',
    sends: 'one or two small requests for two models, the first one wrong',
    run: fallback,
  },
  'rate-limit': {
    title: 'Rate limit',
    sends: `with --measure, or if the limit cannot be read, up to ${MAX_BURST} free ones`,
    run: rateLimit,
  },
};

export function sortSections(wanted: readonly SectionId[]): SectionId[] {
  return (Object.keys(SECTIONS) as SectionId[]).filter((id) => !wanted.length || wanted.includes(id));
}

/** Runs one section after the other, because they would disturb each other's counts and times. */
export async function verify(
  context: VerifyContext,
  wanted: readonly SectionId[],
  on: { start(id: SectionId): void; done(section: Section): void },
): Promise<Section[]> {
  const sections: Section[] = [];
  for (const id of sortSections(wanted)) {
    on.start(id);
    const start = context.effects.now();
    const outcome = await runSection(context, id);
    const section = { section: id, ...outcome, durationMs: Math.round(context.effects.now() - start) };
    sections.push(section);
    on.done(section);
  }
  return sections;
}

/** Not run if it could only wait for the same answer again, or if the time is up. */
async function runSection(context: VerifyContext, id: SectionId): Promise<Outcome> {
  const { signal } = context.effects;
  if (signal?.aborted) return skip('not tried: the time for all of them was up (--deadline)');
  if (context.isGatewaySilent) return skip('not tried: the gateway had not answered in time');
  try {
    return await SECTIONS[id].run(context);
  } catch (error) {
    if (!signal?.aborted) throw error;
    return problem('response-timeout', context.values, {
      evidence: ['the time for all of it was up (--deadline)'],
    });
  }
}

/** The failure that decides. */
export type SectionVerdict = Required<Pick<Section, 'section' | 'category' | 'cause'>>;

export function verdictOf(sections: readonly Section[]): SectionVerdict | null {
  const { section, category, cause } = deciding(sections.filter(({ status }) => status === 'fail')) ?? {};
  return section && category && cause ? { section, category, cause } : null;
}
