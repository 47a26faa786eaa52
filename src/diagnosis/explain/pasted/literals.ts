import { parseJson } from '../../../lib/json.js';

/** Reads objects and lists as programs print them: JSON, a Python dict, what `console.log` shows; also cut off. */
export interface Literal {
  value: unknown;
  start: number;
  end: number;
}

/** Longer than any error with its request; keeps the search linear in a log of any size. */
const LONGEST = 100_000;
/** Deeper than any error body; keeps it linear in a text of nothing but brackets, too. */
const DEEPEST = 65;
/** How often a character is read, on the average, before the search for more literals ends: each try may read far in vain. */
const EFFORT = 20;
/** What may stand outside strings in JSON, apart from brackets: numbers, true, false, null. */
const BARE_JSON = /[\s\d,:.+\-eEtrufalsn]/;
/** A terminal breaks long lines inside strings, but not often. */
const LINES_IN_A_STRING = 12;
const LONGEST_BARE = 400;

const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  undefined: null,
  NaN: null,
};
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0' };
const END_OF_CUT = /^\s*(?:…|\.\.\.|$)/;

/** Every outermost object or list inside a text. */
export function literalsIn(text: string): Literal[] {
  const literals: Literal[] = [];
  const opening = /[[{]/g;
  let effort = EFFORT * text.length + LONGEST;
  for (let match = opening.exec(text); match && effort > 0; match = opening.exec(text)) {
    const reader = new LooseReader(text);
    const json = jsonAt(text, match.index);
    const literal = json.literal ?? (json.isTooDeep ? undefined : reader.read(match.index));
    if (literal) literals.push(literal);
    effort -= json.end + Math.max(reader.at, match.index) - 2 * match.index;
    opening.lastIndex = literal?.end ?? (json.isTooDeep ? json.end : reader.skipTo) ?? opening.lastIndex;
  }
  return literals;
}

/** `end`: up to where the text was read. `isTooDeep`: for other notations, too. */
function jsonAt(text: string, start: number): { literal?: Literal; end: number; isTooDeep: boolean } {
  const { end, isWhole, isTooDeep } = endOfJson(text, start);
  const value = isWhole ? parseJson(text.slice(start, end)) : undefined;
  const literal = typeof value !== 'object' || value === null ? undefined : { value, start, end };
  return { literal, end, isTooDeep };
}

function endOfJson(text: string, start: number): { end: number; isWhole: boolean; isTooDeep: boolean } {
  let depth = 0;
  let inString = false;
  const limit = Math.min(text.length, start + LONGEST);
  let index = start;
  for (; index < limit; index++) {
    const char = text[index]!;
    if (inString) {
      if (char === '\\') index++;
      else if (char === '"') inString = false;
      else if (char === '\n') break;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      depth++;
      if (depth > DEEPEST) break;
    } else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return { end: index + 1, isWhole: true, isTooDeep: false };
    } else if (!BARE_JSON.test(char)) break;
  }
  return { end: index, isWhole: false, isTooDeep: depth > DEEPEST };
}

/** Thrown a thousand times in a log: one is enough, without a stack of its own. */
const NO_LITERAL = new Error('this is no literal');

/** Quotes of any kind, keys without quotes, words of other languages, classes before braces, a missing end. */
class LooseReader {
  readonly #text: string;
  #at = 0;
  #limit = 0;
  #strings = 0;
  /** Nothing but brackets up to here: no beginning among them is worth a try. */
  skipTo?: number;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to where the text was read. */
  get at(): number {
    return this.#at;
  }

  /** Undefined: what begins there is prose. */
  read(start: number): Literal | undefined {
    this.#at = start;
    this.#limit = Math.min(this.#text.length, start + LONGEST);
    try {
      const value = this.#text[start] === '{' ? this.#object(0) : this.#list(0);
      return this.#strings > 0 ? { value, start, end: this.#at } : undefined;
    } catch (error) {
      if (error === NO_LITERAL) return undefined;
      throw error;
    }
  }

  #object(depth: number): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    let hasFields = false;
    this.#enter(depth);
    while (!this.#closes('}', hasFields)) {
      const key = this.#key();
      this.#space();
      if (!this.#take(/(?:=>|:)/y)) throw NO_LITERAL;
      fields[key] = this.#value(depth);
      hasFields = true;
      this.#separator();
    }
    return fields;
  }

  #list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#enter(depth);
    while (!this.#closes(']', items.length > 0)) {
      items.push(this.#value(depth));
      this.#separator();
    }
    return items;
  }

  #enter(depth: number): void {
    if (depth === DEEPEST) {
      this.skipTo = this.#at;
      throw NO_LITERAL;
    }
    this.#at++;
  }

  /** At the closing bracket, or at the place where a text that has begun well was cut off. */
  #closes(bracket: string, begun: boolean): boolean {
    this.#space();
    if (this.#at >= this.#text.length || END_OF_CUT.test(this.#text.slice(this.#at, this.#at + 8))) {
      if (!begun) throw NO_LITERAL;
      this.#at = this.#text.length;
      return true;
    }
    if (this.#text[this.#at] !== bracket) return false;
    this.#at++;
    return true;
  }

  /** A comma; nothing before the end. */
  #separator(): void {
    this.#space();
    if (this.#take(/,/y) || /[\]}]/.test(this.#text[this.#at] ?? '}')) return;
    if (!END_OF_CUT.test(this.#text.slice(this.#at, this.#at + 8))) throw NO_LITERAL;
  }

  #key(): string {
    if (/["'`]/.test(this.#text[this.#at] ?? '')) return this.#string();
    const word = this.#take(/\[?[\w$.@-]+(?:\([\w.]*\))?\]?/y);
    if (!word) throw NO_LITERAL;
    return word;
  }

  #value(depth: number): unknown {
    this.#space();
    const char = this.#text[this.#at];
    if (char === '{') return this.#object(depth + 1);
    if (this.#take(/\[(?:Object|Array|Function|Circular|Getter|AsyncFunction|class)\b[^\]\n]{0,80}\]/y))
      return this.#ofClass(null, depth);
    if (char === '[') return this.#list(depth + 1);
    if (char === '"' || char === "'" || char === '`') return this.#strung();
    return this.#bare(depth);
  }

  /** `'one' +\n 'two'`: how Node prints a text of several lines. */
  #strung(): string {
    let whole = this.#string();
    while (this.#take(/\s*\+\s*(?=["'`])/y)) whole += this.#string();
    return whole;
  }

  #string(): string {
    const quote = this.#text[this.#at]!;
    let value = '';
    let lines = 0;
    for (let index = this.#at + 1; index < this.#limit; index++) {
      const char = this.#text[index]!;
      if (char === quote) {
        this.#at = index + 1;
        this.#strings++;
        return value;
      }
      if (char === '\n' && quote !== '`' && ++lines > LINES_IN_A_STRING) {
        this.#at = index;
        throw NO_LITERAL;
      }
      if (char !== '\\') {
        value += char === '\n' ? ' ' : char;
        continue;
      }
      const [length, unescaped] = unescapeAt(this.#text, index + 1);
      value += unescaped;
      index += length;
    }
    // Cut off inside the string.
    this.#at = this.#limit;
    if (this.#limit < this.#text.length) throw NO_LITERAL;
    this.#strings++;
    return value;
  }

  /** A number, a word, or an error as Node prints it: `Error: message`, its stack, and its fields in braces. */
  #bare(depth: number): unknown {
    const raw = this.#take(
      /(?:\[[\w.:# ]{0,80}\]|[^\s,\][{}\n"'`])(?:\[[\w.:# ]{0,80}\]|[^,\][{}\n])*/y,
    )?.trim();
    if (raw === undefined || raw.length > LONGEST_BARE) throw NO_LITERAL;
    if (raw in WORDS) return WORDS[raw];
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(raw)) return Number(raw);
    return this.#ofClass(raw, depth);
  }

  #ofClass(name: string | null, depth: number): unknown {
    while (this.#take(/[^\S\n]*\n\s+at [^\n{]*(?=\n|\{|$)/y));
    if (!this.#take(/\s*(?=\{)/y) && this.#text[this.#at] !== '{') return name;
    const fields = this.#object(depth + 1);
    return name === null || 'message' in fields ? fields : { message: name, ...fields };
  }

  #space(): void {
    this.#take(/\s+/y);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    if (this.#at > this.#limit) throw NO_LITERAL;
    return found;
  }
}

/** How many characters after the backslash belong to it, and what they mean. */
function unescapeAt(text: string, at: number): [length: number, value: string] {
  const char = text[at] ?? '';
  const hex = (char === 'x' && text.slice(at + 1, at + 3)) || (char === 'u' && text.slice(at + 1, at + 5));
  if (hex && /^[\da-f]+$/i.test(hex)) return [1 + hex.length, String.fromCharCode(Number.parseInt(hex, 16))];
  return [1, ESCAPES[char] ?? char];
}
