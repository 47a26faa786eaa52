import { stripVTControlCharacters } from 'node:util';

/** Text broken at spaces into lines of at most `width` columns; a longer word gets a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line ? `${line} ${word}` : word;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** The same with `first` before the first line and blanks of its width before the others; `first` may be coloured. */
export function hang(first: string, text: string, width: number): string {
  const indent = stripVTControlCharacters(first).length;
  const blanks = ' '.repeat(indent);
  return wrap(text, Math.max(20, width - indent))
    .map((line, index) => (index ? blanks : first) + line)
    .join('\n');
}
