/** `lib/text/`: text as it may be printed, and as it was encoded. */

import { mapTexts } from './map-texts.js';

/**
 * Characters that steer a terminal, end a line in one program and not in another, reorder text, or are not seen at all (tags
 * and variation selectors too), and halves of a pair. Not `\n` and `\t`, nor what joins letters and emoji.
 */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e01ef}\ud800-\udfff]/gu;

/** Makes text from outside harmless where it is printed: ESC becomes the six characters `\u001b`, CRLF a line feed. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNPRINTABLE, (char) => char.split('').map(escapeUnit).join(''));
}

/** As JSON writes it, so that a document keeps its meaning. */
function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The same for every string and key of a JSON value. Recursive: for values of `parseJson`, whose depth is bounded. */
export function visibleValue<T>(value: T): T {
  return mapTexts(value, visible);
}
