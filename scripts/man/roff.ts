// The man macros that groff, mandoc and the man of macOS share.

/** Text that is shown as it is: no escapes, and hyphens that can be pasted into a shell. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', '\\(cq')
    .replaceAll('“', '\\(lq')
    .replaceAll('”', '\\(rq')
    .replaceAll('…', '...')
    .replace(/^(?=[.'])/gm, '\\&');
}

export const bold = (text: string) => `\\fB${escaped(text)}\\fR`;
const italic = (text: string) => `\\fI${escaped(text)}\\fR`;

/** Prose, in which code in backticks is bold, in lines of less than 80 bytes. */
export function prose(text: string): string {
  const parts = text
    .replace(/\s+/g, ' ')
    .split('`')
    .map((part, index) => (index % 2 ? bold(part) : escaped(part)));
  return parts
    .join('')
    .replace(/(?=\S)(.{1,76})(?: |$)/gm, '$1\n')
    .trimEnd()
    .replace(/^(?=[.'])/gm, '\\&');
}

/** `--model <id>`, `[model...]`: what is typed as it is in bold, what it stands for in italics. */
export function term(text: string): string {
  return text
    .split(/(<[^>]+>|(?<=\[)[a-z-]+(?=[.\]]))/)
    .map((part, index) => {
      if (index % 2) return italic(part.replace(/^<|>$/g, ''));
      return part.replace(/[^\s,[\]|.]+|[\s,[\]|.]+/g, (piece) =>
        /[^\s,[\]|.]/.test(piece) ? bold(piece) : escaped(piece),
      );
    })
    .join('')
    .replace(/^(?=[.'])/, '\\&');
}

/** A section, which begins with a paragraph of its own. */
export function section(title: string, lines: readonly string[]): string[] {
  return [`.SH ${title.toUpperCase()}`, ...(lines[0] === '.PP' ? lines.slice(1) : lines)];
}
export const subsection = (title: string) => `.SS "${title}"`;
export const paragraph = (text: string) => ['.PP', prose(text)];
/** A term and what it means. */
export const item = (roff: string, text: string) => ['.TP', roff, prose(text)];
/** Lines as they are. */
export const example = (lines: string) => ['.PP', '.nf', '.RS 4', escaped(lines), '.RE', '.fi'];
