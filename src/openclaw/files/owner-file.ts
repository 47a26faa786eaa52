import type { FileWrite } from '../../lib/files/write-files.js';
import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import { type EditOptions, editJson5 } from '../../lib/json5/edit.js';
import { EditRefused } from '../../lib/json5/edit-refused.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/paths.js';
import type { OpenClawConfig } from './config.js';
import { type ConfigPart, includePaths } from './includes.js';

/** The file that contains a part of the config, and the path inside that file. */
export interface Owner {
  part: ConfigPart;
  path: Path;
}

interface Candidate extends Owner {
  node: unknown;
}

/**
 * Finds the file of a value, or the one to create it in: with `$include` this may not be the main file.
 * Throws EditRefused if the value is spread over several files.
 */
export function ownerOf(config: OpenClawConfig, path: Path): Owner {
  const [main] = config.parts;
  if (!main) throw new EditRefused(`${config.path} has nothing to edit`);
  let candidates: Candidate[] = [{ part: main, path: [], node: main.value }];
  for (const [index, key] of path.entries()) {
    const roots = candidates.flatMap((candidate) => expandIncludes(config, candidate));
    const holders = roots.filter(({ node }) => hasMember(node, key));
    if (!holders.length) {
      const { part, path: local } = insertionOwner(roots, candidates);
      return { part, path: [...local, ...path.slice(index)] };
    }
    candidates = holders.map((holder) => ({
      part: holder.part,
      path: [...holder.path, key],
      node: child(holder.node, key),
    }));
  }
  const files = [...new Set(candidates.map(({ part }) => part.path))];
  if (candidates.length > 1) {
    throw new EditRefused(`${showPath(path)} is merged from ${files.join(' and ')}`);
  }
  return { part: candidates[0]!.part, path: candidates[0]!.path };
}

/** The writes for the edits, each to the file that owns its path. Throws EditRefused. */
export function writesFor(
  config: OpenClawConfig,
  edits: readonly Json5Edit[],
  options: EditOptions = {},
): FileWrite[] {
  if (!config.parts.length) {
    const before = config.file.kind === 'file' ? config.text : null;
    return [
      {
        path: config.path,
        before,
        after: editJson5(config.text, edits, options),
        mode: 0o600,
        dirMode: 0o700,
      },
    ];
  }
  const byFile = new Map<string, { part: ConfigPart; edits: Json5Edit[] }>(
    config.parts.slice(0, 1).map((part) => [part.path, { part, edits: [] }]),
  );
  for (const edit of edits) {
    const { part, path } = ownerOf(config, edit.path);
    const entry = byFile.get(part.path) ?? { part, edits: [] };
    byFile.set(part.path, entry);
    entry.edits.push({ ...edit, path });
  }
  // Included files first, so that the main file changes last.
  return [...byFile.values()].reverse().map(({ part, edits: fileEdits }) => ({
    path: part.path,
    before: part.file.text,
    after: fileEdits.length ? editJson5(part.file.text, fileEdits, options) : part.file.text,
    mode: 0o600,
    dirMode: 0o700,
  }));
}

/** The node, and the roots of the files that it includes. */
function expandIncludes(config: OpenClawConfig, candidate: Candidate): Candidate[] {
  const { node, part } = candidate;
  if (!isRecord(node) || !Object.hasOwn(node, '$include')) return [candidate];
  const included = includePaths(node.$include, part.path).flatMap((target) => {
    const found = config.parts.find(({ path }) => path === target);
    return found ? expandIncludes(config, { part: found, path: [], node: found.value }) : [];
  });
  return [candidate, ...included];
}

/** If a node is only one `$include`, new members go into that file; otherwise next to the `$include`. */
function insertionOwner(roots: readonly Candidate[], candidates: readonly Candidate[]): Owner {
  const [candidate] = candidates;
  const included = roots.filter((root) => !candidates.includes(root));
  const isAlias =
    isRecord(candidate?.node) && Object.keys(candidate.node).length === 1 && candidate.path.length > 0;
  return isAlias && included.length === 1 ? included[0]! : candidate!;
}

function hasMember(node: unknown, key: string | number): boolean {
  if (Array.isArray(node)) return typeof key === 'number' && key in node;
  return isRecord(node) && Object.hasOwn(node, key);
}

function child(node: unknown, key: string | number): unknown {
  const members: Record<string | number, unknown> = Object(node);
  return Object.hasOwn(members, key) ? members[key] : undefined;
}
