import { diffLines, formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import { changedPart } from './text/changed-part.js';

const CONTEXT_LINES = 3;
/** Among lines that are equal, a change may be shown some lines later than where the texts begin to differ. */
const LINES_TO_COMPARE = 20;

/** Where there is no file, as in every unified diff. */
const NO_FILE = '/dev/null';

/**
 * A unified diff with `--- file` and `+++ file` on top; `''` when nothing changes. `null`: there is no such file.
 * Not coloured and not redacted: the caller redacts what it prints.
 */
export function unifiedDiff(file: string, before: string | null, after: string | null): string {
  if ((before ?? '') === (after ?? '')) return '';
  const part = changedPart(before ?? '', after ?? '', LINES_TO_COMPARE);
  const patch = structuredPatch(file, file, part.before, part.after, undefined, undefined, {
    context: CONTEXT_LINES,
  });
  for (const hunk of patch.hunks) {
    hunk.oldStart += part.linesBefore;
    hunk.newStart += part.linesBefore;
  }
  // The package quotes paths as git does, with octal escapes for every non-ASCII character.
  const hunks = formatPatch(patch, OMIT_HEADERS);
  const name = escapeControls(file);
  const nameOf = (text: string | null) => (text === null ? NO_FILE : name);
  return `--- ${nameOf(before)}\n+++ ${nameOf(after)}\n${hunks}`;
}

/** How many lines a change adds and removes; a line that differs counts as both. */
export function changedLines(before: string, after: string): { added: number; removed: number } {
  const part = changedPart(before, after);
  const parts = diffLines(part.before, part.after);
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
