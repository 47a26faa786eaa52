import type { Diagnosis as Internal } from '../diagnosis/reading/diagnosis.js';
import type { Redactor } from '../lib/redact/redactor.js';
import type { Diagnosis } from './public-types.js';

export function publicDiagnosis(
  { category, cause, title, why, evidence, fix, steps, or, docs, alternatives = [], transient }: Internal,
  redactor: Redactor,
): Diagnosis {
  return redactor.redactValue({
    ...{ category, cause, title, why, evidence, fix, steps, or, docs, alternatives, transient },
  });
}
