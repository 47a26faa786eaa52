import { createTwoFilesPatch, diffLines, OMIT_HEADERS } from 'diff';

const CONTEXT_LINES = 3;

/** Where there is no file, as in every unified diff. */
const NO_FILE = '/dev/null';

/**
 * A unified diff with `--- file` and `+++ file` on top; `''` when nothing changes. `null`: there is no such file.
 * Not coloured and not redacted: the caller redacts what it prints.
 */
export function unifiedDiff(file: string, before: string | null, after: string | null): string {
  if ((before ?? '') === (after ?? '')) return '';
  const hunks = createTwoFilesPatch(file, file, before ?? '', after ?? '', undefined, undefined, {
    context: CONTEXT_LINES,
    // The package quotes paths as git does, with octal escapes for every non-ASCII character.
    headerOptions: OMIT_HEADERS,
  });
  const name = escapeControls(file);
  const nameOf = (text: string | null) => (text === null ? NO_FILE : name);
  return `--- ${nameOf(before)}\n+++ ${nameOf(after)}\n${hunks}`;
}

/** How many lines a change adds and removes; a line that differs counts as both. */
export function changedLines(before: string, after: string): { added: number; removed: number } {
  const parts = diffLines(before, after);
  const sum = (kind: 'added' | 'removed') =>
    parts.reduce((total, part) => total + (part[kind] ? part.count : 0), 0);
  return { added: sum('added'), removed: sum('removed') };
}

function escapeControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
