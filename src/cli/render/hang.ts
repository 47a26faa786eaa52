import { stripVTControlCharacters } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Wraps text to `width` columns with a hanging indent: `first` on the first line, spaces of its width on the others. */
export function hang(first: string, text: string, width: number): string {
  const indent = stripVTControlCharacters(first).length;
  return first + wrapAnsi(text, Math.max(20, width - indent)).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
