import { visible } from '../../../lib/text/visible.js';

/** What the program itself writes: the colours of `style.paint`, and the short links of `links.ts`, whose text is their host. */
const OWN =
  /(\u001b\[(?:[12]|22|3[1-69])m|\u001b\]8;;https:\/\/([^/\s\u0007]+)\/[^\s\u0007]*\u0007\2\/[^\u001b\u0007]*\u001b\]8;;\u0007)/;

/** Text as it may go to a terminal or a log: without colours, no control character at all. */
export function printable(text: string, { hasColour }: { hasColour: boolean }): string {
  if (!hasColour) return visible(text);
  return text
    .split(OWN)
    .flatMap((part, index) => {
      // Every match brings two groups.
      if (index % 3 === 0) return visible(part);
      return index % 3 === 1 ? part : [];
    })
    .join('');
}

/** Breaks up what a GitHub runner reads as a command: `::name` that begins a line, and `##[name]` anywhere. */
export function withoutWorkflowCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\:').replaceAll('##[', '##\\[');
}
