import { memoize } from '../memoize.js';
import { asJson } from './as-json.js';
import { bomLength, lineAt, positionAt } from './position.js';
import { itemAt, type Node, scanJson5, TooDeep, type Tree } from './scan.js';
import { parseValue } from './values.js';

/** Object keys and array indices, from the root. */
export type Path = readonly (string | number)[];

export class Json5SyntaxError extends Error {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** The whole line, without its line break. */
  readonly lineText: string;

  /** `message` does not include the position. */
  constructor(message: string, line: number, column: number, lineText: string) {
    super(message);
    this.name = 'Json5SyntaxError';
    this.line = line;
    this.column = column;
    this.lineText = lineText;
  }

  /** The message with the line, if anything is on it. */
  get detail(): string {
    const line = this.lineText.trim();
    return line ? `${this.message}, in the line: ${line}` : this.message;
  }
}

export interface Json5Document {
  value: unknown;
  /** Position of the value at the path; for duplicate keys that of the last, which is the one in effect. */
  locate(path: Path): { line: number; column: number; start: number; end: number } | undefined;
}

/** json5's value, and the spans of everything in the text; `tree` is undefined if the scanner disagrees with json5. */
export interface Json5Reading {
  value: unknown;
  tree?: Tree;
}

/** Throws Json5SyntaxError. A leading byte order mark is allowed. */
export function parseJson5(text: string): Json5Document {
  const { value, tree } = readJson5(text);
  return {
    value,
    locate(path) {
      const node = tree && nodeAt(tree.root, path);
      return node && { ...positionAt(text, node.start), start: node.start, end: node.end };
    },
  };
}

/** Throws Json5SyntaxError. The same text is parsed only once, so the value must not be mutated. */
export const readJson5 = memoize((text): Json5Reading => {
  const tree = scan(text);
  const json = tree instanceof Error ? undefined : valueOfJson(text, tree);
  const value = json === undefined ? parseOrThrow(text) : json;
  if (!(tree instanceof Error)) return { value, tree };
  if (!(tree instanceof TooDeep)) return { value };
  const { line, column } = positionAt(text, tree.offset);
  throw new Json5SyntaxError(tree.message, line, column, lineAt(text, line));
});

/** JSON has the same value as JSON5, and the engine's own parser is far faster. The scanner has bounded the depth. */
function valueOfJson(text: string, tree: Tree): unknown {
  try {
    return JSON.parse(asJson(text, tree).slice(bomLength(text)));
  } catch {
    return undefined;
  }
}

function scan(text: string): Tree | Error {
  try {
    return scanJson5(text);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (!node || node.kind === 'scalar') return undefined;
    node = itemAt(node, step)?.value;
  }
  return node;
}

function parseOrThrow(text: string): unknown {
  try {
    return parseValue(text.slice(bomLength(text)));
  } catch (error) {
    if (!isJson5Error(error)) throw error;
    const message = error.message
      .replace(/^JSON5: /, '')
      .replace(/ at \d+:\d+$/, '')
      .replace("'\\\"'", `'"'`);
    const at =
      message === END_OF_INPUT
        ? positionAt(text, text.trimEnd().length)
        : normalisePosition(text, error.lineNumber, error.columnNumber);
    throw new Json5SyntaxError(message, at.line, at.column, lineAt(text, at.line));
  }
}

const END_OF_INPUT = 'invalid end of input';

/** json5 reports an unexpected line break at column 0 of the next line: report the end of the line before instead. */
function normalisePosition(text: string, line: number, column: number): { line: number; column: number } {
  if (column > 0 || line === 1) return { line, column: Math.max(column, 1) };
  return { line: line - 1, column: lineAt(text, line - 1).length + 1 };
}

function isJson5Error(error: unknown): error is SyntaxError & { lineNumber: number; columnNumber: number } {
  return (
    error instanceof SyntaxError &&
    'lineNumber' in error &&
    typeof error.lineNumber === 'number' &&
    'columnNumber' in error &&
    typeof error.columnNumber === 'number'
  );
}
