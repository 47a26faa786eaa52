import { isEscaped, MAX_NESTING } from '../json.js';
import { memoize } from '../memoize.js';
import { parseValue } from './values.js';

/** Half-open range of UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A member of an object or an element of an array: from its key (or value) to the end of its value. All have the same
 * properties: one that is added later takes half as much memory again, and a config has many.
 */
export interface Item extends Span {
  /** Unescaped; undefined in an array. */
  key: string | undefined;
  /** Offset after the key as written, which begins where the item does; undefined in an array. */
  keyEnd: number | undefined;
  value: Node;
  /** Offset of the comma that follows, if any. */
  comma: number | undefined;
}

export interface Container extends Span {
  kind: 'object' | 'array';
  items: Item[];
}

interface Scalar extends Span {
  kind: 'scalar';
}

export type Node = Container | Scalar;

export interface Tree {
  root: Node;
  /** All comments in order, without the line break that ends a `//`. */
  comments: Span[];
}

export class TooDeep extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super(`nested more than ${MAX_NESTING} levels deep`);
    this.offset = offset;
  }
}

const SPACE = /\s+/y;
const COMMENT = /\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\//y;
/** A number, a word, or a key without quotes. */
const WORD = /[^\s,:[\]{}/"']+/y;

/**
 * Finds the spans of everything in a text that json5 has already accepted, so it measures and does not validate.
 * Throws TooDeep, or a plain Error where it disagrees with json5.
 */
export const scanJson5 = memoize((text): Tree => {
  const comments: Span[] = [];
  let at = skipTrivia(text, 0, comments);

  const skip = (): void => {
    at = skipTrivia(text, at, comments);
  };

  /** Goes there. */
  function tokenEnd(): number {
    const start = at;
    at = text[at] === '"' || text[at] === "'" ? stringEnd(text, at) : matchEnd(WORD, text, at);
    if (at === start) throw unexpected(text, at);
    return at;
  }

  function node(depth: number): Node {
    if (depth > MAX_NESTING) throw new TooDeep(at);
    if (text[at] === '{') return container('object', '}', depth);
    if (text[at] === '[') return container('array', ']', depth);
    return { kind: 'scalar', start: at, end: tokenEnd() };
  }

  function container(kind: Container['kind'], close: string, depth: number): Container {
    const start = at++;
    const items: Item[] = [];
    for (skip(); text[at] !== close; skip()) {
      const item = kind === 'object' ? member(depth) : element(depth);
      items.push(item);
      skip();
      if (text[at] === ',') item.comma = at++;
      else if (text[at] !== close) throw unexpected(text, at);
    }
    at++;
    return { kind, start, end: at, items };
  }

  function member(depth: number): Item {
    const start = at;
    const keyEnd = tokenEnd();
    skip();
    if (text[at++] !== ':') throw unexpected(text, at - 1);
    skip();
    const value = node(depth + 1);
    const key = readKey(text.slice(start, keyEnd));
    return { start, end: value.end, key, keyEnd, value, comma: undefined };
  }

  function element(depth: number): Item {
    const value = node(depth + 1);
    return {
      start: value.start,
      end: value.end,
      key: undefined,
      keyEnd: undefined,
      value,
      comma: undefined,
    };
  }

  const root = node(0);
  skip();
  if (at < text.length) throw unexpected(text, at);
  return { root, comments };
});

/** The item in effect for a key (the last of duplicates) or an index. */
export function itemAt(container: Container, step: string | number): Item | undefined {
  if (container.kind === 'array') return typeof step === 'number' ? container.items[step] : undefined;
  let byKey = itemsByKey.get(container);
  if (!byKey) {
    byKey = new Map(container.items.map((item) => [item.key, item]));
    itemsByKey.set(container, byKey);
  }
  return byKey.get(String(step));
}

/** A large object may be asked for each of its members. */
const itemsByKey = new WeakMap<Container, Map<string | undefined, Item>>();

/** Only white space and comments. */
export function isBlank(text: string): boolean {
  return skipTrivia(text, 0, []) === text.length;
}

/** Offset of the first character after white space and comments. Adds the comments to the list. */
function skipTrivia(text: string, from: number, comments: Span[]): number {
  let at = from;
  for (;;) {
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++at);
    // Neither the slash of a comment nor one of the rarer spaces: a pattern would cost more than all the rest.
    if (code > 0x20 && code < 0x80 && code !== 0x2f) return at;
    at = matchEnd(SPACE, text, at);
    const end = matchEnd(COMMENT, text, at);
    if (end === at) return at;
    comments.push({ start: at, end });
    at = end;
  }
}

/** The value of a string in quotes. */
export function readString(raw: string): string {
  return raw.includes('\\') ? String(parseValue(raw)) : raw.slice(1, -1);
}

function readKey(raw: string): string {
  if (raw[0] === '"' || raw[0] === "'") return readString(raw);
  return raw.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function stringEnd(text: string, start: number): number {
  const quote = text[start]!;
  for (let at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 1))
    if (!isEscaped(text, at)) return at + 1;
  throw unexpected(text, start);
}

/** Where the match of a sticky pattern at `at` ends; `at` itself if there is none. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function unexpected(text: string, at: number): Error {
  return new Error(`unexpected ${JSON.stringify(text[at] ?? 'end')} at offset ${at}`);
}
