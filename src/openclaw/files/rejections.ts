import { isRecord, typeName } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/show-path.js';
import { nearest } from '../../lib/nearest.js';
import type { OpenClawConfig } from './config.js';
import { ownerOf } from './owner-file.js';
import {
  ALLOWED_KEYS,
  ALLOWED_KINDS,
  ALLOWED_WORDS,
  ANY,
  BUILT_IN_PROVIDERS,
  type Pattern,
  REQUIRED_KEYS,
} from './schema-table.js';

/** A reason for which OpenClaw rejects the whole config. */
export interface Rejection {
  path: Path;
  /** For the user; includes the path. */
  detail: string;
  /** The key or word that the user probably meant. */
  nearest?: string;
}

/** What OpenClaw 2026.9.6 rejects, in the parts of the config that the schema table covers. */
export function rejections(config: unknown): Rejection[] {
  return [
    ...ALLOWED_KEYS.flatMap(([at, keys]) =>
      records(config, at, (path, value) => unknownKeys(path, value, keys)),
    ),
    ...REQUIRED_KEYS.flatMap(([at, keys]) =>
      records(config, at, (path, value) => missingKeys(path, value, keys)),
    ),
    ...ALLOWED_WORDS.flatMap(([at, words]) =>
      matches(config, at).flatMap(({ path, value }) => wrongWord(path, value, words)),
    ),
    ...ALLOWED_KINDS.flatMap(([at, expected, fits]) =>
      matches(config, at)
        .filter(({ value }) => !fits(value))
        .map(({ path, value }) => ({
          path,
          detail: `${showPath(path)} should be ${expected}, but is ${typeof value === 'number' ? value : typeName(value)}`,
        })),
    ),
  ];
}

/** The position in the main file or an included one. */
export function positionOf(
  config: OpenClawConfig,
  path: Path,
): { file: string; line: number; column: number } | undefined {
  try {
    const owner = ownerOf(config, path);
    const at = owner.part.document.locate(owner.path);
    return at && { file: owner.part.path, line: at.line, column: at.column };
  } catch {
    return undefined; // merged from several files
  }
}

function unknownKeys(path: Path, value: Record<string, unknown>, keys: readonly string[]): Rejection[] {
  return Object.keys(value)
    .filter((key) => !keys.includes(key))
    .map((key) => {
      const unset = keys.filter((known) => value[known] === undefined);
      const detail = `${showPath(path)} has the unknown key "${key}"`;
      return { path: [...path, key], detail, nearest: nearest(key, unset) };
    });
}

function missingKeys(path: Path, value: Record<string, unknown>, keys: readonly string[]): Rejection[] {
  const isProvider = path.length === 3;
  if (isProvider && BUILT_IN_PROVIDERS.has(String(path[2]).toLowerCase())) return [];
  return keys
    .filter((key) => value[key] === undefined)
    .map((key) => ({ path, detail: `${showPath(path)} has no ${key}` }));
}

function wrongWord(path: Path, value: unknown, words: readonly string[]): Rejection[] {
  if (typeof value === 'string' && words.includes(value)) return [];
  const found = typeof value === 'string' ? JSON.stringify(value) : typeName(value);
  const detail = `${showPath(path)} is ${found}, but has to be one of ${words.join(', ')}`;
  return [{ path, detail, nearest: typeof value === 'string' ? nearest(value, words) : undefined }];
}

function records(
  config: unknown,
  at: Pattern,
  check: (path: Path, value: Record<string, unknown>) => Rejection[],
): Rejection[] {
  return matches(config, at).flatMap(({ path, value }) => (isRecord(value) ? check(path, value) : []));
}

/** All values that match a pattern. */
function matches(root: unknown, at: Pattern): { path: Path; value: unknown }[] {
  let found: { path: Path; value: unknown }[] = [{ path: [], value: root }];
  for (const key of at) {
    found = found.flatMap(({ path, value }) =>
      childrenOf(value)
        .filter(([name]) => key === ANY || name === key)
        .map(([name, child]) => ({ path: [...path, name], value: child })),
    );
  }
  return found.filter(({ value }) => value !== undefined);
}

function childrenOf(value: unknown): [key: string | number, child: unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isRecord(value) ? Object.entries(value) : [];
}
