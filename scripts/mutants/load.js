import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { transformSync } from 'esbuild';

/** @typedef {{ exports: object }} Module */
/** @typedef {(require: (name: string) => object, module: Module, url: string, folder: string) => void} Body */
/** @typedef {{ run: Body, later: string[] }} Code later: what it imports with `import()` */

/** @type {Map<string, Code>} what each file compiles to, for the life of the process */
const codes = new Map();

/** @type {Map<string, Set<string>>} what each file imports, as far as it has been loaded */
const imports = new Map();

const IMPORTED_LATER = /=> __toESM\(require\("(\.[^"]+)"\)\)/g;

/** @param {string} file */
function codeOf(file) {
  const known = codes.get(file);
  if (known) return known;
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__url', 'import.meta.dirname': '__folder' },
  });
  const script = new Script(`(function (require, module, __url, __folder) {${code}\n})`, { filename: file });
  const later = [...code.matchAll(IMPORTED_LATER)].map(([, name]) => /** @type {string} */ (name));
  const made = { run: script.runInThisContext(), later };
  codes.set(file, made);
  return made;
}

const nodeRequire = createRequire(import.meta.url);

/** @type {Map<string, object>} */
const packages = new Map();

/** A package in the shape that esbuild's code reads: `default` is what `import` would give. @param {string} name */
function packageOf(name) {
  const known = packages.get(name);
  if (known) return known;
  const found = nodeRequire(name);
  const isModule = found[Symbol.toStringTag] === 'Module';
  const shape = { ...found, default: isModule ? found.default : found, __esModule: true };
  packages.set(name, shape);
  return shape;
}

/** The file of an import: a `.js` that is a `.ts` on disk, unless it is one of scripts/. @param {string} file */
function fileOf(file) {
  try {
    codeOf(file.replace(/\.js$/, '.ts'));
    return file.replace(/\.js$/, '.ts');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    return file;
  }
}

/**
 * Loads TypeScript into modules of its own. What they keep (tables, memos) lasts as long as the loader, so no mutant
 * meets what another one left. Jest makes a virtual machine for that, and compiles every file anew.
 * @param {Record<string, object>} given modules by name, before those of npm
 * @returns {(file: string) => object} the exports of a file
 */
export function createLoader(given) {
  /** @type {Map<string, Module>} */
  const modules = new Map();

  /** @param {string} file */
  function load(file) {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const folder = dirname(file);
    const imported = imports.get(file) ?? new Set();
    imports.set(file, imported);
    const require = (/** @type {string} */ name) => {
      if (!name.startsWith('.')) return given[name] ?? packageOf(name);
      const found = fileOf(join(folder, name));
      imported.add(found);
      return load(found);
    };
    const { run, later } = codeOf(file);
    try {
      run(require, module, pathToFileURL(file).href, folder);
      // At once: what is loaded during a test would count as reached by that test only.
      for (const name of later) require(name);
    } catch (error) {
      modules.delete(file);
      throw error;
    }
    return module.exports;
  }

  return load;
}

/** Whether a file that has been loaded imports the other, through others too. @param {string} file @param {string} other */
export function reaches(file, other) {
  const seen = new Set([file]);
  for (const each of seen) for (const next of imports.get(each) ?? []) seen.add(next);
  return seen.has(other);
}
