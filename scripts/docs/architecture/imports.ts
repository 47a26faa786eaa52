import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** One import: paths from src/, with `/`. */
export interface Arrow {
  from: string;
  to: string;
}

const SRC = resolve('src');
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g;

const slashes = (path: string): string => path.split(sep).join('/');

/** All source files, as paths from src/. */
export function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map(slashes)
    .sort();
}

/** Every import of one source file by another, lazy ones and those of types included. */
export function importArrows(): Arrow[] {
  return sourceFiles().flatMap((from) => {
    const file = join(SRC, from);
    return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path]) => ({
      from,
      to: slashes(relative(SRC, resolve(dirname(file), path!))),
    }));
  });
}

/** The folder of src/ that a file is in. */
export function roomOf(file: string): string {
  return file.split('/')[0]!;
}
