import { access, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { isRecord, parseJson } from '../../lib/json.js';

/** The OpenClaw that the user's shell runs. */
export interface Installation {
  /** Path of the `openclaw` on the PATH. */
  command: string;
  /** The folder of its package.json. */
  folder: string;
  version: string;
}

const PACKAGE = 'openclaw';
/** Locations of the package relative to the folder of the command, if the command is a script (npm on Windows, pnpm). */
const RELATIVE_LOCATIONS = [
  ['node_modules', PACKAGE],
  ['..', 'lib', 'node_modules', PACKAGE],
  ['..', PACKAGE],
];

/** Finds the first `openclaw` on the PATH without running it; undefined if there is none, or if it is not an npm package. */
export async function findInstallation(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Promise<Installation | undefined> {
  const command = await firstOnPath(env, platform);
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

async function firstOnPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<string | undefined> {
  const isWindows = platform === 'win32';
  const list = isWindows ? (anyCase(env, 'PATH')?.replaceAll('"', '') ?? '') : (env.PATH ?? '');
  const folders = list.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const names = isWindows ? extensions(env).map((extension) => PACKAGE + extension) : [PACKAGE];
  for (const folder of folders) {
    for (const name of names) {
      const command = path.join(folder, name);
      const exists = await access(command).then(
        () => true,
        () => false,
      );
      if (exists) return command;
    }
  }
  return undefined;
}

/** Windows calls it `Path`; a copy of the environment tells capitals apart. */
function anyCase(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const key = Object.keys(env).find((other) => other.toUpperCase() === name);
  return key && env[key];
}

/** In the order in which cmd tries them; PowerShell's own scripts at the end. */
function extensions(env: NodeJS.ProcessEnv): string[] {
  const list = anyCase(env, 'PATHEXT') || '.COM;.EXE;.BAT;.CMD';
  const known = list.toLowerCase().split(';').filter(Boolean);
  return [...new Set([...known, '.ps1'])];
}

function parentsOf(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...parentsOf(folder)];
}

async function versionIn(folder: string): Promise<string | undefined> {
  try {
    const manifest = parseJson(await readFile(path.join(folder, 'package.json'), 'utf8'));
    return isRecord(manifest) && manifest.name === PACKAGE && typeof manifest.version === 'string'
      ? manifest.version
      : undefined;
  } catch {
    return undefined;
  }
}
