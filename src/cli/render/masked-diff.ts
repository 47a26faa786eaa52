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
      old.goTo(Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1));
      changed.goTo(Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1));
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

/** The lines of a text and of the masked one, which has as many. */
class Lines {
  readonly #text: LineCursor;
  readonly #masked: LineCursor;

  constructor(text: string | null) {
    this.#text = new LineCursor(text ?? '');
    // Prose in a format of its own would be masked as a whole.
    this.#masked = text === SKILL_TEXT ? new LineCursor(text) : new LineCursor(maskSecrets(text ?? ''));
  }

  /** To a line further on. */
  goTo(line: number): void {
    this.#text.goTo(line);
    this.#masked.goTo(line);
  }

  next(): { text: string; masked: string } {
    return { text: this.#text.next(), masked: this.#masked.next() };
  }
}

/** Reads a text line by line: a list of all of them takes more memory than the text, and a diff shows few. */
class LineCursor {
  readonly #text: string;
  #offset = 0;
  #line = 0;

  constructor(text: string) {
    this.#text = text;
  }

  goTo(line: number): void {
    while (this.#line < line) this.#skip();
  }

  next(): string {
    const from = this.#offset;
    const end = this.#skip();
    return this.#text.slice(from, end);
  }

  /** Returns where the line ends. */
  #skip(): number {
    const found = this.#text.indexOf('\n', this.#offset);
    const end = found < 0 ? this.#text.length : found;
    this.#offset = end + 1;
    this.#line++;
    return end;
  }
}

function mark(line: string): string {
  return line.replace(/\r?$/, ' (changed)$&');
}
