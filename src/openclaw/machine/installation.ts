import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { readRegularFile } from '../../lib/files/read-text.js';
import { isRecord, parseJson } from '../../lib/json.js';
import { findProgram, type SearchContext } from '../../lib/programs/search-path.js';

/** The OpenClaw that the user's shell runs. */
export interface Installation {
  /** Path of the `openclaw` on the PATH. */
  command: string;
  /** The folder of its package.json. */
  folder: string;
  version: string;
}

const PACKAGE = 'openclaw';
const MAX_MANIFEST_BYTES = 1024 * 1024;
/** Locations of the package relative to the folder of the command, if the command is a script (npm on Windows, pnpm). */
const RELATIVE_LOCATIONS = [
  ['node_modules', PACKAGE],
  ['..', 'lib', 'node_modules', PACKAGE],
  ['..', PACKAGE],
];

/** Finds the first `openclaw` in the trusted folders of the PATH without running it; undefined if there is none, or if it is not an
 * npm package. */
export async function findInstallation(around: SearchContext): Promise<Installation | undefined> {
  const command = await findProgram(PACKAGE, around);
  if (!command) return undefined;
  const real = await realpath(command).catch(() => command);
  const folders = [
    ...parentsOf(real),
    ...RELATIVE_LOCATIONS.map((parts) => path.resolve(path.dirname(command), ...parts)),
  ];
  for (const folder of folders) {
    const version = await versionIn(folder);
    if (version) return { command, folder, version };
  }
  return undefined;
}

/** Negative if `a` is older. Ignores suffixes: `2026.9.6-beta.1` equals `2026.9.6`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const index = left.findIndex((part, at) => part !== (right[at] ?? 0));
  return index < 0 ? 0 : left[index]! - (right[index] ?? 0);
}

function numbersOf(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
}

function parentsOf(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...parentsOf(folder)];
}

async function versionIn(folder: string): Promise<string | undefined> {
  try {
    const bytes = await readRegularFile(path.join(folder, 'package.json'), MAX_MANIFEST_BYTES);
    const manifest = bytes && parseJson(bytes.toString());
    return isRecord(manifest) && manifest.name === PACKAGE && typeof manifest.version === 'string'
      ? manifest.version
      : undefined;
  } catch {
    return undefined;
  }
}
