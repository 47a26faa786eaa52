import type { Container, Item, Node, Tree } from './scan.js';

export type QuoteMark = '"' | "'";

/** How a document is formatted; new text follows it. */
export interface Style {
  eol: string;
  /** One level of indentation. */
  unit: string;
  /** Between a key and its value, the colon included. */
  colon: string;
  /** Inside the braces of an object on one line. */
  padding: string;
  /** Around strings. */
  quote: QuoteMark;
  /** Around keys; `bare`: only where a key needs quotes. */
  keys: QuoteMark | 'bare';
  /** After the last item of an object or array that spans lines. */
  trailingComma: boolean;
  /** Whether new objects span lines. */
  multiline: boolean;
}

/** Like JSON.stringify with an indent of 2, which is what OpenClaw writes. */
export const DEFAULT_STYLE: Style = {
  eol: '\n',
  unit: '  ',
  colon: ': ',
  padding: ' ',
  quote: '"',
  keys: '"',
  trailingComma: false,
  multiline: true,
};

/** Enough of a large document to know how it is formatted. */
const MOST_CONTAINERS = 1000;

/** The style of most of the document; the keys of `near`, if given, decide how keys are quoted. */
export function readStyle(text: string, tree: Tree, near?: Container): Style {
  const votes = new StyleVotes(text);
  votes.count(tree.root);
  const keys = (near && keysOf(text, near)) ?? votes.keys.winner ?? DEFAULT_STYLE.keys;
  const colon = votes.colon.winner ?? DEFAULT_STYLE.colon;
  return {
    eol: lineBreakOf(text),
    unit: votes.unit.winner ?? DEFAULT_STYLE.unit,
    colon,
    padding: votes.padding.winner ?? (colon === DEFAULT_STYLE.colon ? DEFAULT_STYLE.padding : ''),
    quote: votes.strings.winner ?? (keys === 'bare' ? DEFAULT_STYLE.quote : keys),
    keys,
    trailingComma: votes.trailingComma.winner ?? false,
    multiline: !votes.isFilled || votes.isSpread,
  };
}

function keysOf(text: string, { items }: Container): QuoteMark | 'bare' | undefined {
  const keys = new Votes<QuoteMark | 'bare'>();
  for (const item of items) keys.add(keyStyle(text, item));
  return keys.winner;
}

/** Counted in one pass without lists: a large config has many places to ask. */
class StyleVotes {
  readonly keys = new Votes<QuoteMark | 'bare'>();
  readonly strings = new Votes<QuoteMark>();
  readonly colon = new Votes<string>();
  readonly unit = new Votes<string>();
  readonly padding = new Votes<string>();
  readonly trailingComma = new Votes<boolean>();
  /** Whether a container has items, and whether one of those spans lines. */
  isFilled = false;
  isSpread = false;
  #containers = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  count(node: Node): void {
    if (node.kind === 'scalar' || node.items.length === 0 || this.#containers === MOST_CONTAINERS) return;
    this.#countContainer(node);
    for (const item of node.items) {
      this.keys.add(keyStyle(this.#text, item));
      this.strings.add(quoteAt(this.#text, item.value.start));
      this.colon.add(colonOf(this.#text, item));
    }
    for (const item of node.items) this.count(item.value);
  }

  #countContainer(container: Container): void {
    this.isFilled = true;
    this.#containers++;
    if (spansLines(this.#text, container)) {
      this.isSpread = true;
      this.unit.add(unitOf(this.#text, container));
      this.trailingComma.add(container.items.at(-1)?.comma !== undefined);
    } else if (container.kind === 'object') {
      this.padding.add(this.#text[container.start + 1] === ' ' ? ' ' : '');
    }
  }
}

class Votes<A extends string | boolean> {
  readonly #counts = new Map<A, number>();

  /** undefined does not count. */
  add(answer: A | undefined): void {
    if (answer !== undefined) this.#counts.set(answer, (this.#counts.get(answer) ?? 0) + 1);
  }

  /** The most frequent answer, the first of several equally frequent ones. */
  get winner(): A | undefined {
    let winner: A | undefined;
    for (const [answer, count] of this.#counts)
      if (winner === undefined || count > this.#counts.get(winner)!) winner = answer;
    return winner;
  }
}

/** The text's first line break, or `\n`. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? DEFAULT_STYLE.eol;
}

/** Whether there is a line break between the brackets, outside the items themselves. */
export function spansLines(text: string, container: Container): boolean {
  let from = container.start;
  for (const item of container.items) {
    if (hasLineBreak(text, from, item.start)) return true;
    from = item.end;
  }
  return hasLineBreak(text, from, container.end);
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text[at] === '\n' || text[at] === '\r') return true;
  return false;
}

/** The indentation of the line with this offset. */
export function indentAt(text: string, offset: number): string {
  let start = lineStart(text, offset);
  if (text[start] === BOM) start++;
  let end = start;
  while (isIndent(text[end])) end++;
  return text.slice(start, end);
}

const BOM = '\uFEFF';

function isIndent(character: string | undefined): boolean {
  if (character === ' ' || character === '\t') return true;
  return character !== undefined && /[^\S\n\r\uFEFF]/.test(character);
}

/** Whether there is only white space before the offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && /[^\S\n\r]/.test(text[at - 1]!)) at--;
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

function unitOf(text: string, container: Container): string | undefined {
  const first = container.items.find((item) => beginsLine(text, item.start));
  const outer = indentAt(text, container.start);
  const inner = first && indentAt(text, first.start);
  return inner?.startsWith(outer) && inner !== outer ? inner.slice(outer.length) : undefined;
}

function keyStyle(text: string, { start, keyEnd }: Item): QuoteMark | 'bare' | undefined {
  return keyEnd === undefined ? undefined : (quoteAt(text, start) ?? 'bare');
}

function quoteAt(text: string, offset: number): QuoteMark | undefined {
  const character = text[offset];
  return character === '"' || character === "'" ? character : undefined;
}

/** Only simple forms: aligned colons say nothing about a new key. */
function colonOf(text: string, { keyEnd, value }: Item): string | undefined {
  const between = keyEnd && text.slice(keyEnd, value.start);
  return between && /^ ?: ?$/.test(between) ? between : undefined;
}
