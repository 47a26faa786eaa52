import path from 'node:path';
import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Values } from '../../diagnosis/reading/values.js';
import type { TextFile } from '../../lib/files/read-text.js';
import { isRecord, MAX_NESTING } from '../../lib/json.js';
import { type Json5Document, Json5SyntaxError, type Path, parseJson5 } from '../../lib/json5/parse.js';

/** One file of the config, unmerged. */
export interface ConfigPart {
  path: string;
  file: TextFile & { kind: 'file' };
  /** As parsed, with its `$include` keys. */
  value: unknown;
  document: Json5Document;
  /** Path of this file's root in the whole config. */
  at: Path;
}

export type ReadText = (path: string) => Promise<TextFile>;

export class IncludeError extends Error {
  readonly cause_: CauseId;
  readonly values: Values;
  /** Of the file with the error. */
  readonly text?: string;

  constructor(cause: CauseId, values: Values, text?: string) {
    super(cause);
    this.cause_ = cause;
    this.values = values;
    this.text = text;
  }
}

const MAX_DEPTH = 10;

/**
 * Replaces every `$include` (a path or an array of paths) with the content of its files, merged as OpenClaw 2026.9.6
 * does: later files override earlier ones, keys next to `$include` override all, arrays are concatenated.
 * Throws IncludeError if a file is missing, malformed, circular or nested too deep.
 */
export async function resolveIncludes(
  main: ConfigPart,
  read: ReadText,
): Promise<{ value: Record<string, unknown>; parts: ConfigPart[] }> {
  const parts: ConfigPart[] = [main];
  // A backslash may be part of an escaped `$include`.
  if (isRecord(main.value) && !/\$include|\\/.test(main.file.text)) return { value: main.value, parts };
  const value = await expand(main.value, main.path, [], [main.path]);
  return { value: isRecord(value) ? value : {}, parts };

  async function expand(node: unknown, file: string, at: Path, chain: readonly string[]): Promise<unknown> {
    if (at.length > MAX_NESTING) throw includeError(file, `nested more than ${MAX_NESTING} levels deep`);
    if (Array.isArray(node)) {
      return Promise.all(node.map((item, index) => expand(item, file, [...at, index], chain)));
    }
    if (!isRecord(node)) return node;
    const siblings: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(node)) {
      if (key !== '$include') define(siblings, key, await expand(child, file, [...at, key], chain));
    }
    if (!Object.hasOwn(node, '$include')) return siblings;

    let merged: unknown = {};
    for (const target of includePaths(node.$include, file))
      merged = merge(merged, await load(target, file, at, chain));
    return Object.keys(siblings).length ? merge(merged, siblings) : merged;
  }

  async function load(target: string, from: string, at: Path, chain: readonly string[]): Promise<unknown> {
    if (chain.includes(target)) throw includeError(from, `${target} includes itself`);
    if (chain.length > MAX_DEPTH)
      throw includeError(from, `includes are nested more than ${MAX_DEPTH} levels deep`);
    const file = await read(target);
    if (file.kind !== 'file') throw includeError(from, `${target}: ${file.detail}`, target);
    try {
      const document = parseJson5(file.text);
      parts.push({ path: target, file, value: document.value, document, at });
      return await expand(document.value, target, at, [...chain, target]);
    } catch (error) {
      if (!(error instanceof Json5SyntaxError)) throw error;
      const values = {
        file: target,
        line: String(error.line),
        column: String(error.column),
        message: error.message,
        detail: error.detail,
      };
      throw new IncludeError('config-syntax', values, file.text);
    }
  }
}

/** Absolute targets of an `$include` value, in order. */
export function includePaths(include: unknown, from: string): string[] {
  const texts = Array.isArray(include) ? include : [include];
  return texts.map((text) => {
    if (typeof text !== 'string')
      throw includeError(from, '$include is neither a path nor an array of paths');
    return path.resolve(path.dirname(from), text);
  });
}

/** `file`: the one that cannot be read, if it is not the one with the `$include`. */
function includeError(includedFrom: string, detail: string, file = includedFrom): IncludeError {
  return new IncludeError('config-unreadable', { file, includedFrom, detail });
}

/** Merges objects key by key and concatenates arrays; otherwise the second value wins. */
function merge(first: unknown, second: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second];
  if (!isRecord(first) || !isRecord(second)) return second;
  const merged = { ...first };
  for (const [key, value] of Object.entries(second)) {
    define(merged, key, Object.hasOwn(merged, key) ? merge(merged[key], value) : value);
  }
  return merged;
}

/** Plain assignment would call the setter of `__proto__`. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}
