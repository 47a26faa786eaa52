import { isAbsolute, relative, sep } from 'node:path';

/** With slashes; undefined if the file is not in the folder. */
export function relativePath(file: string, folder: string): string | undefined {
  const path = relative(folder, file);
  if (!path || isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`)) return undefined;
  return path.replaceAll(sep, '/');
}
