/** `lib/text/`: text as it may be printed, and as it was encoded. */

import { mapTexts } from './map-texts.js';

/** Characters that steer a terminal, end a line in one program and not in another, or reorder text. Not `\n` and `\t`. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Makes text from outside harmless where it is printed: ESC becomes the six characters `\u001b`, CRLF a line feed. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same for every string and key of a JSON value. Recursive: for values of `parseJson`, whose depth is bounded. */
export function visibleValue<T>(value: T): T {
  return mapTexts(value, visible);
}
