import { unifiedDiff } from '../../lib/diff.js';
import { visible } from '../../lib/text/visible.js';
import { SKILL_TEXT } from '../../openclaw/changes/skill/skill-text.generated.js';
import { maskSecrets } from '../../openclaw/secrets/secrets-in-text.js';

/**
 * A unified diff with masked secrets. Compares the original texts, so that a changed secret shows as a changed line, and
 * prints the lines of the masked ones; one that looks like the line it replaces is marked. `null`: there is no such file.
 */
export function maskedDiff(file: string, before: string | null, after: string | null): string {
  const diff = unifiedDiff(file, before, after);
  if (diff === '') return '';
  const old = new Lines(before);
  const changed = new Lines(after);
  let removed = new Map<string, string>();
  let inHunk = false;
  const lines = diff.split('\n').map((line) => {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk) {
      old.at = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      changed.at = Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1);
      inHunk = true;
      return line;
    }
    if (!inHunk) return line;
    if (line.startsWith('-')) {
      const { masked, text } = old.next();
      removed.set(masked, text);
      return `-${masked}`;
    }
    if (line.startsWith('+')) {
      const { masked, text } = changed.next();
      return `+${[undefined, text].includes(removed.get(masked)) ? masked : mark(masked)}`;
    }
    if (!line.startsWith(' ')) return line;
    removed = new Map();
    old.next();
    return ` ${changed.next().masked}`;
  });
  return visible(lines.join('\n'));
}

/** Masking keeps the number of lines. */
class Lines {
  /** Of the next line. */
  at = 0;
  readonly #text: readonly string[];
  readonly #masked: readonly string[];

  constructor(text: string | null) {
    this.#text = (text ?? '').split('\n');
    // Prose in a format of its own would be masked as a whole.
    this.#masked = text === SKILL_TEXT ? this.#text : maskSecrets(text ?? '').split('\n');
  }

  next(): { text: string; masked: string } {
    const at = this.at++;
    return { text: this.#text[at] ?? '', masked: this.#masked[at] ?? '' };
  }
}

function mark(line: string): string {
  return line.replace(/\r?$/, ' (changed)$&');
}
