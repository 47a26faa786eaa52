import type { Node, Tree } from './scan.js';
import { applySplices, type Splice } from './splice.js';

/** Keys that need no quotes in JSON5, and no escapes in JSON. */
const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/**
 * The document with JSON's spelling of what people write most: without comments and trailing commas, with quotes around
 * keys. The rest of JSON5 stays, so it may still be no JSON; if it is, it has the same value.
 */
export function asJson(text: string, { root, comments }: Tree): string {
  const splices: Splice[] = comments.map((comment) => ({ ...comment, text: ' ' }));
  collect(text, root, splices);
  return splices.length > 0 ? applySplices(text, splices) : text;
}

function collect(text: string, node: Node, splices: Splice[]): void {
  if (node.kind === 'scalar') return;
  for (const { key, start, keyEnd, value } of node.items) {
    if (key !== undefined && keyEnd !== undefined && isPlainKey(text, start, keyEnd, key))
      splices.push({ start, end: keyEnd, text: `"${key}"` });
    collect(text, value, splices);
  }
  const comma = node.items.at(-1)?.comma;
  if (comma !== undefined) splices.push({ start: comma, end: comma + 1, text: '' });
}

/** Looks at the quote first: nearly all keys have one. */
function isPlainKey(text: string, start: number, end: number, key: string): boolean {
  return text[start] !== '"' && text.slice(start, end) === key && PLAIN_KEY.test(key);
}
