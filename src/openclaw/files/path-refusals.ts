import { isRecord, typeName } from '../../lib/json.js';
import { EditRefused } from '../../lib/json5/edit-refused.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/paths.js';

/** Throws EditRefused unless the value is an object. */
export function requireRecord(value: unknown, path: Path): Record<string, unknown> {
  if (!isRecord(value)) throw wrongType(path, 'an object', value);
  return value;
}

export function wrongType(path: Path, expected: string, found: unknown): EditRefused {
  return new EditRefused(`${showPath(path)} should be ${expected} but is ${typeName(found)}`);
}
