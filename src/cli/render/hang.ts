import { stripVTControlCharacters } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Text in lines of at most `width` columns, `first` before the first line and blanks of its width before the others. */
export function hang(first: string, text: string, width: number): string {
  const indent = stripVTControlCharacters(first).length;
  return first + wrapAnsi(text, Math.max(20, width - indent)).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
