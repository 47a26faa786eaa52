/** `lib/json5/`: edits JSON5 and keeps every other byte, comments included. */

import { isRecord, typeName } from '../json.js';
import { applyEdit, type Json5Edit } from './apply.js';
import { difference, type Step } from './difference.js';
import { EditRefused } from './edit-refused.js';
import { addSplices, replaceSplices } from './insertion.js';
import { nodeAt, type Path, readJson5 } from './parse.js';
import { showPath } from './paths.js';
import { bomLength } from './position.js';
import { printValue } from './print.js';
import { removeSplices } from './removal.js';
import { type Container, isBlank, itemAt, type Node, type Span, scanJson5 } from './scan.js';
import { applySplices, commentsWithin, type Source, type Splice } from './splice.js';
import { DEFAULT_STYLE, lineBreakOf } from './style.js';
import { deepEqual } from './values.js';

export interface EditOptions {
  /** Allow edits that drop the comments inside a removed or replaced value; by default they are refused. */
  dropInnerComments?: boolean;
}

/**
 * Applies the edits in the document's own style and leaves every other byte alone. Setting an equal value changes
 * nothing, and only the parts of an object or array that differ are rewritten. A text that is empty or has only
 * comments becomes an object. Throws EditRefused if an edit would lose something, and Json5SyntaxError if the text is
 * not JSON5.
 */
export function editJson5(text: string, edits: readonly Json5Edit[], options: EditOptions = {}): string {
  if (isBlank(text)) return fillBlank(text, edits);
  const { value } = readJson5(text);
  if (!isRecord(value)) throw new EditRefused(`the file contains ${typeName(value)}, not an object`);
  const wanted = edits.reduce(applyEdit, value);
  if (!isRecord(wanted)) throw new EditRefused(`the file must contain an object, not ${typeName(wanted)}`);
  const after = difference(value, wanted).reduce((current, step) => applyStep(current, step, options), text);
  if (after !== text) verify(after, wanted);
  return after;
}

function fillBlank(text: string, edits: readonly Json5Edit[]): string {
  const wanted = edits.reduce<unknown>(applyEdit, undefined);
  if (wanted === undefined) return text;
  if (!isRecord(wanted)) throw new EditRefused(`the file must contain an object, not ${typeName(wanted)}`);
  const eol = lineBreakOf(text);
  const lead = text.length === bomLength(text) || /[\n\r]$/.test(text) ? '' : eol;
  const after = text + lead + printValue(wanted, { ...DEFAULT_STYLE, eol }, '', false) + eol;
  verify(after, wanted);
  return after;
}

/** Applies one step and checks that no comment got lost. */
function applyStep(text: string, step: Step, options: EditOptions): string {
  const source = read(text);
  const { splices, overwritten } = plan(source, step);
  const inside = new Set(overwritten ? commentsWithin(source, overwritten) : []);
  if (step.kind !== 'add' && inside.size > 0 && !options.dropInnerComments) {
    throw new EditRefused(`${showPath(step.path)} contains a comment that would be lost`, step.path);
  }
  const after = applySplices(text, splices);
  const kept = source.tree.comments.filter((comment) => !inside.has(comment));
  if (!deepEqual(texts(text, kept), texts(after, read(after).tree.comments))) {
    throw new EditRefused('a comment would be lost', step.kind === 'add' ? step.parent : step.path);
  }
  // With duplicate keys, removing the last one exposes the one before it.
  const hasDuplicate =
    step.kind === 'remove' &&
    typeof step.path.at(-1) === 'string' &&
    nodeAt(read(after).tree.root, step.path);
  return hasDuplicate ? applyStep(after, step, options) : after;
}

/** The splices of a step, and the range that they overwrite. */
function plan(source: Source, step: Step): { splices: Splice[]; overwritten?: Span } {
  const { root } = source.tree;
  if (step.kind === 'add') {
    const container = containerAt(root, step.parent);
    const key = container.kind === 'object' ? String(step.key) : undefined;
    return { splices: addSplices(source, container, key, step.value) };
  }
  const container = containerAt(root, step.path.slice(0, -1));
  const item = itemAt(container, step.path.at(-1)!);
  if (!item) throw new EditRefused(`${showPath(step.path)} was not found in the text`, step.path);
  if (step.kind === 'remove') return { splices: removeSplices(source, container, item), overwritten: item };
  return { splices: replaceSplices(source, container, item, step.value), overwritten: item.value };
}

function containerAt(root: Node, path: Path): Container {
  const node = nodeAt(root, path);
  if (node && node.kind !== 'scalar') return node;
  throw new EditRefused(`${showPath(path)} was not found in the text`, path);
}

function read(text: string): Source {
  try {
    return { text, tree: scanJson5(text) };
  } catch (error) {
    throw new EditRefused(`the text cannot be scanned: ${error instanceof Error ? error.message : error}`);
  }
}

/** The final check: json5 itself has to read exactly the wanted value from the new text. */
function verify(after: string, wanted: unknown): void {
  let value: unknown;
  try {
    value = readJson5(after).value;
  } catch {
    throw new EditRefused('the edited text would no longer be valid JSON5');
  }
  if (!deepEqual(value, wanted)) throw new EditRefused('the edited text would not have the intended value');
}

function texts(text: string, spans: readonly Span[]): string[] {
  return spans.map(({ start, end }) => text.slice(start, end));
}
