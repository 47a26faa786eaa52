/** `lib/programs/`: which file a program is, and how its arguments reach it unchanged. */

import path from 'node:path';
import { exists } from '../look.js';
import { trimEnd } from '../text/trim-end.js';

/** Where a program is looked for, and for whom. */
export interface SearchContext {
  env: NodeJS.ProcessEnv;
  cwd: string;
  platform: NodeJS.Platform;
}

/**
 * The folders of the PATH whose programs may be started: absolute ones only, since a relative or empty part leads to the current
 * folder, and no `node_modules/.bin` of the current folder or of one above it, which npm puts in front of the PATH: these
 * programs come with the files of a project, which may be a foreign one.
 */
export function trustedFolders({ env, cwd, platform }: SearchContext, paths = path): string[] {
  const isWindows = platform === 'win32';
  const written = (isWindows ? anyCase(env, 'PATH')?.value.replaceAll('"', '') : env.PATH) ?? '';
  // Windows ignores capitals.
  const same = (folder: string) => {
    const trimmed = trimEnd(folder, '\\/');
    return isWindows ? trimmed.toLowerCase() : trimmed;
  };
  const untrusted = new Set(projectFolders(cwd, paths).map(same));
  return written
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder) && !untrusted.has(same(paths.normalize(folder))));
}

/** The environment for a program, which looks for others: on the PATH only trusted folders. */
export function trustedEnv(around: SearchContext, paths = path): NodeJS.ProcessEnv {
  const { env, platform } = around;
  const name = (platform === 'win32' && anyCase(env, 'PATH')?.name) || 'PATH';
  return { ...env, [name]: trustedFolders(around, paths).join(paths.delimiter) };
}

/** The first program of this name in the trusted folders, or in these. */
export async function findProgram(
  name: string,
  around: SearchContext,
  folders = trustedFolders(around),
): Promise<string | undefined> {
  const files = around.platform === 'win32' ? extensions(around.env).map((end) => name + end) : [name];
  for (const folder of folders) {
    for (const file of files.map((one) => path.join(folder, one))) {
      if (exists(file)) return file;
    }
  }
  return undefined;
}

/** A program of Windows itself: by its name alone, one in the current folder would be found first. */
export function windowsProgram(name: string, env: NodeJS.ProcessEnv): string {
  return path.win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', name);
}

function projectFolders(cwd: string, paths: path.PlatformPath): string[] {
  const folder = paths.join(cwd, 'node_modules', '.bin');
  const above = paths.dirname(cwd);
  return above === cwd ? [folder] : [folder, ...projectFolders(above, paths)];
}

/** Windows calls it `Path`; a copy of the environment tells capitals apart. */
function anyCase(env: NodeJS.ProcessEnv, wanted: string): { name: string; value: string } | undefined {
  const name = Object.keys(env).find((other) => other.toUpperCase() === wanted);
  return name === undefined ? undefined : { name, value: env[name] ?? '' };
}

/** In the order in which cmd tries them; PowerShell's own scripts at the end. */
function extensions(env: NodeJS.ProcessEnv): string[] {
  const list = anyCase(env, 'PATHEXT')?.value || '.COM;.EXE;.BAT;.CMD';
  const known = list.toLowerCase().split(';').filter(Boolean);
  return [...new Set([...known, '.ps1'])];
}
