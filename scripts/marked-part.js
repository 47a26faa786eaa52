import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The page with another text between the mark of the command that writes it and the mark of its end.
 * @param {string} page @param {string} command @param {string} text
 */
export function withMarked(page, command, text) {
  const begin = `<!-- written by \`${command}\` -->\n`;
  const start = page.indexOf(begin);
  const end = start < 0 ? -1 : page.slice(start).search(/\n<!-- [\w-]+ ends? -->/);
  if (end < 0) throw new Error(`the page has no marks for what \`${command}\` writes`);
  return `${page.slice(0, start)}${begin}\n${text}\n${page.slice(start + end)}`;
}

/** @param {string} path @param {string} command @param {string} text */
export function writeMarked(path, command, text) {
  writeFileSync(path, withMarked(readFileSync(path, 'utf8'), command, text));
}
