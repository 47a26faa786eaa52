import { dirname, join } from 'node:path';
import { temporaryFiles, userFiles } from './homes.js';

/** @typedef {import('./homes.js').Tree} Tree */

/** User files that are not the same in both. @param {Tree} tree @param {Tree} wanted @returns {string[]} */
export function differences(tree, wanted) {
  return pathsOf(tree, wanted).filter((path) => tree.get(path)?.text !== wanted.get(path)?.text);
}

/** User files that are neither as before nor as after. @param {Tree} tree @param {Tree} old @param {Tree} wanted */
export function partialFiles(tree, old, wanted) {
  return pathsOf(tree, old, wanted).filter((path) =>
    [old, wanted].every((whole) => whole.get(path)?.text !== tree.get(path)?.text),
  );
}

/** @param {Tree[]} trees */
function pathsOf(...trees) {
  return [...new Set(trees.flatMap((tree) => [...userFiles(tree).keys()]))];
}

/** The names of a file: its path, and the symbolic links to it. @param {Tree} tree @param {string} path */
export function namesOf(tree, path) {
  const links = [...tree].filter(([at, { link }]) => link !== undefined && join(dirname(at), link) === path);
  return [path, ...links.map(([at]) => at)];
}

/** Temporary files that more users can read than the file before or after. @param {Tree} tree @param {Tree} old @param {Tree} wanted */
export function exposedFiles(tree, old, wanted) {
  return temporaryFiles(tree).filter((path) => {
    const target = path.replace(/\/\.([^/]+)\.cf-aig-\d+(?:-[0-9a-f]{8})+\.tmp$/, '/$1');
    const allowed = [old, wanted].reduce((modes, whole) => modes | (whole.get(target)?.mode ?? 0o600), 0);
    return (tree.get(path)?.mode ?? 0) & ~allowed;
  });
}
