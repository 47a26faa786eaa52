import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { type Finding, notChecked } from './finding.js';

/** Causes that another one, found by an earlier check, explains: one fault is one failure. */
const FOLLOWS_FROM: Partial<Record<CauseId, readonly CauseId[]>> = {
  'variable-missing': ['env-file-missing', 'env-file-unreadable'],
  'model-not-offered': ['model-not-listed'],
};

/** What follows from an earlier failure becomes a skipped check. */
export function foldConsequences(findings: Finding[], earlier: readonly Finding[]): Finding[] {
  const sourceOf = ({ cause, model }: Finding) =>
    earlier.find(
      (finding) =>
        finding.status === 'fail' &&
        finding.model === model &&
        cause &&
        finding.cause &&
        FOLLOWS_FROM[cause]?.includes(finding.cause),
    );
  const folded = findings.map((finding): Finding => {
    const source = sourceOf(finding);
    const { check, durationMs } = finding;
    return source ? { check, ...notChecked(`: ${source.check} failed`), durationMs } : finding;
  });
  const isRepeated = ({ status, title }: Finding, index: number) =>
    status === 'skip' && folded.slice(0, index).some((one) => one.status === 'skip' && one.title === title);
  return folded.filter((finding, index) => !isRepeated(finding, index));
}
