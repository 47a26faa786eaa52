import { unifiedDiff } from '../../lib/diff.js';
import { visible } from '../../lib/text/visible.js';
import { maskSecrets } from '../../openclaw/secrets/secrets-in-text.js';

/**
 * A unified diff with masked secrets. Compares the original texts, so that a changed secret shows as a changed line, and
 * prints the lines of the masked ones. `null`: there is no such file.
 */
export function maskedDiff(file: string, before: string | null, after: string | null): string {
  const diff = unifiedDiff(file, before, after);
  if (diff === '') return '';
  const old = maskSecrets(before ?? '').split('\n');
  const changed = maskSecrets(after ?? '').split('\n');
  let oldAt = 0;
  let changedAt = 0;
  let inHunk = false;
  const lines = diff.split('\n').map((line) => {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk) {
      oldAt = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      changedAt = Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1);
      inHunk = true;
      return line;
    }
    if (!inHunk) return line;
    if (line.startsWith('-')) return `-${old[oldAt++] ?? ''}`;
    if (line.startsWith('+')) return `+${changed[changedAt++] ?? ''}`;
    if (!line.startsWith(' ')) return line;
    oldAt++;
    return ` ${changed[changedAt++] ?? ''}`;
  });
  return visible(lines.join('\n'));
}
