import { withoutDate } from '../../../gateway/providers/model-date.js';

/** Numbers of a version; `8b` is a size, and part of the name. */
const NUMBER = /\d+(?![\db])/g;
/** How far a first number can be ahead of the list: `gpt-8` is none yet, where the list ends at `gpt-6`. */
const GENERATIONS = 1;

/**
 * Whether an id is that of a known model, with a higher version: `gpt-6.2-sol` where `gpt-6.1-sol` is known. A list is
 * never as new as the provider.
 */
export function isNewVersion(model: string, known: readonly string[]): boolean {
  const id = withoutDate(model);
  const family = familyOf(id);
  const versions = known.filter((other) => familyOf(other) === family).map(versionOf);
  const version = versionOf(id);
  const newest = versions.reduce((most, each) => (isAbove(each, most) ? each : most), []);
  return (
    versions.length > 0 &&
    version.length > 0 &&
    isAbove(version, newest) &&
    version[0]! <= generationOf(known, family) + GENERATIONS
  );
}

/** `gpt-#.#-sol`. */
function familyOf(id: string): string {
  return id.replace(NUMBER, '#');
}

function versionOf(id: string): number[] {
  return (id.match(NUMBER) ?? []).map(Number);
}

/** The highest first number of the models whose name begins in the same way. */
function generationOf(known: readonly string[], family: string): number {
  const start = family.slice(0, family.indexOf('#') + 1);
  const related = known.filter((other) => familyOf(other).startsWith(start));
  return Math.max(...related.map((other) => versionOf(other)[0] ?? 0));
}

function isAbove(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at >= 0 && one[at]! > (other[at] ?? -1);
}
