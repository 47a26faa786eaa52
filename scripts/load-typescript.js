import { createRequire } from 'node:module';
import { bundleFile } from './build/bundle.js';

/**
 * Loads a TypeScript module of this repository, with all that it imports.
 * @param {string} path from the root of the repository
 * @returns {Promise<any>}
 */
export async function loadTypeScript(path) {
  const module = { exports: {} };
  // Without a file, as a CommonJS module is run by Node.
  const run = new Function('module', 'require', '__dirname', await bundleFile(path));
  run(module, createRequire(import.meta.url), import.meta.dirname);
  return module.exports;
}
