import type { CauseId } from '../diagnosis/causes/catalogue.js';
import type { Category } from '../diagnosis/causes/category.js';
import type { Fix } from '../diagnosis/causes/cause.js';
import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Values } from '../diagnosis/reading/values.js';

export const SECTION_IDS = ['caching', 'rate-limit', 'logs', 'fallback'] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** The result for one feature. Part of the JSON contract: fields may be added but never renamed. */
export interface Section {
  section: SectionId;
  status: 'pass' | 'fail' | 'skip';
  category?: Category;
  cause?: CauseId;
  /** One sentence; for `skip` the reason. */
  title: string;
  /** The cause's explanation. */
  why?: string;
  evidence: string[];
  /** The one thing to do about a failure. */
  fix?: Fix;
  /** The same by hand, in order. */
  steps?: string[];
  /** Alternatives to `fix`, each a way of its own. */
  or?: string[];
  remedy: string[];
  /** Additional information that does not affect the status. */
  notes: string[];
  docs?: string;
  /** Names of milliseconds end in `Ms`, of US dollars in `Usd`. */
  measured: Measured;
  /** Milliseconds. */
  durationMs: number;
}

export type Measured = Record<string, string | number | boolean | Record<string, string | number | boolean>>;

/** A section without its name and duration. */
export type Outcome = Omit<Section, 'section' | 'durationMs'>;

type Details = Partial<Pick<Outcome, 'evidence' | 'notes' | 'remedy' | 'measured'>>;

export function pass(title: string, details: Details = {}): Outcome {
  return { status: 'pass', title, evidence: [], remedy: [], notes: [], measured: {}, ...details };
}

export function skip(title: string, details: Details = {}): Outcome {
  return { ...pass(title, details), status: 'skip' };
}

/** A failure. Causes that doctor only warns about are failures here. */
export function fromDiagnosis(diagnosis: Diagnosis, details: Details = {}): Outcome {
  const { category, cause, title, why, docs, fix, steps, or, remedy, evidence } = diagnosis;
  return {
    ...pass(title, { ...details, evidence: [...(details.evidence ?? []), ...evidence] }),
    status: 'fail',
    category,
    cause,
    why,
    docs,
    fix,
    steps,
    or,
    remedy,
  };
}

export function problem(cause: CauseId, values: Values, details: Details = {}): Outcome {
  return fromDiagnosis(makeDiagnosis(cause, values, []), details);
}
