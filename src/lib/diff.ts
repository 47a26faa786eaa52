import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';

const CONTEXT_LINES = 3;

/**
 * What changes in a file, as a unified diff with `--- file` and `+++ file` on top; `''` when nothing does.
 * No colour, and no secret masked: the caller redacts what it prints.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const hunks = createTwoFilesPatch(file, file, before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    // The package would quote a path as git does: octal escapes for every letter beyond ASCII.
    headerOptions: OMIT_HEADERS,
  });
  const name = escapeControls(file);
  return `--- ${name}\n+++ ${name}\n${hunks}`;
}

function escapeControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
