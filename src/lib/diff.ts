import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';

const CONTEXT_LINES = 3;

/**
 * A unified diff with `--- file` and `+++ file` on top; `''` when nothing changes.
 * Not coloured and not redacted: the caller redacts what it prints.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const hunks = createTwoFilesPatch(file, file, before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    // The package quotes paths as git does, with octal escapes for every non-ASCII character.
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
