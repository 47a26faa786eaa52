import { isRecord, typeName } from '../json.js';
import { applyEdit, type Json5Edit } from './apply.js';
import { difference, type Step } from './difference.js';
import { EditRefused } from './edit-refused.js';
import { addSplices, replaceSplices } from './insertion.js';
import { nodeAt, type Path, readJson5 } from './parse.js';
import { bomLength } from './position.js';
import { printValue } from './print.js';
import { removeSplices } from './removal.js';
import { type Container, isBlank, itemAt, type Node, type Span, scanJson5 } from './scan.js';
import { showPath } from './show-path.js';
import { applySplices, commentsWithin, type Source, type Splice } from './splice.js';
import { DEFAULT_STYLE, lineBreakOf } from './style.js';
import { deepEqual } from './values.js';

export interface EditOptions {
  /** Comments inside a value that is removed or replaced go with it; without this such an edit is refused. */
  dropInnerComments?: boolean;
}

/**
 * The text with the edits applied, in its own style, and every other byte as it was. Setting an equal value changes
 * nothing; of an object or array only what differs is rewritten. An empty text, or one of comments alone, becomes an
 * object. Throws EditRefused rather than lose anything, and Json5SyntaxError for a text that is not JSON5.
 */
export function editJson5(text: string, edits: readonly Json5Edit[], options: EditOptions = {}): string {
  if (isBlank(text)) return fillBlank(text, edits);
  const { value } = readJson5(text);
  if (!isRecord(value)) throw new EditRefused(`the file holds ${typeName(value)}, not an object`);
  const wanted = edits.reduce(applyEdit, value);
  if (!isRecord(wanted)) throw new EditRefused(`the file must hold an object, not ${typeName(wanted)}`);
  const after = difference(value, wanted).reduce((current, step) => take(current, step, options), text);
  if (after !== text) guard(after, wanted);
  return after;
}

function fillBlank(text: string, edits: readonly Json5Edit[]): string {
  const wanted = edits.reduce<unknown>(applyEdit, undefined);
  if (wanted === undefined) return text;
  if (!isRecord(wanted)) throw new EditRefused(`the file must hold an object, not ${typeName(wanted)}`);
  const eol = lineBreakOf(text);
  const lead = text.length === bomLength(text) || /[\n\r]$/.test(text) ? '' : eol;
  const after = text + lead + printValue(wanted, { ...DEFAULT_STYLE, eol }, '', false) + eol;
  guard(after, wanted);
  return after;
}

/** One step on the text; proves that no comment got lost on the way. */
function take(text: string, step: Step, options: EditOptions): string {
  const source = read(text);
  const { splices, doomed } = plan(source, step);
  const inside = doomed ? commentsWithin(source, doomed) : [];
  if (step.kind !== 'add' && inside.length > 0 && !options.dropInnerComments) {
    throw new EditRefused(`${showPath(step.path)} holds a comment that would be lost`);
  }
  const after = applySplices(text, splices);
  const kept = source.tree.comments.filter((comment) => !inside.includes(comment));
  if (!deepEqual(texts(text, kept), texts(after, read(after).tree.comments))) {
    throw new EditRefused('a comment would be lost');
  }
  // Of duplicate keys the last is gone now; the one before it would come to light.
  const again =
    step.kind === 'remove' &&
    typeof step.path.at(-1) === 'string' &&
    nodeAt(read(after).tree.root, step.path);
  return again ? take(after, step, options) : after;
}

/** What a step does to the text; `doomed` is the range that it writes over. */
function plan(source: Source, step: Step): { splices: Splice[]; doomed?: Span } {
  const { root } = source.tree;
  if (step.kind === 'add') {
    const container = containerAt(root, step.parent);
    const key = container.kind === 'object' ? String(step.key) : undefined;
    return { splices: addSplices(source, container, key, step.value) };
  }
  const container = containerAt(root, step.path.slice(0, -1));
  const item = itemAt(container, step.path.at(-1)!);
  if (!item) throw new EditRefused(`${showPath(step.path)} was not found in the text`);
  if (step.kind === 'remove') return { splices: removeSplices(source, container, item), doomed: item };
  return { splices: replaceSplices(source, container, item, step.value), doomed: item.value };
}

function containerAt(root: Node, path: Path): Container {
  const node = nodeAt(root, path);
  if (node && node.kind !== 'scalar') return node;
  throw new EditRefused(`${showPath(path)} was not found in the text`);
}

function read(text: string): Source {
  try {
    return { text, tree: scanJson5(text) };
  } catch (error) {
    throw new EditRefused(`the text cannot be measured: ${error instanceof Error ? error.message : error}`);
  }
}

/** The last word: json5 itself must read from the new text exactly what was wanted. */
function guard(after: string, wanted: unknown): void {
  let value: unknown;
  try {
    value = readJson5(after).value;
  } catch {
    throw new EditRefused('the edited text would not be JSON5 any more');
  }
  if (!deepEqual(value, wanted)) throw new EditRefused('the edited text would not say what was wanted');
}

function texts(text: string, spans: readonly Span[]): string[] {
  return spans.map(({ start, end }) => text.slice(start, end));
}
