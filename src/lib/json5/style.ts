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

/** The style of most of the document; the keys of `near`, if given, decide how keys are quoted. */
export function readStyle(text: string, tree: Tree, near?: Container): Style {
  const filled = allContainers(tree.root).filter((container) => container.items.length > 0);
  const items = filled.flatMap((container) => container.items);
  const spread: Container[] = [];
  const flatObjects: Container[] = [];
  for (const container of filled) {
    if (spansLines(text, container)) spread.push(container);
    else if (container.kind === 'object') flatObjects.push(container);
  }

  const keyQuotes = near && majority(near.items, (item) => keyStyle(text, item));
  const keys = keyQuotes ?? majority(items, (item) => keyStyle(text, item)) ?? DEFAULT_STYLE.keys;
  const strings = majority(items, ({ value }) => quoteAt(text, value.start));
  const colon = majority(items, (item) => colonOf(text, item)) ?? DEFAULT_STYLE.colon;
  return {
    eol: lineBreakOf(text),
    unit: majority(spread, (container) => unitOf(text, container)) ?? DEFAULT_STYLE.unit,
    colon,
    padding:
      majority(flatObjects, (container) => (text[container.start + 1] === ' ' ? ' ' : '')) ??
      (colon === DEFAULT_STYLE.colon ? DEFAULT_STYLE.padding : ''),
    quote: strings ?? (keys === 'bare' ? DEFAULT_STYLE.quote : keys),
    keys,
    trailingComma: majority(spread, (container) => container.items.at(-1)?.comma !== undefined) ?? false,
    multiline: filled.length === 0 || spread.length > 0,
  };
}

/** The text's first line break, or `\n`. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? DEFAULT_STYLE.eol;
}

/** Whether there is a line break between the brackets, outside the items themselves. */
export function spansLines(text: string, container: Container): boolean {
  let from = container.start;
  for (const item of container.items) {
    if (/[\n\r]/.test(text.slice(from, item.start))) return true;
    from = item.end;
  }
  return /[\n\r]/.test(text.slice(from, container.end));
}

/** The indentation of the line with this offset. */
export function indentAt(text: string, offset: number): string {
  return /^\uFEFF?([^\S\n\r\uFEFF]*)/.exec(text.slice(lineStart(text, offset)))?.[1] ?? '';
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

function allContainers(node: Node, found: Container[] = []): Container[] {
  if (node.kind === 'scalar') return found;
  found.push(node);
  for (const item of node.items) allContainers(item.value, found);
  return found;
}

function unitOf(text: string, container: Container): string | undefined {
  const first = container.items.find((item) => beginsLine(text, item.start));
  const outer = indentAt(text, container.start);
  const inner = first && indentAt(text, first.start);
  return inner?.startsWith(outer) && inner !== outer ? inner.slice(outer.length) : undefined;
}

function keyStyle(text: string, { keySpan }: Item): QuoteMark | 'bare' | undefined {
  return keySpan && (quoteAt(text, keySpan.start) ?? 'bare');
}

function quoteAt(text: string, offset: number): QuoteMark | undefined {
  const character = text[offset];
  return character === '"' || character === "'" ? character : undefined;
}

/** Only simple forms: aligned colons say nothing about a new key. */
function colonOf(text: string, { keySpan, value }: Item): string | undefined {
  const between = keySpan && text.slice(keySpan.end, value.start);
  return between && /^ ?: ?$/.test(between) ? between : undefined;
}

/** The most frequent answer, the first of several equally frequent ones; undefined does not count. */
function majority<T, A extends string | boolean>(
  voters: readonly T[],
  ask: (voter: T) => A | undefined,
): A | undefined {
  const votes = new Map<A, number>();
  for (const voter of voters) {
    const answer = ask(voter);
    if (answer !== undefined) votes.set(answer, (votes.get(answer) ?? 0) + 1);
  }
  let winner: A | undefined;
  for (const [answer, count] of votes)
    if (winner === undefined || count > votes.get(winner)!) winner = answer;
  return winner;
}
