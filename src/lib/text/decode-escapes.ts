/** A text without its escapes, and where each of its units stands in the text with them (half-open). */
export interface Decoded {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

/** JSON in HTML in a URL, and one more. */
const MAX_LAYERS = 4;
const ESCAPE =
  /\\+(?:u\{([0-9a-f]{1,6})\}|[ux]([0-9a-f]{4}|(?<=x)[0-9a-f]{2})|([nrtfvb%&]|$)?)|((?:%(?:25)*[0-9a-f]{2})+)|&(?:amp;)*(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Lost or added on the way through a terminal, a form or a shell. */
const LOST = /^[\s+']/;

/**
 * Decodes the escapes of JSON, URLs and HTML, also one in the other, and leaves out blanks, `+` and `'`, so that a text is found
 * however it is written. For comparison only: the result is not the text that was meant.
 */
export function decodeEscapes(text: string): Decoded {
  let result = unchanged(text);
  for (let layer = 0; layer < MAX_LAYERS && /[\\%&]/.test(result.text); layer++) {
    const next = decode(result);
    if (next.text === result.text) break;
    result = next;
  }
  return result;
}

function unchanged(text: string): Decoded {
  const kept = new Builder();
  for (let at = 0; at < text.length; at++) kept.add(text[at]!, at, at + 1);
  return kept;
}

function decode({ text, starts, ends }: Decoded): Decoded {
  const kept = new Builder();
  let from = 0;
  for (const match of text.matchAll(ESCAPE)) {
    for (let at = from; at < match.index; at++) kept.add(text[at]!, starts[at]!, ends[at]!);
    from = match.index + match[0].length;
    const [whole, braced, fixed, letter, percent] = match;
    if (percent !== undefined) addPercent(kept, percent, { starts, ends, at: match.index });
    else if (whole.startsWith('\\') && !(braced ?? fixed)) {
      // A backslash belongs to what it escapes.
      if (letter === undefined && from < text.length)
        kept.add(text[from]!, starts[match.index]!, ends[from++]!);
      else if (letter === '%' || letter === '&') from--;
    } else kept.add(characterOf(match), starts[match.index]!, ends[from - 1]!);
  }
  for (let at = from; at < text.length; at++) kept.add(text[at]!, starts[at]!, ends[at]!);
  return kept;
}

function characterOf([whole, braced, fixed, , , decimal, hex, name]: RegExpMatchArray): string {
  if (name) return NAMED[name.toLowerCase()]!;
  const code = decimal ? Number(decimal) : Number.parseInt((braced ?? fixed ?? hex)!, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** One character of UTF-8 after the other: what stands in front of a secret is not a part of it. */
function addPercent(
  kept: Builder,
  run: string,
  { starts, ends, at }: Pick<Decoded, 'starts' | 'ends'> & { at: number },
): void {
  const bytes = Array.from(run.matchAll(/%(?:25)*([0-9a-f]{2})/gi), (match) => ({
    value: Number.parseInt(match[1]!, 16),
    start: starts[at + match.index]!,
    end: ends[at + match.index + match[0].length - 1]!,
  }));
  for (let index = 0; index < bytes.length; ) {
    const { value, start } = bytes[index]!;
    const length = value < 0xc0 ? 1 : value < 0xe0 ? 2 : value < 0xf0 ? 3 : 4;
    const character = bytes.slice(index, index + length);
    const text = Buffer.from(character.map((byte) => byte.value)).toString();
    kept.add(text, start, character.at(-1)!.end);
    index += length;
  }
}

class Builder implements Decoded {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  /** `character`: of one or two units. */
  add(character: string, start: number, end: number): void {
    if (LOST.test(character)) return;
    this.text += character;
    for (let unit = 0; unit < character.length; unit++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}
