import { unifiedDiff } from '../../lib/diff.js';
import { maskSecrets } from '../../openclaw/secrets/secrets-in-text.js';

/**
 * The unified diff of two texts with the secrets of both masked. Compared is the text itself, so that a secret that
 * changes is a line that changes; what is shown are the lines of the masked texts.
 */
export function maskedDiff(file: string, before: string, after: string): string {
  const diff = unifiedDiff(file, before, after);
  if (diff === '') return '';
  const old = maskSecrets(before).split('\n');
  const young = maskSecrets(after).split('\n');
  let oldAt = 0;
  let youngAt = 0;
  let inHunk = false;
  const lines = diff.split('\n').map((line) => {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk) {
      oldAt = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      youngAt = Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1);
      inHunk = true;
      return line;
    }
    if (!inHunk) return line;
    if (line.startsWith('-')) return `-${old[oldAt++] ?? ''}`;
    if (line.startsWith('+')) return `+${young[youngAt++] ?? ''}`;
    if (!line.startsWith(' ')) return line;
    oldAt++;
    return ` ${young[youngAt++] ?? ''}`;
  });
  return lines.join('\n');
}
