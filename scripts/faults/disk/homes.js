import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A file, a folder or a symbolic link. In texts, `HOME` is the path of the home, so that a home can be set up elsewhere.
 * @typedef {{ text?: string, link?: string, mode: number, uid?: number }} Entry
 * @typedef {Map<string, Entry>} Tree entries by path below the home, folders before what is in them
 */

/** Of this length whatever the home: lengths must not differ. */
const HOME = '/@home@';

/** @param {string} home @returns {Tree} */
export function capture(home) {
  /** @type {Tree} */
  const tree = new Map();
  const walk = (/** @type {string} */ folder) => {
    for (const name of readdirSync(join(home, folder)).sort()) {
      const path = join(folder, name);
      const full = join(home, path);
      const stats = lstatSync(full);
      const mode = stats.mode & 0o7777;
      const { uid } = stats;
      if (stats.isSymbolicLink()) tree.set(path, { link: readlinkSync(full), mode });
      else if (stats.isDirectory()) tree.set(path, { mode, uid });
      else tree.set(path, { text: readFileSync(full, 'latin1').replaceAll(home, HOME), mode, uid });
      if (stats.isDirectory()) walk(path);
    }
  };
  walk('.');
  return tree;
}

/** Makes the home what it was. @param {Tree} tree @param {string} home */
export function restore(tree, home) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  for (const [path, { text, link, mode, uid }] of tree) {
    const full = join(home, path);
    mkdirSync(dirname(full), { recursive: true });
    if (link !== undefined) {
      symlinkSync(link, full);
      continue;
    }
    if (text === undefined) mkdirSync(full, { recursive: true });
    else writeFileSync(full, text.replaceAll(HOME, home), 'latin1');
    chmodSync(full, mode);
    if (uid !== undefined && uid !== process.getuid?.()) chownSync(full, uid, uid);
  }
}

const OWN = /\.cf-aig\.(?:journal|lock|bak(?:\.\d)?)$|\.cf-aig-\d+(?:-[0-9a-f]{8})+\.tmp$/;
const TEMPORARY = /\.(?:tmp|lock)$/;

/** The files that the user or OpenClaw reads: neither backups nor what only cf-aig reads. @param {Tree} tree */
export function userFiles(tree) {
  return new Map([...tree].filter(([path, { text }]) => text !== undefined && !OWN.test(path)));
}

/** What is there only while a run writes. @param {Tree} tree */
export function temporaryFiles(tree) {
  return [...tree.keys()].filter((path) => TEMPORARY.test(path));
}

/** @param {Tree} tree @returns {string[]} the contents of all backups */
export function backupTexts(tree) {
  return [...tree].flatMap(([path, { text }]) => (/\.bak(?:\.\d)?$/.test(path) && text ? [text] : []));
}

/** The same for trees that differ only in moments and process numbers. @param {Tree} tree */
export function keyOf(tree) {
  return JSON.stringify([...tree])
    .replaceAll(/cf-aig-\d+(?:-[0-9a-f]{8})+\.tmp/g, 'TEMPORARY')
    .replaceAll(/"text":"\d+(?:-[0-9a-f]{8})+\\n"/g, 'LOCK')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT');
}
