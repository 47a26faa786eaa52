import type { CauseId } from '../diagnosis/causes/catalogue.js';
import type { Category } from '../diagnosis/causes/category.js';
import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import type { Values } from '../diagnosis/reading/values.js';

export const SECTION_IDS = ['caching', 'rate-limit', 'logs', 'fallback'] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** What one feature was seen to do. Part of the contract for scripts: fields are added freely, never renamed. */
export interface Section {
  section: SectionId;
  status: 'pass' | 'fail' | 'skip';
  category?: Category;
  cause?: CauseId;
  /** One sentence. For `skip` the reason. */
  title: string;
  /** Why it happens; only with a cause. */
  why?: string;
  evidence: string[];
  remedy: string[];
  /** What else there is to know: it changes nothing about the status. */
  notes: string[];
  docs?: string;
  /** What was measured: milliseconds end in `Ms`, US dollars in `Usd`. */
  measured: Measured;
  /** Milliseconds. */
  durationMs: number;
}

export type Measured = Record<string, string | number | boolean | Record<string, string | number | boolean>>;

/** A section before it is stamped with its name and duration. */
export type Outcome = Omit<Section, 'section' | 'durationMs'>;

type Seen = Partial<Pick<Outcome, 'evidence' | 'notes' | 'remedy' | 'measured'>>;

export function works(title: string, seen: Seen = {}): Outcome {
  return { status: 'pass', title, evidence: [], remedy: [], notes: [], measured: {}, ...seen };
}

export function skipped(title: string, seen: Seen = {}): Outcome {
  return { ...works(title, seen), status: 'skip' };
}

/** Not shown to work, for this reason; causes that doctor only warns of are failures here. */
export function diagnosed(diagnosis: Diagnosis, seen: Seen = {}): Outcome {
  const { category, cause, title, why, docs, remedy, evidence } = diagnosis;
  return {
    ...works(title, { ...seen, evidence: [...(seen.evidence ?? []), ...evidence] }),
    status: 'fail',
    category,
    cause,
    why,
    docs,
    remedy,
  };
}

export function broken(cause: CauseId, values: Values, seen: Seen = {}): Outcome {
  return diagnosed(makeDiagnosis(cause, values, []), seen);
}
