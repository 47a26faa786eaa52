import { isRecord, typeName } from '../json.js';
import { EditRefused } from './edit-refused.js';
import type { Path } from './parse.js';
import { showPath } from './paths.js';
import { type PlainObject, put } from './values.js';

export type Json5Edit = { op: 'set'; path: Path; value: unknown } | { op: 'remove'; path: Path };

/**
 * Applies an edit to a value, without mutating it. Missing parents are created: an array for an index, otherwise an
 * object. Removing a missing member changes nothing. Throws EditRefused if something on the path is not a container,
 * or if an index is beyond the end of its array.
 */
export function applyEdit(root: unknown, edit: Json5Edit): unknown {
  if (edit.op === 'set') return setAt(root, edit.path, 0, toPlain(edit.value));
  if (edit.path.length === 0) throw new EditRefused('the whole document cannot be removed');
  return removeAt(root, edit.path, 0);
}

function setAt(old: unknown, path: Path, depth: number, value: unknown): unknown {
  if (depth === path.length) return value;
  const step = path[depth]!;
  const parent = old ?? (old === undefined ? (typeof step === 'number' ? [] : {}) : old);
  if (Array.isArray(parent)) {
    const index = checkIndex(step, parent.length + 1, path, depth);
    const copy = [...parent];
    copy[index] = setAt(parent[index], path, depth + 1, value);
    return copy;
  }
  const copy = copyObject(parent, path, depth);
  put(copy, String(step), setAt(ownMember(copy, step), path, depth + 1, value));
  return copy;
}

function removeAt(old: unknown, path: Path, depth: number): unknown {
  if (old === undefined) return old;
  const step = path[depth]!;
  const isLast = depth === path.length - 1;
  if (Array.isArray(old)) {
    const index = checkIndex(step, Number.POSITIVE_INFINITY, path, depth);
    if (index >= old.length) return old;
    return isLast ? old.toSpliced(index, 1) : old.with(index, removeAt(old[index], path, depth + 1));
  }
  const copy = copyObject(old, path, depth);
  if (!Object.hasOwn(copy, step)) return old;
  if (isLast) delete copy[step];
  else put(copy, String(step), removeAt(ownMember(copy, step), path, depth + 1));
  return copy;
}

function copyObject(value: unknown, path: Path, depth: number): PlainObject {
  if (isRecord(value)) return { ...value };
  const at = path.slice(0, depth);
  throw new EditRefused(`${showPath(at)} is ${typeName(value)}, not an object`, at);
}

function checkIndex(step: string | number, limit: number, path: Path, depth: number): number {
  const at = path.slice(0, depth);
  if (typeof step !== 'number') throw new EditRefused(`${showPath(at)} is an array, not an object`, at);
  if (!Number.isInteger(step) || step < 0 || step >= limit) {
    throw new EditRefused(`index ${step} is out of range in ${showPath(at)}`, at);
  }
  return step;
}

function ownMember(object: PlainObject, key: string | number): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Drops undefined members, as JSON.stringify does. Throws EditRefused for what JSON5 cannot represent. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (isRecord(value)) {
    const copy: PlainObject = {};
    for (const [key, inner] of Object.entries(value)) if (inner !== undefined) put(copy, key, toPlain(inner));
    return copy;
  }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw new EditRefused(`${typeName(value)} cannot be written as JSON5`);
}
