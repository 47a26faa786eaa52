import { createTwoFilesPatch } from 'diff';

const CONTEXT_LINES = 3;

/**
 * What changes in a file, as a unified diff with `--- file` and `+++ file` on top; `''` when nothing does.
 * No colour, nothing masked: redacting is for the one who prints it.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(file, file, before, after, undefined, undefined, {
    context: CONTEXT_LINES,
  });
  return patch.slice(patch.indexOf('--- '));
}
